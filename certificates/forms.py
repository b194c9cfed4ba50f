"""What people write about a certificate."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from certificates.domain.achievement import Achievement
from certificates.domain.naming import NameRefusedError, PrintedName, check_name
from certificates.domain.revoking import Correction
from certificates.domain.signing.interface import Secret
from certificates.models import Certificate
from certificates.rules import LONGEST_PRINTED_NAME

# Far more than a code with all its blanks; the rest of what somebody pastes is not looked at.
LONGEST_TYPED = 60


class NameForm(forms.Form):
    """The printed name, as its holder wants to see it."""

    titles_before = forms.CharField(
        label=_("Titles before the name"), max_length=60, required=False
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_PRINTED_NAME,
        help_text=_("You can put capitals, spaces and signs right. The letters stay the same."),
    )
    titles_after = forms.CharField(label=_("Titles after the name"), max_length=120, required=False)

    def __init__(self, certificate: Certificate, data: QueryDict | None = None) -> None:
        self.achievement = Achievement.from_json(certificate.snapshot)
        printed = PrintedName.of(self.achievement)
        initial = {
            "name": printed.name,
            "titles_before": printed.titles_before,
            "titles_after": printed.titles_after,
        }
        super().__init__(data, initial=initial)
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean(self) -> dict[str, Any]:
        """Check the whole name by the rules of printing."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                check_name(self.printed_name(), self.achievement)
            except NameRefusedError as error:
                raise forms.ValidationError(str(error), code="name") from error
        return cleaned

    def printed_name(self) -> PrintedName:
        """Return the name for the register."""
        given = self.cleaned_data
        return PrintedName(given["name"], given["titles_before"], given["titles_after"])


class WishForm(forms.Form):
    """What a certificate should say instead."""

    wish = forms.CharField(
        label=_("What should it say?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Write the name, title or other words as they should be printed."),
    )


class CodeForm(forms.Form):
    """The code of a certificate, typed by anybody."""

    kode = forms.CharField(
        label=_("Code of the certificate"),
        help_text=_("Ten letters and figures below the QR, for example K7M4P-2XWZ9."),
        widget=forms.TextInput(
            attrs={
                "class": "input--code",
                "maxlength": LONGEST_TYPED,
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )


class RevocationForm(forms.Form):
    """Why a certificate is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who opens the verification page reads this reason."),
    )


class CorrectionForm(forms.Form):
    """What a corrected version states."""

    titles_before = forms.CharField(
        label=_("Titles before the name"), max_length=60, required=False
    )
    name = forms.CharField(label=_("Name"), max_length=LONGEST_PRINTED_NAME)
    titles_after = forms.CharField(label=_("Titles after the name"), max_length=120, required=False)
    title = forms.CharField(label=_("Title of the training"), max_length=250)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("For the history of the certificate; it is not public."),
    )

    def __init__(self, certificate: Certificate, data: QueryDict | None = None) -> None:
        self.achievement = Achievement.from_json(certificate.snapshot)
        printed = PrintedName.of(self.achievement)
        initial = {
            "name": printed.name,
            "titles_before": printed.titles_before,
            "titles_after": printed.titles_after,
            "title": self.achievement.title,
        }
        super().__init__(data, initial=initial)

    def correction(self) -> Correction:
        """Return what differs from the version that stands."""
        given = self.cleaned_data
        name = PrintedName(given["name"], given["titles_before"], given["titles_after"])
        return Correction(
            name=None if name == PrintedName.of(self.achievement) else name,
            title=None if given["title"] == self.achievement.title else given["title"],
        )


class AnswerForm(forms.Form):
    """Words to a holder whose certificate is not changed."""

    words = forms.CharField(
        label=_("Words to the holder"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Say why nothing is changed and what the holder can do."),
    )


class SecretForm(forms.Form):
    """The passphrase or one-time code of whoever signs a batch; never filled in again."""

    secret = forms.CharField(
        label=_("Passphrase, or the one-time code of the seal"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def typed(self) -> Secret:
        """Return it, and let the form forget it."""
        return Secret(self.cleaned_data.pop("secret"))
