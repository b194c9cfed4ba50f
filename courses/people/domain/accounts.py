"""Make, change and close accounts."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from courses.people.domain.audit import note
from courses.people.domain.civil_numbers import digest_of_number, digests_of_number
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
    if details.number and owner_of_number(details.number) not in (None, person):
        raise ValidationError(
            _(
                "Somebody else already has this NIP. Search for the NIP's owner before making a second account."
            ),
            code="number_taken",
        )
    profile, _made = CivilServantProfile.objects.update_or_create(person=person, defaults=values)
    note(by, "civil_servant.set", person, unit=details.unit.code)
    return profile


@transaction.atomic
def keep_person(
    person: User | None, account: dict[str, Any], employment: CivilServant | None, *, by: User
) -> User:
    """Make or change a person with everything an administrator states; all of it or nothing.

    Raises ValidationError when somebody else has the NIP.
    """
    if person is None:
        facts = dict(account)
        person = create_person(facts.pop("display_name"), by=by, **facts)
        assign_role(person, Role.CIVIL_SERVANT if employment else Role.CITIZEN, by=by)
        if not employment:
            CitizenProfile.objects.create(person=person)
    else:
        for name, value in account.items():
            setattr(person, name, value)
        person.save(update_fields=list(account))
        note(by, "person.changed", person)
    if employment:
        set_civil_servant(person, employment, by=by)
    return person


def owner_of_number(digits: str) -> User | None:
    """Return whose NIP or NI PPPK this is."""
    profiles = CivilServantProfile.objects.select_related("person")
    profile = profiles.filter(number_digest__in=digests_of_number(digits)).first()
    return profile.person if profile else None


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
