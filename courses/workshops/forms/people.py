"""Who comes: registered by themselves, by the trainer, or standing at the door."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.people.domain.phones import normalised_phone
from courses.people.models import User
from courses.workshops.domain.attendees import Details
from courses.workshops.forms.planning import AreaField
from courses.workshops.models import Attendee, Workshop


class DetailsForm(forms.Form):
    """The least that a report needs."""

    name = forms.CharField(label=_("Name"), max_length=130)
    area = AreaField(label=_("Desa"), required=False)
    sex = forms.ChoiceField(
        label=_("L/P"),
        choices=Attendee.Sex.choices,
        initial=Attendee.Sex.UNSTATED,
        widget=forms.RadioSelect,
    )
    age_band = forms.ChoiceField(
        label=_("Age"), choices=Attendee.AgeBand.choices, initial=Attendee.AgeBand.UNSTATED
    )
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=30,
        required=False,
        help_text=_("Only to tell you when something changes. Deleted after twelve months."),
    )
    is_another = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, workshop: Workshop, *args: Any, person: User | None = None, **options: Any
    ) -> None:
        initial = {"area": workshop.area_id, **options.pop("initial", {})}
        if person is not None:
            initial |= {"name": person.display_name}
        super().__init__(*args, **{**options, "initial": initial})
        near = {workshop.area.parent_id or workshop.area_id}
        cast(AreaField, self.fields["area"]).offer(frozenset(near))

    def clean_name(self) -> str:
        """Return the name with single blanks, with at least two letters."""
        name = " ".join(self.cleaned_data["name"].split())
        if sum(sign.isalpha() for sign in name) < 2:
            raise ValidationError(_("Write the name as people call this person."), code="name")
        return name

    def clean_phone(self) -> str:
        """Return the number as we keep it, or nothing."""
        typed = self.cleaned_data["phone"].strip()
        phone = normalised_phone(typed) if typed else ""
        if phone is None:
            raise ValidationError(
                _("This is not a mobile number. Write it like 0812 3456 7890."), code="phone"
            )
        return phone

    def details(self) -> Details:
        """Return what was said."""
        return Details(
            **{
                name: self.cleaned_data[name]
                for name in ("name", "area", "sex", "age_band", "phone")
            }
        )


class RowCodesForm(forms.Form):
    """The codes of the rows that were signed on paper."""

    codes = forms.CharField(
        label=_("Codes of the signed rows"),
        help_text=_("Separated by blanks. Three letters or digits each, as on the sheet."),
        widget=forms.Textarea(
            attrs={"rows": 3, "autocapitalize": "characters", "spellcheck": "false"}
        ),
        max_length=4000,
    )

    def clean_codes(self) -> list[str]:
        """Return each code once, in capitals."""
        typed = self.cleaned_data["codes"].upper().replace(",", " ").split()
        return list(dict.fromkeys(typed))
