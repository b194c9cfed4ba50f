"""Sign-in, sign-up and the passphrase: allauth's forms with our fields and words."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SignupForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from courses.people.domain.accounts import sign_up
from courses.people.domain.phones import normalised_phone
from courses.people.forms.passphrases import NewPassphraseField, PassphraseField
from courses.people.models import User

NAME_OR_PHONE = {
    "autocomplete": "username",
    "autocapitalize": "none",
    "autocorrect": "off",
    "spellcheck": "false",
}


class SignInForm(LoginForm):
    """One field for the user name or the phone number, and the passphrase."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"] = forms.CharField(
            label=_("User name or phone number"),
            max_length=60,
            widget=forms.TextInput(attrs=NAME_OR_PHONE),
        )
        self.fields["password"] = PassphraseField()
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        """Return the user name of whom the phone number belongs to, or what was typed.

        Tries are then counted for the person, however they wrote the number.
        """
        typed = " ".join(self.cleaned_data["login"].split())
        phone = normalised_phone(typed)
        owner = (
            User.objects.filter(phone=phone).values_list("username", flat=True).first()
            if phone
            else None
        )
        return owner or phone or typed.lower()


class SignUpForm(SignupForm):
    """Name, user name or phone number, passphrase: nothing else is needed to keep one's progress."""

    display_name = forms.CharField(
        label=_("Name"),
        help_text=_("As you want to be greeted. You can change it later."),
        max_length=130,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone: str | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["username"] = forms.CharField(
            label=_("User name or phone number"),
            help_text=_("You sign in with it. Nobody else sees it."),
            max_length=60,
            widget=forms.TextInput(attrs=NAME_OR_PHONE),
        )
        self.fields["password1"] = NewPassphraseField()
        self.order_fields(["display_name", "username", "password1"])

    @property
    def is_robot(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get("situs"))

    def clean_display_name(self) -> str:
        """Return the name without doubled spaces."""
        return " ".join(self.cleaned_data["display_name"].split())

    def clean_username(self) -> str:
        """Return a user name nobody has; a phone number is kept aside for `save`."""
        typed: str = self.cleaned_data["username"].strip().lower()
        self.phone = normalised_phone(typed)
        if self.phone is None:
            return str(get_adapter().clean_username(typed))
        if User.objects.filter(phone=self.phone).exists():
            raise ValidationError(
                _(
                    "Somebody already uses this phone number. Sign in with it, or choose a user name."
                ),
                code="phone_taken",
            )
        return ""

    def save(self, request: HttpRequest) -> User:
        """Make the account."""
        return sign_up(
            self.cleaned_data["display_name"],
            self.cleaned_data["password1"],
            username=self.cleaned_data["username"],
            phone=self.phone,
        )


class ConfirmPassphraseForm(ReauthenticateForm):
    """The passphrase once more, before something that matters."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"] = PassphraseField()


class ChangePassphraseForm(ChangePasswordForm):
    """The old passphrase and a new one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["oldpassword"] = PassphraseField(label=_("Passphrase now"))
        self.fields["password1"] = _new_passphrase_of(self.user)
        del self.fields["password2"]


class ForgottenPassphraseForm(ResetPasswordForm):
    """The e-mail address to send a link to."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].widget.attrs.pop("placeholder", None)


class NewPassphraseByMailForm(ResetPasswordKeyForm):
    """A new passphrase, after the link from the e-mail."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password1"] = _new_passphrase_of(self.user)
        del self.fields["password2"]


def _new_passphrase_of(person: User | None) -> NewPassphraseField:
    field = NewPassphraseField(label=_("New passphrase"))
    field.person = person
    return field
