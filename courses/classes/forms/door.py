"""A pupil's way in. No field asks for NIK, birth date or phone."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.classes.domain.cards import PICTURES, PICTURES_ON_A_CARD


class DoorForm(forms.Form):
    """Class code and attendance number; then the PIN, or the pictures on another page."""

    code = forms.CharField(
        label=_("Class code"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"class": "input--code", "autocapitalize": "characters", "autocomplete": "off"}
        ),
    )
    number = forms.IntegerField(
        label=_("Attendance number"),
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    pin = forms.CharField(
        label=_("PIN on your card"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"class": "input--code", "inputmode": "numeric", "autocomplete": "off"}
        ),
    )

    def __init__(self, *args: Any, has_pictures: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_pictures:
            del self.fields["pin"]

    def secret(self) -> str:
        """Return the PIN, or the pictures in their order."""
        pictures = [
            self.data.get(f"picture-{place}", "") for place in range(1, PICTURES_ON_A_CARD + 1)
        ]
        chosen = "-".join(pictures) if all(pictures) else ""
        return str(self.cleaned_data.get("pin", chosen))

    def refuse(self, error: ValidationError) -> None:
        """Say why the card does not open, above the form."""
        self.add_error(None, error)


def picture_choices() -> list[tuple[str, str]]:
    """Return the pictures to choose from, with their names."""
    return [(name, str(label)) for name, label in PICTURES.items()]
