"""Fields for names and passphrases, the same wherever somebody types one."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.utils.translation import gettext_lazy as _

from courses.people.models import User

ANY_PASSPHRASE: dict[str, Any] = {"strip": False, "max_length": 200}
SWITCH = {
    "data-reveal-show": _("Show the passphrase"),
    "data-reveal-hide": _("Hide the passphrase"),
}


class PassphraseField(forms.CharField):
    """A passphrase to sign in with; hidden, with a switch that shows it."""

    def __init__(self, **options: Any) -> None:
        attributes = {"autocomplete": "current-password", "data-reveal": "", **SWITCH}
        defaults: dict[str, Any] = {"label": _("Passphrase"), **ANY_PASSPHRASE}
        super().__init__(widget=forms.PasswordInput(attrs=attributes), **defaults | options)


class NewPassphraseField(forms.CharField):
    """A passphrase to choose; readable while it is typed, because nobody types it twice."""

    person: User | None = None

    def __init__(self, **options: Any) -> None:
        attributes = {
            "autocomplete": "new-password",
            "autocapitalize": "none",
            "autocorrect": "off",
            "spellcheck": "false",
            "data-reveal": "",
            **SWITCH,
        }
        defaults: dict[str, Any] = {
            "label": _("Passphrase"),
            "help_text": _(
                "At least 10 characters. Three or four words that only you think of, such as “goat rain blue market”."
            ),
            **ANY_PASSPHRASE,
        }
        super().__init__(widget=forms.TextInput(attrs=attributes), **defaults | options)

    def clean(self, value: str) -> str:
        """Return the passphrase when it is long enough and not easy to guess."""
        passphrase = super().clean(value)
        get_adapter().clean_password(passphrase, user=self.person)
        return str(passphrase)
