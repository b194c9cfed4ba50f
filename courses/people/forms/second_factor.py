"""The six digits of the authenticator app, or a recovery code."""

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import get_totp_secret
from django import forms
from django.utils.translation import gettext_lazy as _

from courses.people.domain.second_factor import matching_counter, use_totp_code
from courses.people.models import User

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _code_field(label: "str | _StrPromise") -> forms.CharField:
    attributes = {
        "autocomplete": "one-time-code",
        "inputmode": "numeric",
        "class": "input--code",
        "autofocus": True,
    }
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=attributes))


class _CountsTries:
    """Counts wrong codes for the person; a right one is never counted."""

    user: User

    def _count_try(self) -> ratelimit.RateLimitUsage:
        usage = ratelimit.consume(
            context.request,
            app="allauth.account",
            action="login_failed",
            key=f"second-factor-{self.user.pk}",
        )
        if usage is None:
            raise get_account_adapter().validation_error("too_many_login_attempts")
        return usage


class _OnceOnly(_CountsTries):
    """Accepts each code once, also within the minutes in which it would still be right."""

    cleaned_data: dict[str, Any]
    authenticator: Authenticator

    def clean_code(self) -> str:
        """Return the code when it belongs to the person's app or recovery sheet."""
        usage = self._count_try()
        code: str = self.cleaned_data["code"]
        for authenticator in Authenticator.objects.filter(user=self.user):
            if _accepts(authenticator, code):
                authenticator.refresh_from_db()
                self.authenticator = authenticator
                usage.rollback()
                return code
        raise get_adapter().validation_error("incorrect_code")


def _accepts(authenticator: Authenticator, code: str) -> bool:
    if authenticator.type == Authenticator.Type.TOTP:
        return use_totp_code(authenticator, code)
    return bool(authenticator.wrap().validate_code(code.replace(" ", "").replace("-", "")))


class SecondFactorForm(_OnceOnly, AuthenticateForm):
    """The code at sign-in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"] = _code_field(_("Six digits from your security app"))


class ConfirmSecondFactorForm(_OnceOnly, ReauthenticateForm):
    """The code once more, before something that matters."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"] = _code_field(_("Six digits from your security app"))


class SetUpSecondFactorForm(_CountsTries, ActivateTOTPForm):
    """The first code of a new app; the key stays the same when the page is loaded again."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.user = options.pop("user")
        forms.Form.__init__(self, *args, **options)
        self.secret = get_totp_secret()
        self.fields["code"] = _code_field(_("Six digits that the app shows now"))

    @property
    def secret_groups(self) -> list[str]:
        """The key in groups of four, to be typed."""
        return [self.secret[start : start + 4] for start in range(0, len(self.secret), 4)]

    def clean_code(self) -> str:
        """Return the code when the app was set up with this page's key."""
        usage = self._count_try()
        code: str = self.cleaned_data["code"]
        if matching_counter(self.secret, code) is None:
            raise get_adapter().validation_error("incorrect_code")
        usage.rollback()
        return code
