"""Units, schools and areas."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.people.domain import places
from courses.people.forms.administration import AreaForm, SchoolForm, UnitForm
from courses.people.models import Area, School, Unit
from courses.people.rules import can_enter_administration, can_manage_places
from courses.people.sessions import SignedInRequest
from courses.people.views.administration import menu, open_to


@open_to(can_enter_administration)
def units(request: SignedInRequest) -> HttpResponse:
    """Show the tree of units within reach."""
    tree = Unit.objects.visible_to(request.user).annotate(people=Count("civil_servants"))
    return render(request, "people/kelola/units.html", {"units": tree} | menu(request.user))


@open_to(can_manage_places)
def new_unit(request: SignedInRequest) -> HttpResponse:
    """Make a unit."""
    form = UnitForm(request.POST or None)
    if form.is_valid():
        try:
            places.make_unit(**form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error("code", error)
        else:
            messages.success(request, _("Kept."))
            return redirect("people:units")
    return render(request, "people/kelola/unit_form.html", {"form": form} | menu(request.user))


@open_to(can_manage_places)
def edit_unit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a unit's name or place."""
    unit = get_object_or_404(Unit, pk=pk)
    initial = {"name": unit.name, "short_name": unit.short_name, "parent": unit.get_parent()}
    form = UnitForm(request.POST or None, unit=unit, initial=initial)
    if form.is_valid():
        places.change_unit(unit, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect("people:units")
    return render(
        request, "people/kelola/unit_form.html", {"form": form, "unit": unit} | menu(request.user)
    )


@open_to(can_manage_places)
@require_POST
def remove_unit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a unit that nobody works in."""
    unit = get_object_or_404(Unit, pk=pk)
    try:
        places.remove_unit(unit, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The unit is deleted."))
    return redirect("people:units")


@open_to(can_manage_places)
def schools(request: SignedInRequest) -> HttpResponse:
    """List the schools."""
    found = School.objects.select_related("area__parent")
    return render(request, "people/kelola/schools.html", {"schools": found} | menu(request.user))


@open_to(can_manage_places)
def school(request: SignedInRequest, npsn: str = "") -> HttpResponse:
    """Make or change a school."""
    instance = get_object_or_404(School, npsn=npsn) if npsn else None
    form = SchoolForm(request.POST or None, instance=instance)
    if form.is_valid():
        places.keep_school(form.instance, by=request.user)
        messages.success(request, _("Kept."))
        return redirect("people:schools")
    return render(
        request,
        "people/kelola/school_form.html",
        {"form": form, "school": instance} | menu(request.user),
    )


@open_to(can_manage_places)
def areas(request: SignedInRequest) -> HttpResponse:
    """Show the kecamatan, or the villages of one."""
    district = Area.objects.filter(code=request.GET.get("kecamatan", "")).first()
    listed = (
        district.villages.all()
        if district
        else Area.objects.filter(parent=None).annotate(inside=Count("villages"))
    )
    return render(
        request,
        "people/kelola/areas.html",
        {"areas": listed, "district": district} | menu(request.user),
    )


@open_to(can_manage_places)
def edit_area(request: SignedInRequest, code: str) -> HttpResponse:
    """Correct the spelling of an area's name."""
    area = get_object_or_404(Area, code=code)
    form = AreaForm(request.POST or None, initial={"name": area.name})
    if form.is_valid():
        places.rename_area(area, form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Kept."))
        return redirect("people:areas")
    return render(
        request, "people/kelola/area_form.html", {"form": form, "area": area} | menu(request.user)
    )
