"""The home page: four doors, six needs, and where to go on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cms.finding import home_page
from cms.showing import home_context
from cms.views.public import personal_page, public_page
from courses.learning.domain import my_learning


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the entrance."""
    page = home_page().first()
    if page is None:
        raise Http404
    if not request.user.is_authenticated:
        state = f"{page.pk}-{page.live_revision_id}"
        return public_page(request, page.template, state, lambda: home_context(page))
    unfinished = [course for course in my_learning(request.user) if course.next_item]
    going_on = unfinished[0] if unfinished else None
    return personal_page(request, page.template, {**home_context(page), "going_on": going_on})
