"""Bring every encrypted value to the newest key, so that an old one can be dropped."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import transaction
from django.db.models import Model

from certificates.domain.keys import encrypt_keys_anew
from courses.people import secrets
from courses.people.domain.civil_numbers import digest_of_number
from courses.people.fields import EncryptedTextField
from courses.people.models import CivilServantProfile

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
    others = [model for model in apps.get_models() if model is not CivilServantProfile]
    return (
        len(profiles)
        + sum(map(_rotate_columns, others))
        + encrypt_keys_anew()
        + sum(map(_rotate_authenticator, Authenticator.objects.all()))
    )


def _rotate_columns(model: type[Model]) -> int:
    """Encrypt the encrypted columns of any app's model anew; return how many rows hold something."""
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django's documented way to a model's fields
    columns = [field.attname for field in fields if isinstance(field, EncryptedTextField)]
    rows = model._default_manager.all() if columns else ()  # noqa: SLF001 - the same
    held = [row for row in rows if any(getattr(row, name) for name in columns)]
    for row in held:
        row.save(update_fields=columns)
    return len(held)


def _rotate_authenticator(authenticator: Authenticator) -> int:
    data: dict[str, Any] = authenticator.data
    found = [name for name in SECRETS_OF_SECOND_FACTOR if name in data]
    for name in found:
        data[name] = secrets.rotate(data[name])
    authenticator.save(update_fields=["data"])
    return len(found)
