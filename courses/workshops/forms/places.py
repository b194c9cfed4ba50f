"""A learning place and its week."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from courses.workshops.forms.planning import AreaField
from courses.workshops.models import LearningPlace


class TimeField(forms.TimeField):
    """An hour, in the picker of the phone."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(required=False, widget=widget, **options)


class PlaceForm(forms.Form):
    """What people want to know before they walk there."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=LearningPlace.Kind.choices)
    area = AreaField(label=_("Desa"))
    address = forms.CharField(label=_("Where it is"), max_length=200, required=False)
    contact = forms.CharField(label=_("Whom to ask"), max_length=120, required=False)
    has_wifi = forms.BooleanField(label=_("Wifi for visitors"), required=False)
    has_devices = forms.BooleanField(label=_("A device to borrow"), required=False)
    checked_on = forms.DateField(
        label=_("Checked on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    is_open_to_public = forms.BooleanField(label=_("Show to everybody"), required=False)

    def __init__(self, *args: Any, place: LearningPlace | None = None, **options: Any) -> None:
        if place:
            options["initial"] = _initial(place)
        super().__init__(*args, **options)
        cast(AreaField, self.fields["area"]).offer()
        for number, name in WEEKDAYS.items():
            self.fields[f"opens_{number + 1}"] = TimeField(label=_("%(day)s from") % {"day": name})
            self.fields[f"closes_{number + 1}"] = TimeField(
                label=_("%(day)s until") % {"day": name}
            )

    def facts(self) -> list[forms.BoundField]:
        """Return the fields beside the week."""
        return [field for field in self if not field.name.startswith(("opens_", "closes_"))]

    def week(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return opening and closing of each day."""
        return [(self[f"opens_{day}"], self[f"closes_{day}"]) for day in range(1, 8)]

    def clean(self) -> None:
        """Ask for both hours of a day, in their order."""
        super().clean()
        for day in range(1, 8):
            opens, closes = (
                self.cleaned_data.get(f"opens_{day}"),
                self.cleaned_data.get(f"closes_{day}"),
            )
            if bool(opens) != bool(closes) or (opens and closes and opens >= closes):
                self.add_error(
                    f"closes_{day}",
                    ValidationError(
                        _(
                            "Give both hours, the later one second. Leave both empty when it is closed."
                        ),
                        code="hours",
                    ),
                )

    def values(self) -> dict[str, Any]:
        """Return the place as it shall be."""
        data = self.cleaned_data
        hours = {
            str(day): [f"{data[f'opens_{day}']:%H:%M}", f"{data[f'closes_{day}']:%H:%M}"]
            for day in range(1, 8)
            if data[f"opens_{day}"]
        }
        names = (
            "name",
            "kind",
            "area",
            "address",
            "contact",
            "has_wifi",
            "has_devices",
            "checked_on",
            "is_open_to_public",
        )
        return {name: data[name] for name in names} | {"hours": hours}


def _initial(place: LearningPlace) -> dict[str, Any]:
    facts = {
        name: getattr(place, name)
        for name in (
            "name",
            "kind",
            "address",
            "contact",
            "has_wifi",
            "has_devices",
            "checked_on",
            "is_open_to_public",
        )
    }
    week = {
        name: hour
        for day, (opens, closes) in place.hours.items()
        for name, hour in ((f"opens_{day}", opens), (f"closes_{day}", closes))
    }
    return {**facts, **week, "area": place.area_id}
