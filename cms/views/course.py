"""A course page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cms.finding import course_at, stamp_of
from cms.showing import course_context, rows_of
from cms.views.public import personal_page, public_page
from courses.catalogue.domain import outline_of
from courses.catalogue.voices import speak_to_guest
from courses.learning.domain import progress_in


@require_safe
def course(request: HttpRequest, course: str) -> HttpResponse:
    """Show what the course gives, its lessons, and how far a learner is."""
    page = course_at(course)
    if page is None:
        raise Http404
    if request.user.is_authenticated:
        progress = progress_in(request.user, [page.code])[page.code]
        rows = rows_of(page.slug, progress.outline.items, progress)
        return personal_page(request, page.template, course_context(page, rows, progress))
    speak_to_guest(request, page.audiences)
    return public_page(
        request,
        page.template,
        f"{page.pk}-{page.live_revision_id}-{stamp_of(page)}",
        lambda: course_context(page, rows_of(page.slug, outline_of(page.version_id).items)),
    )
