"""Codes on paper or spoken: activation of a new account, and the way back into an old one."""

import re
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string
from django.utils.translation import gettext_lazy as _

from courses.people import secrets
from courses.people.domain.accounts import set_passphrase
from courses.people.domain.audit import note
from courses.people.domain.second_factor import remove_second_factor
from courses.people.models import AccessCode, User

# Without I, L, O, U, 0 and 1, which are misread on paper and misheard when spoken.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = {AccessCode.Kind.ACTIVATION: 12, AccessCode.Kind.RECOVERY: 8}
VALID_FOR = {
    AccessCode.Kind.ACTIVATION: timedelta(days=60),
    AccessCode.Kind.RECOVERY: timedelta(minutes=30),
}
_SEPARATORS = re.compile(r"[^0-9A-Za-z]")

NO_MATCH = _(
    "The code or the number does not match. Look at your letter once more, then try again."
)
NO_MATCH_RECOVERY = _("This code does not match. Look at it once more, then try again.")
EXPIRED = _("This code is no longer valid. Ask the person who gave it to you for a new one.")
USED = _("This code has been used. Sign in with your passphrase, or ask for a new code.")


def issue_activation_code(person: User, *, by: User | None, code: str = "") -> str:
    """Return a new code for the person's letter, valid 60 days; earlier ones no longer work."""
    return _issue(person, AccessCode.Kind.ACTIVATION, by=by, code=code)


def issue_recovery_code(person: User, *, by: User) -> str:
    """Return a new code that lets the person in once within 30 minutes; earlier ones no longer work."""
    return _issue(person, AccessCode.Kind.RECOVERY, by=by)


def readable(code: str) -> str:
    """Return the code in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def find_activation(typed: str, number: str) -> AccessCode:
    """Return the open activation that the code and the NIP belong to; no NIP where there is none.

    Raises ValidationError with one sentence. Only who has both learns whether the code
    has run out or was used.
    """
    code = _find(typed, AccessCode.Kind.ACTIVATION)
    if code is None or not _is_number_of(code.person, number):
        raise ValidationError(NO_MATCH, code="no_match")
    return _still_open(code)


def find_recovery(typed: str) -> AccessCode:
    """Return the open way back that the code stands for.

    Raises ValidationError with one sentence.
    """
    code = _find(typed, AccessCode.Kind.RECOVERY)
    if code is None:
        raise ValidationError(NO_MATCH_RECOVERY, code="no_match")
    return _still_open(code)


@transaction.atomic
def redeem(code_id: str, passphrase: str) -> User:
    """Use the code up and give its person this passphrase.

    Raises ValidationError when somebody has used it in the meantime or its time is over.
    """
    code = _still_open(
        AccessCode.objects.select_for_update(of=("self",)).select_related("person").get(pk=code_id)
    )
    code.used_at = timezone.now()
    code.save(update_fields=["used_at"])
    set_passphrase(code.person, passphrase)
    if code.removes_second_factor:
        remove_second_factor(code.person, by=code.issued_by)
    note(code.person, f"{code.kind}.used", code.person)
    return code.person


@transaction.atomic
def allow_new_second_factor(code: str, *, by: User) -> None:
    """Let this recovery code also take away the second factor, for a lost phone."""
    row = AccessCode.objects.select_related("person").get(digest__in=_digests(code), used_at=None)
    row.removes_second_factor = True
    row.save(update_fields=["removes_second_factor"])
    note(by, "recovery.with_second_factor", row.person)


def normalised(typed: str) -> str:
    """Return the code as it was issued, however it was typed."""
    return _SEPARATORS.sub("", typed).upper()


@transaction.atomic
def _issue(person: User, kind: AccessCode.Kind, *, by: User | None, code: str = "") -> str:
    now = timezone.now()
    person.access_codes.filter(kind=kind, used_at=None, expires_at__gt=now).update(expires_at=now)
    plain = normalised(code) or get_random_string(LENGTH[kind], ALPHABET)
    person.access_codes.create(
        kind=kind,
        digest=secrets.digest_of(plain, "access-code"),
        issued_by=by,
        issued_at=now,
        expires_at=now + VALID_FOR[kind],
    )
    note(by, f"{kind}.issued", person)
    return readable(plain)


def _find(typed: str, kind: AccessCode.Kind) -> AccessCode | None:
    codes = AccessCode.objects.select_related("person__civil_servant")
    return codes.filter(digest__in=_digests(typed), kind=kind, person__is_active=True).first()


def _digests(code: str) -> list[str]:
    return secrets.digests_of(normalised(code), "access-code")


def _is_number_of(person: User, number: str) -> bool:
    """Compare in constant time; who has no number must leave it empty."""
    profile = getattr(person, "civil_servant", None)
    held = profile.number if profile else ""
    return constant_time_compare(held, number)


def _still_open(code: AccessCode) -> AccessCode:
    if code.used_at is not None:
        raise ValidationError(USED, code="used")
    if code.expires_at <= timezone.now():
        raise ValidationError(EXPIRED, code="expired")
    return code
