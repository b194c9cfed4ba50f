"""The home page: four doors, six needs, and where to go on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cms.finding import home_page
from cms.models import choices
from cms.views.public import personal_page, public_page
from courses.learning.domain import my_learning


def home(request: HttpRequest) -> HttpResponse:
    """Show the entrance."""
    page = home_page().first()
    if page is None:
        raise Http404
    context = {"page": page, "doors": _doors(), "needs": choices.NEEDS}
    if not request.user.is_authenticated:
        return public_page(
            request, page.template, f"{page.pk}-{page.live_revision_id}", lambda: context
        )
    unfinished = [course for course in my_learning(request.user) if course.next_item]
    return personal_page(
        request, page.template, context | {"going_on": unfinished[0] if unfinished else None}
    )


def _doors() -> list[dict[str, str]]:
    texts = {
        "warga": _("Handle KTP, health and tax matters by phone"),
        "pelajar": _("Lessons that go with school"),
        "asn": _("Training and certificates for office work"),
        "pelatih": _("Material for teaching at the balai desa"),
    }
    return [
        {"door": door, "label": str(label), "text": texts[door], "url": f"/katalog/?untuk={door}"}
        for door, label in choices.AUDIENCES
    ]
