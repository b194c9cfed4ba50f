"""How allauth meets our people: its words, its letters, and where it leads."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from courses.people.models import User
from courses.people.rules import needs_second_factor
from courses.people.signals import letter_written

SIGNED_IN_JUST_NOW = 15 * 60  # seconds


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up and sign-in by user name or phone; a letter is announced, never sent from here."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _(
            "This account is closed. Ask the person who looks after it to open it again."
        ),
        "enter_current_password": _("The passphrase now does not match. Type it once more."),
        "incorrect_password": _("The passphrase does not match. Type it once more."),
        "invalid_password_reset": _("This link is no longer valid. Ask for a new one."),
        "rate_limited": _("Too many tries. Wait five minutes, then try again."),
        "too_many_login_attempts": _(
            "Too many tries. Wait five minutes, then try again. Nothing is lost."
        ),
        "username_blacklisted": _("This user name cannot be used. Choose another one."),
        "username_password_mismatch": _(
            "User name or passphrase do not match yet. Try again, or ask your trainer for a new sign-in card."
        ),
        "username_taken": _("Somebody already uses this user name. Choose another one."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Announce the letter; courses.notices keeps it as a row and delivers it in its own time."""
        message = self.render_mail(template_prefix, email, context | {"email": email})
        facts = {
            "key": f"{template_prefix}:{get_random_string(20)}",
            "kind": template_prefix.rsplit("/", 1)[-1],
            "person": context.get("user"),
            "address": email,
            "subject": str(message.subject),
            "body": str(message.body),
        }
        transaction.on_commit(lambda: letter_written.send(sender=User, **facts))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where a person starts; staff without a second factor set it up first."""
        person = request.user
        if isinstance(person, User) and needs_second_factor(person) and not is_mfa_enabled(person):
            return reverse("mfa_activate_totp")
        return super().get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the page of one's own data, where the change was asked for."""
        return reverse("privacy:home")

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Ask for the passphrase once more, except right after a sign-in by who has no second factor yet."""
        request = context.request
        if app == "allauth.mfa" and not is_mfa_enabled(request.user):
            records = get_authentication_records(request, request.user)
            return not records or time.time() - records[-1]["at"] > SIGNED_IN_JUST_NOW
        return super().is_reauthentication_required(app=app, **options)
