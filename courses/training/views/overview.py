"""The JP of the people within one's reach. Whoever is not within it is not found."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates.domain.dossier import dossier_pdf
from certificates.domain.ledger import JpOfYear, jp_of_year
from certificates.domain.siasn import as_csv, as_xlsx
from certificates.views.jp import YEARS
from certificates.views.papers import pdf_answer
from courses.people.domain.audit import note
from courses.people.models import CivilServantProfile, Unit
from courses.people.sessions import SignedInRequest
from courses.people.views.administration import open_to
from courses.training.domain.overview import count_with_jp, servants_within_reach, with_jp
from courses.training.domain.siasn import rekap_siasn
from courses.training.forms import RekapForm
from courses.training.rules import can_answer_training, can_see_jp_of_others

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@open_to(can_see_jp_of_others)
def overview(request: SignedInRequest) -> HttpResponse:
    """List the civil servants with their JP, of one unit or all within reach."""
    year = _year(request.GET.get("tahun", ""))
    unit = _unit(request)
    servants = servants_within_reach(request.user, unit)
    page = Paginator(servants, PAGE).get_page(request.GET.get("page"))
    context = {
        "year": year,
        "unit": unit,
        "units": Unit.objects.visible_to(request.user),
        "page": page,
        "rows": with_jp(list(page.object_list), year),
        "with_jp": count_with_jp(servants, year),
        "may_answer": can_answer_training(request.user),
    }
    return render(request, "courses/training/overview.html", context)


@require_safe
@open_to(can_see_jp_of_others)
def person(request: SignedInRequest, public_id: UUID, year: int) -> HttpResponse:
    """Show one person's year, each line with its evidence."""
    servant, record = _within_reach(request, public_id, year)
    context = {
        "servant": servant,
        "record": record,
        "may_answer": can_answer_training(request.user),
    }
    return render(request, "courses/training/person.html", context)


@require_safe
@open_to(can_see_jp_of_others)
def dossier(request: SignedInRequest, public_id: UUID, year: int) -> HttpResponse:
    """Give one person's year with all papers; who took it out is logged."""
    servant, record = _within_reach(request, public_id, year)
    note(request.user, "jp.dossier_exported", servant.person, year=year)
    content = dossier_pdf(servant.person, record)
    return pdf_answer(content, f"berkas-jp-{year}-{servant.person}", to_keep=True)


@require_safe
@open_to(can_see_jp_of_others)
def rekap(request: SignedInRequest) -> HttpResponse:
    """Ask for the month, and give Rekap SIASN as a file."""
    units = Unit.objects.visible_to(request.user)
    form = RekapForm(units, request.GET if "bulan" in request.GET else None)
    context = {"form": form, "may_answer": can_answer_training(request.user)}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "courses/training/rekap.html", context, status=status)
    month, suffix = form.cleaned_data["bulan"], form.cleaned_data["format"]
    rows = rekap_siasn(request.user, month, form.cleaned_data["unit"])
    if not rows:
        context["empty_month"] = month
        return render(request, "courses/training/rekap.html", context)
    content, kind = (as_csv(rows), "text/csv") if suffix == "csv" else (as_xlsx(rows), XLSX)
    name = f"rekap-siasn-{month:%Y-%m}.{suffix}"
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _within_reach(
    request: SignedInRequest, public_id: UUID, year: int
) -> tuple[CivilServantProfile, JpOfYear]:
    if year not in YEARS:
        raise Http404
    servant = get_object_or_404(servants_within_reach(request.user), person__public_id=public_id)
    return servant, jp_of_year(servant.person, year)


def _unit(request: SignedInRequest) -> Unit | None:
    """Return the unit that the list is narrowed to; one out of reach is not found."""
    chosen = request.GET.get("unit", "")
    if not chosen:
        return None
    return get_object_or_404(Unit.objects.visible_to(request.user), code=chosen)


def _year(typed: str) -> int:
    year = int(typed) if typed.isdecimal() and len(typed) == 4 else timezone.localdate().year
    return year if year in YEARS else timezone.localdate().year
