"""Bring every encrypted value to the newest key, so that an old one can be dropped."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from courses.people import secrets
from courses.people.domain.civil_numbers import digest_of_number
from courses.people.models import CivilServantProfile, PendingImport, PupilProfile

SECRETS_OF_SECOND_FACTOR = ("secret", "seed")


@transaction.atomic
def rotate_field_keys() -> int:
    """Return how many values were encrypted anew.

    Codes in people's hands cannot be hashed anew, because only their hash is known: they
    work as long as the old key is listed, so it should stay for the 60 days of a letter.
    """
    profiles = CivilServantProfile.objects.exclude(number="")
    for profile in profiles:
        profile.number_digest = digest_of_number(profile.number)
        profile.save(update_fields=["number", "number_digest"])
    pupils = PupilProfile.objects.exclude(nisn="")
    for pupil in pupils:
        pupil.save(update_fields=["nisn"])
    imports = PendingImport.objects.all()
    for pending in imports:
        pending.save(update_fields=["rows"])
    return (
        len(profiles)
        + len(pupils)
        + len(imports)
        + sum(map(_rotate_authenticator, Authenticator.objects.all()))
    )


def _rotate_authenticator(authenticator: Authenticator) -> int:
    data: dict[str, Any] = authenticator.data
    found = [name for name in SECRETS_OF_SECOND_FACTOR if name in data]
    for name in found:
        data[name] = secrets.rotate(data[name])
    authenticator.save(update_fields=["data"])
    return len(found)
