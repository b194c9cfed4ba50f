"""The catalogue: published courses, narrowed by plain links."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cms.finding import catalogue_page
from cms.shelf import catalogue_context, shelf_of_courses
from cms.views.public import personal_page, public_page


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """List the courses that fit the chosen filters."""
    page = catalogue_page().first()
    if page is None:
        raise Http404
    shelf = shelf_of_courses()
    if request.user.is_authenticated:
        return personal_page(request, page.template, catalogue_context(page, shelf, request.GET))
    state = f"{page.live_revision_id}-{[shelved.version.pk for shelved in shelf]}"
    return public_page(
        request, page.template, state, lambda: catalogue_context(page, shelf, request.GET)
    )
