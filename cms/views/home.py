"""The home page: four doors, six needs, and where to go on."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cms.finding import home_page
from cms.models import HomePage
from cms.showing import home_context
from cms.views.public import personal_page, public_page
from courses.learning.domain import my_learning
from courses.workshops.domain.schedule import nearest_workshops


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the entrance."""
    page = home_page().first()
    if page is None:
        raise Http404
    if not request.user.is_authenticated:
        state = f"{page.pk}-{page.live_revision_id}"
        return public_page(request, page.template, state, lambda: _context(page))
    unfinished = [course for course in my_learning(request.user) if course.next_item]
    going_on = unfinished[0] if unfinished else None
    return personal_page(request, page.template, {**_context(page), "going_on": going_on})


def _context(page: HomePage) -> dict[str, Any]:
    """Return what the page shows; what is planned may be a minute old, as the page itself."""
    return {**home_context(page), "nearest": nearest_workshops()}
