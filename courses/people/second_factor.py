"""The second factor: who needs one, and that its secrets are encrypted at rest."""

from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.people import secrets
from courses.people.models import User
from courses.people.rules import needs_second_factor

# Where content, people and certificates are changed. Learning needs no second factor.
STAFF_PREFIXES = ("/cms/", "/django-admin/", "/kelola/", "/laporan/")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps TOTP seeds and recovery codes encrypted, and who needs them from dropping them."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": gettext_lazy(
            "Your role needs the security code, so it cannot be switched off."
        ),
        "incorrect_code": gettext_lazy(
            "The code does not match. Wait for the next one and type it at once; compare the clock of your phone."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Return what is stored."""
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was meant."""
        return secrets.decrypt(encrypted_text)

    def get_totp_label(self, user: User) -> str:
        """Return what the app shows beside the digits."""
        return user.username

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Say whether the person may do without it."""
        return not needs_second_factor(authenticator.user)


class SecondFactorMiddleware(MiddlewareMixin):
    """Let nobody whose role needs a second factor into staff pages before this session has used it."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """Lead to the set-up, or to the code, or let the request through."""
        if not request.path.startswith(STAFF_PREFIXES) or not request.user.is_authenticated:
            return None
        if has_used_second_factor(request) or not needs_second_factor(request.user):
            return None
        here = urlencode({"next": request.get_full_path()})
        if is_mfa_enabled(request.user):
            return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{here}")
        messages.info(
            request, _("Your role needs a security code. Set it up once; it takes two minutes.")
        )
        return HttpResponseRedirect(reverse("mfa_activate_totp"))


def has_used_second_factor(request: HttpRequest) -> bool:
    """Say whether a code of the app or a recovery code was given in this session."""
    return any(
        record["method"] == "mfa" for record in get_authentication_records(request, request.user)
    )
