"""A film of another site, on a page of ours, for whoever has pressed the button that says so."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.csp import build_policy
from django.views.decorators.http import require_safe

from cms.films import player_of
from cms.finding import lesson_at, stamp_of
from cms.views.public import public_page
from courses.catalogue.voices import speak_to_guest


@require_safe
def film(request: HttpRequest, course: str, lesson: str, block: UUID) -> HttpResponse:
    """Show the film of this block; this page alone may load a frame from the film's host."""
    page = lesson_at(course, lesson)
    films = (
        {each.id: each.value for each in page.body if each.block_type == "media"} if page else {}
    )
    value = films.get(str(block))
    player = player_of(value["address"]) if value else None
    if page is None or player is None:
        raise Http404
    speak_to_guest(request, page.audiences)
    response = public_page(
        request,
        "cms/film.html",
        f"{page.pk}-{page.live_revision_id}-{stamp_of(page)}",
        lambda: {
            "page": page,
            "film": value,
            "player": player,
            "lesson_url": f"/katalog/{course}/{lesson}/",
        },
    )
    frames = {"frame-src": [f"https://{player.host}"]}
    response.headers["Content-Security-Policy"] = build_policy(settings.LEARNER_CSP | frames)
    return response
