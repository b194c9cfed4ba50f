"""Forms of the administration of people and places."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.people.domain.accounts import CivilServant
from courses.people.domain.civil_numbers import parse_civil_number
from courses.people.domain.phones import normalised_phone
from courses.people.models import Area, CivilServantProfile, Role, School, Unit, User


class UnitChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no argument when it runs
    """A unit of the tree, its depth shown by dashes."""

    def label_from_instance(self, unit: Unit) -> str:
        """Return the unit's name at its depth."""
        return f"{'— ' * (unit.depth - 1)}{unit.name}"


class PersonForm(forms.Form):
    """Name, titles and phone; with a unit the person is a civil servant."""

    display_name = forms.CharField(label=_("Name"), max_length=130)
    title_before = forms.CharField(label=_("Title before the name"), max_length=40, required=False)
    title_after = forms.CharField(label=_("Title after the name"), max_length=60, required=False)
    phone = forms.CharField(label=_("Phone number"), max_length=30, required=False)
    unit = UnitChoiceField(Unit.objects.none(), label=_("Unit"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of employment"), choices=CivilServantProfile.Kind.choices, required=False
    )
    number = forms.CharField(
        label=_("NIP or NI PPPK"),
        help_text=_("18 digits, with or without spaces."),
        max_length=40,
        required=False,
    )
    position = forms.CharField(label=_("Position"), max_length=160, required=False)
    grade = forms.CharField(label=_("Grade"), max_length=40, required=False)

    def __init__(
        self, editor: User, *args: Any, person: User | None = None, needs_unit: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.person = person
        cast(UnitChoiceField, self.fields["unit"]).queryset = Unit.objects.visible_to(editor)
        self.fields["unit"].required = needs_unit

    def clean_phone(self) -> str | None:
        """Return the number as we keep it, or nothing."""
        typed = self.cleaned_data["phone"]
        if not typed.strip():
            return None
        phone = normalised_phone(typed)
        if phone is None:
            raise ValidationError(
                _("This is not a mobile number. Write it like 0812 3456 7890."), code="phone"
            )
        if User.objects.filter(phone=phone).exclude(pk=self.person and self.person.pk).exists():
            raise ValidationError(_("Somebody already uses this phone number."), code="phone_taken")
        return phone

    def clean_number(self) -> str:
        """Return the digits of the number, or nothing."""
        typed = self.cleaned_data["number"]
        return parse_civil_number(typed).digits if typed.strip() else ""

    def clean(self) -> None:
        """Ask for a unit where there is a number."""
        super().clean()
        if self.cleaned_data.get("number") and not self.cleaned_data.get("unit"):
            self.add_error("unit", _("Choose the unit that the person works in."))

    def account(self) -> dict[str, Any]:
        """Return what the account itself keeps."""
        return {
            name: self.cleaned_data[name]
            for name in ("display_name", "title_before", "title_after", "phone")
        }

    def civil_servant(self) -> CivilServant | None:
        """Return the employment, if there is one."""
        if not self.cleaned_data["unit"]:
            return None
        facts = {
            name: self.cleaned_data[name]
            for name in ("unit", "kind", "number", "position", "grade")
        }
        return CivilServant(**facts | {"kind": facts["kind"] or CivilServantProfile.Kind.PNS})


class RoleForm(forms.Form):
    """A role, and for which unit or school."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    unit = UnitChoiceField(
        Unit.objects.all(),
        label=_("Only for this unit and everything under it"),
        required=False,
        empty_label=_("Everywhere"),
    )
    school = forms.ModelChoiceField(
        School.objects.all(),
        label=_("Only for this school"),
        required=False,
        empty_label=_("Every school"),
    )

    def clean(self) -> None:
        """Ask for the place where a role makes sense only with one."""
        super().clean()
        role = self.cleaned_data.get("role")
        if role == Role.UNIT_HEAD and not self.cleaned_data.get("unit"):
            self.add_error("unit", _("A head needs a unit. Choose it."))
        if role in (Role.TEACHER, Role.PUPIL) and not self.cleaned_data.get("school"):
            self.add_error("school", _("Teachers and pupils need a school. Choose it."))


class UnitForm(forms.Form):
    """A unit and its place in the tree."""

    name = forms.CharField(label=_("Name"), max_length=160)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)
    code = forms.SlugField(
        label=_("Code"),
        help_text=_("Letters, digits and dashes, such as DISKOMINFO-TIK. It stays the same."),
        max_length=40,
    )
    parent = UnitChoiceField(
        Unit.objects.all(),
        label=_("Part of"),
        required=False,
        empty_label=_("Nothing: it is an OPD itself"),
    )

    def __init__(self, *args: Any, unit: Unit | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if unit:
            del self.fields["code"]
            cast(UnitChoiceField, self.fields["parent"]).queryset = Unit.objects.exclude(
                path__startswith=unit.path
            )


class SchoolForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument when it runs
    """A school by its national number."""

    class Meta:
        model = School
        fields = ("npsn", "name", "area")
        labels = {"npsn": _("NPSN"), "name": _("Name"), "area": _("Area")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast("forms.ModelChoiceField[Area]", self.fields["area"]).choices = [
            ("", _("Not stated")),
            *_areas_by_district(),
        ]
        if self.instance.pk:
            del self.fields["npsn"]


class AreaForm(forms.Form):
    """The spelling of an area's name."""

    name = forms.CharField(label=_("Name"), max_length=60)


def _areas_by_district() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return villages under their kecamatan, because seven names stand for two villages each."""
    districts: dict[str, list[tuple[str, str]]] = {}
    for area in Area.objects.exclude(kind=Area.Kind.DISTRICT).select_related("parent"):
        districts.setdefault(str(area.parent), []).append((area.code, area.name))
    return list(districts.items())
