"""Accounts to try the product with. Their passwords are public: only for settings that allow it."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction

from courses.people.domain.access_codes import issue_activation_code
from courses.people.domain.accounts import CivilServant, create_person, set_civil_servant
from courses.people.domain.roles import assign_role
from courses.people.domain.second_factor import give_second_factor
from courses.people.models import (
    Area,
    CitizenProfile,
    PupilProfile,
    Role,
    School,
    TeacherProfile,
    TrainerProfile,
    Unit,
    User,
)
from courses.people.rules import ROLES_WITH_SECOND_FACTOR

PASSWORD = "kopi pagi di Kotabumi"  # noqa: S105 - public on purpose, see above
ACTIVATION_CODE = "CKB2-NTH7-ASN9"
DISTRICT = "KEC-10"
OFFICE = "KEC-10-PEL"
NPSN = "00000001"
AT_SCHOOL = (Role.TEACHER, Role.PUPIL, Role.SCHOOL_HEAD)


@dataclass(frozen=True)
class DemoPerson:
    """One account to try a role with."""

    role: str
    name: str
    unit: str = ""
    number: str = ""
    position: str = ""
    grade: str = ""
    role_unit: str = ""

    @property
    def username(self) -> str:
        """Return the user name: the role's own, because nobody has to remember another one."""
        return self.role

    @property
    def totp_secret(self) -> str:
        """Return the same secret every time, so that an authenticator set up once keeps working."""
        return base64.b32encode(
            hashlib.sha1(f"demo:{self.role}".encode(), usedforsecurity=False).digest()
        ).decode()


NOT_ACTIVATED = DemoPerson(
    "asn_baru", "Rudi Hartono", OFFICE, "198907152015031002", "Pengelola Layanan", "III/a"
)
PEOPLE = (
    DemoPerson("warga", "Siti Aminah"),
    DemoPerson("pelajar", "Rizky Pratama"),
    DemoPerson("guru", "Dewi Lestari"),
    DemoPerson("kepsek", "Sri Wahyuni"),
    DemoPerson("disdikbud", "Eko Prasetyo"),
    DemoPerson(
        "asn", "Ahmad Fauzi", OFFICE, "198003122005011004", "Penata Layanan Operasional", "III/b"
    ),
    DemoPerson("pelatih", "Bambang Setiawan"),
    DemoPerson(
        "kepala_opd", "Nurhayati", DISTRICT, "197405202000032003", "Camat", "IV/a", DISTRICT
    ),
    DemoPerson(
        "bkpsdm",
        "Hendra Gunawan",
        "BKPSDM-PK",
        "198511092010011005",
        "Analis SDM Aparatur",
        "III/c",
    ),
    DemoPerson(
        "editor", "Yuliana Putri", "DISKOMINFO-IKP", "199207182019032006", "Pranata Humas", "III/a"
    ),
    DemoPerson(
        "penelaah",
        "Agus Salim",
        "DISDUKCAPIL",
        "198201252008011007",
        "Administrator Database",
        "III/d",
    ),
    DemoPerson(
        "admin", "Maya Sari", "DISKOMINFO", "198806302012032008", "Pranata Komputer", "III/c"
    ),
)


@transaction.atomic
def make_demo_accounts() -> None:
    """Make the accounts that are missing; those that are there keep what was done with them."""
    school, _made = School.objects.get_or_create(
        npsn=NPSN, defaults={"name": "SMP Negeri Contoh Kotabumi", "area_id": _village().pk}
    )
    for demo in PEOPLE:
        if not User.objects.filter(username=demo.username).exists():
            _make(demo, school)
    if not User.objects.filter(username=NOT_ACTIVATED.username).exists():
        person = _make(NOT_ACTIVATED, school)
        issue_activation_code(person, by=None, code=ACTIVATION_CODE)


def list_demo_accounts() -> list[dict[str, Any]]:
    """Return what somebody needs to try each account that is there, in JSON's own types."""
    there = set(
        User.objects.filter(
            username__in=[demo.username for demo in (*PEOPLE, NOT_ACTIVATED)]
        ).values_list("username", flat=True)
    )
    accounts = [_described(demo) for demo in PEOPLE if demo.username in there]
    if NOT_ACTIVATED.username in there:
        accounts.append(
            {
                "role": NOT_ACTIVATED.role,
                "username": NOT_ACTIVATED.username,
                "password": None,
                "sign_in_path": "/masuk/aktivasi/",
                "activation_code": ACTIVATION_CODE,
                "nip": NOT_ACTIVATED.number,
            }
        )
    return accounts


def _described(demo: DemoPerson) -> dict[str, Any]:
    account = {
        "role": demo.role,
        "username": demo.username,
        "password": PASSWORD,
        "sign_in_path": "/masuk/",
    }
    return (
        account | {"totp_secret": demo.totp_secret}
        if demo.role in ROLES_WITH_SECOND_FACTOR
        else account
    )


def _make(demo: DemoPerson, school: School) -> User:
    password = None if demo is NOT_ACTIVATED else PASSWORD
    person = create_person(demo.name, by=None, username=demo.username, password=password)
    if demo.unit:
        unit = Unit.objects.get(code=demo.unit)
        details = CivilServant(unit, number=demo.number, position=demo.position, grade=demo.grade)
        set_civil_servant(person, details, by=None)
        assign_role(person, Role.CIVIL_SERVANT, by=None)
    _PROFILES.get(demo.role, _nothing)(person, school)
    if demo.role in Role.values and demo.role != Role.CIVIL_SERVANT:
        scope = {"unit": Unit.objects.get(code=demo.role_unit)} if demo.role_unit else {}
        scope |= {"school": school} if demo.role in AT_SCHOOL else {}
        assign_role(person, Role(demo.role), by=None, **scope)
    if demo.role in ROLES_WITH_SECOND_FACTOR and not is_mfa_enabled(person):
        give_second_factor(person, demo.totp_secret)
    return person


def _village() -> Area:
    return Area.objects.exclude(kind=Area.Kind.DISTRICT).order_by("code")[0]


def _nothing(person: User, school: School) -> None:
    """Make no profile for a role that has none of its own."""


def _citizen(person: User, school: School) -> None:
    CitizenProfile.objects.create(person=person, area=_village())


def _pupil(person: User, school: School) -> None:
    PupilProfile.objects.create(person=person, school=school)


def _teacher(person: User, school: School) -> None:
    TeacherProfile.objects.create(person=person, school=school)


def _trainer(person: User, school: School) -> None:
    district = Area.objects.get(villages=_village())
    TrainerProfile.objects.create(person=person).areas.add(district)


_PROFILES = {"warga": _citizen, "pelajar": _pupil, "guru": _teacher, "pelatih": _trainer}
