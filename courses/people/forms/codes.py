"""Forms for codes on paper and the passphrase that follows."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.people.domain.access_codes import find_activation, find_recovery
from courses.people.domain.civil_numbers import parse_civil_number
from courses.people.forms.passphrases import NewPassphraseField
from courses.people.models import AccessCode, User

CODE_ATTRIBUTES = {
    "class": "input--code",
    "autocomplete": "one-time-code",
    "autocapitalize": "characters",
    "autocorrect": "off",
    "spellcheck": "false",
}


class ActivationForm(forms.Form):
    """The code of the letter, and the NIP for who has one."""

    code = forms.CharField(
        label=_("Code in your letter"),
        help_text=_("Twelve letters and digits. Spaces and small letters do not matter."),
        max_length=40,
        widget=forms.TextInput(attrs=CODE_ATTRIBUTES),
    )
    number = forms.CharField(
        label=_("NIP or NI PPPK"),
        help_text=_("18 digits, with or without spaces. Leave it empty if you have none."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_number(self) -> str:
        """Return the digits of the number, or nothing."""
        typed = self.cleaned_data["number"]
        return parse_civil_number(typed).digits if typed.strip() else ""

    def clean(self) -> None:
        """Find the activation; afterwards `access_code` holds it."""
        super().clean()
        if not self.errors:
            self.access_code = find_activation(
                self.cleaned_data["code"], self.cleaned_data["number"]
            )


class RecoveryForm(forms.Form):
    """A one-time code from a teacher, a trainer or the office."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Eight letters and digits. Spaces and small letters do not matter."),
        max_length=40,
        widget=forms.TextInput(attrs=CODE_ATTRIBUTES),
    )

    def clean(self) -> None:
        """Find what the code stands for; afterwards `access_code` holds it."""
        super().clean()
        if not self.errors:
            self.access_code: AccessCode = find_recovery(self.cleaned_data["code"])


class NewPassphraseForm(forms.Form):
    """The passphrase to sign in with from now on."""

    passphrase = NewPassphraseField(label=_("New passphrase"))

    def __init__(self, person: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(NewPassphraseField, self.fields["passphrase"]).person = person


def refuse(form: forms.Form, sentence: str) -> None:
    """Put a sentence about the whole form where its own errors stand."""
    form.full_clean()
    form.errors.clear()
    form.add_error(None, ValidationError(sentence, code="refused"))
