"""The second factor of staff: set it up, take it away, accept each code once."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.utils.crypto import constant_time_compare

from courses.people.domain.audit import note
from courses.people.models import User


@transaction.atomic
def give_second_factor(person: User, secret: str) -> None:
    """Set up TOTP with this base32 secret, and recovery codes, without asking the person."""
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)


@transaction.atomic
def remove_second_factor(person: User, *, by: User | None) -> None:
    """Take TOTP and recovery codes away; a role that needs them asks for a new set-up."""
    removed, _rows = Authenticator.objects.filter(user=person).delete()
    if removed:
        note(by, "second_factor.removed", person)


@transaction.atomic
def use_totp_code(authenticator: Authenticator, typed: str) -> bool:
    """Say whether the code is right and newer than the last one used, and remember it (RFC 6238, 5.2).

    allauth forgets a used code after 30 seconds, but with two steps of tolerance a code
    stays right for 150.
    """
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    counter = matching_counter(decrypt(row.data["secret"]), typed)
    if counter is None or counter <= row.data.get("last_counter", 0):
        return False
    row.data["last_counter"] = counter
    row.save(update_fields=["data"])
    return True


def matching_counter(secret: str, typed: str) -> int | None:
    """Return the time step whose code this is, within the tolerance; None when there is none."""
    code = "".join(character for character in typed if character.isdigit())
    for counter in yield_hotp_counters_from_time():
        if constant_time_compare(format_hotp_value(hotp_value(secret, counter)), code):
            return counter
    return None
