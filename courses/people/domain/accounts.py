"""Make, change and close accounts."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from courses.people.domain.audit import note
from courses.people.domain.civil_numbers import digest_of_number
from courses.people.domain.roles import assign_role
from courses.people.models import CitizenProfile, CivilServantProfile, Role, Session, Unit, User

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class CivilServant:
    """What makes somebody a civil servant here; `number` holds digits only, or nothing."""

    unit: Unit
    kind: str = CivilServantProfile.Kind.PNS
    number: str = ""
    position: str = ""
    grade: str = ""


def free_username(name: str) -> str:
    """Return a user name made of the name and four characters that nobody has."""
    stem = slugify(name).replace("-", ".")[:40].strip(".") or "warga"
    while True:
        username = f"{stem}.{get_random_string(4, LETTERS)}"
        if not User.objects.filter(username=username).exists():
            return username


@transaction.atomic
def create_person(
    name: str, *, by: User | None, username: str = "", password: str | None = None, **fields: Any
) -> User:
    """Return a new person; without a password they cannot sign in until they activate."""
    person = User.objects.create_user(
        username or free_username(name), password, display_name=name, **fields
    )
    note(by, "person.made", person)
    return person


@transaction.atomic
def sign_up(name: str, passphrase: str, *, username: str = "", phone: str | None = None) -> User:
    """Return the new account of a citizen who asked for it.

    Raises ValidationError when somebody took the user name or phone number a moment ago.
    """
    try:
        with transaction.atomic():
            person = create_person(
                name, by=None, username=username, password=passphrase, phone=phone
            )
    except IntegrityError:
        raise ValidationError(
            _("Somebody already uses this user name. Choose another one."), code="taken"
        ) from None
    CitizenProfile.objects.create(person=person)
    assign_role(person, Role.CITIZEN, by=None)
    return person


@transaction.atomic
def set_civil_servant(
    person: User, details: CivilServant, *, by: User | None
) -> CivilServantProfile:
    """Keep where the person works and their number.

    Raises ValidationError when somebody else has the number.
    """
    values = {
        "unit": details.unit,
        "kind": details.kind,
        "number": details.number,
        "number_digest": digest_of_number(details.number) if details.number else None,
        "position": details.position,
        "grade": details.grade,
    }
    try:
        with transaction.atomic():
            profile, _made = CivilServantProfile.objects.update_or_create(
                person=person, defaults=values
            )
    except IntegrityError:
        raise ValidationError(
            _(
                "Somebody else already has this NIP. Search for the NIP's owner before making a second account."
            ),
            code="number_taken",
        ) from None
    note(by, "civil_servant.set", person, unit=details.unit.code)
    return profile


@transaction.atomic
def deactivate(person: User, *, by: User) -> None:
    """Close the account until somebody opens it again; who is signed in is signed out."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    Session.objects.filter(person=person).delete()
    note(by, "person.closed", person)


@transaction.atomic
def reactivate(person: User, *, by: User) -> None:
    """Open a closed account again."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    note(by, "person.opened", person)


@transaction.atomic
def set_passphrase(person: User, passphrase: str) -> None:
    """Give the person a new passphrase; whoever is signed in elsewhere is signed out."""
    person.set_password(passphrase)
    person.save(update_fields=["password"])
    Session.objects.filter(person=person).delete()
