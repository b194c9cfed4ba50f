"""People for tests, and their way in past the second factor."""

from itertools import count
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import HttpRequest
from django.test import Client

from courses.people.domain.accounts import CivilServant, create_person, set_civil_servant
from courses.people.domain.roles import assign_role
from courses.people.models import (
    CitizenProfile,
    PupilProfile,
    Role,
    School,
    TeacherProfile,
    Unit,
    User,
)

PASSPHRASE = "kambing hujan biru pasar"
_numbers = count(1)


def make_person(name: str = "Siti Aminah", role: Role | None = None, **scope: Any) -> User:
    """Return a person with a passphrase and, when a role is named, that role in this unit or school."""
    person = create_person(name, by=None, username=f"orang{next(_numbers)}", password=PASSPHRASE)
    if role:
        assign_role(person, role, by=None, **scope)
    return person


def make_citizen(name: str = "Siti Aminah", **fields: Any) -> User:
    person = make_person(name, Role.CITIZEN)
    CitizenProfile.objects.create(person=person, **fields)
    return person


def make_civil_servant(unit: Unit | str, name: str = "Ahmad Fauzi", number: str = "") -> User:
    person = make_person(name, Role.CIVIL_SERVANT)
    unit = Unit.objects.get(code=unit) if isinstance(unit, str) else unit
    set_civil_servant(person, CivilServant(unit, number=number), by=None)
    return person


def make_pupil(school: School, name: str = "Rizky Pratama") -> User:
    person = make_person(name, Role.PUPIL, school=school)
    PupilProfile.objects.create(person=person, school=school)
    return person


def make_teacher(school: School, name: str = "Dewi Lestari") -> User:
    person = make_person(name, Role.TEACHER, school=school)
    TeacherProfile.objects.create(person=person, school=school)
    return person


def make_school(npsn: str = "10800001", name: str = "SMP Negeri 1 Kotabumi") -> School:
    return School.objects.create(npsn=npsn, name=name)


def sign_in_as_staff(client: Client, person: User) -> None:
    """Sign the person in as if the passphrase and the code of the security app had been given."""
    request = HttpRequest()
    request.session = client.session
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    record_authentication(request, person, "mfa", type="totp")
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key
