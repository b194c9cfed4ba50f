"""Where nobody has been reached yet; the numbers that could name somebody are hidden."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from courses.people.models import Area
from courses.workshops.domain.chart import chart_of
from courses.workshops.domain.coverage import coverage, hide_small, wishes, wishes_by_district
from courses.workshops.rules import can_read_coverage


@require_GET
def regency(request: HttpRequest) -> HttpResponse:
    """Show every kecamatan as table and chart; costs and demand to staff only."""
    found = coverage()
    is_staff = request.user.is_authenticated and can_read_coverage(request.user)
    wanted = wishes_by_district() if is_staff else {}
    shown = hide_small([one.people for one in found.districts])
    context = {
        "coverage": found,
        "rows": [
            {
                "district": one,
                "shown": people,
                "per_person": one.cost // one.people if people else None,
                "wanted": wanted.get(one.area.pk, []),
            }
            for one, people in zip(found.districts, shown, strict=True)
        ],
        "chart": chart_of(found),
        "is_staff": is_staff,
        "wishes": wishes() if is_staff else [],
    }
    return render(request, "courses/workshops/coverage.html", context)


@require_GET
def district(request: HttpRequest, code: str) -> HttpResponse:
    """Show the desa of one kecamatan, those that nobody has reached first."""
    area = get_object_or_404(Area, pk=code, kind=Area.Kind.DISTRICT)
    found = next(one for one in coverage().districts if one.area.pk == area.pk)
    villages = sorted(found.villages, key=lambda village: (village.is_reached, village.area.name))
    context = {"district": found, "villages": villages}
    return render(request, "courses/workshops/coverage_district.html", context)
