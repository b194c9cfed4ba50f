"""What a proctor and those who sit down in a room type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.domain.rooms import LONGEST_EXTENSION
from courses.quizzes.models import Exam

MOST_SEATS = 400


class OpenRoomForm(forms.Form):
    """A room to be opened."""

    exam = forms.ModelChoiceField(Exam.objects.released(), label=_("Exam"), empty_label=None)
    place = forms.CharField(
        label=_("Room"), max_length=120, help_text=_("For example: BKPSDM computer lab.")
    )
    seat_count = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS, initial=20)
    admits_at_once = forms.BooleanField(
        label=_("Let everybody in at once"),
        required=False,
        help_text=_("Otherwise you let each person in after looking at an identity card."),
    )

    def room(self) -> dict[str, Any]:
        """Return what the domain opens."""
        return dict(self.cleaned_data)


class PinForm(forms.Form):
    """The PIN on the proctor's board; spaces are how people read it out."""

    pin = forms.CharField(
        label=_("PIN of the room"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Six digits. The proctor shows them."),
    )

    def clean_pin(self) -> str:
        return "".join(str(self.cleaned_data["pin"]).split())


class ExtensionForm(forms.Form):
    """Minutes to add."""

    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=LONGEST_EXTENSION, initial=5
    )
