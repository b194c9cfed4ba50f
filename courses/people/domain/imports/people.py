"""Civil servants from a spreadsheet."""

import re
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from courses.people.domain.accounts import CivilServant, create_person, set_civil_servant
from courses.people.domain.audit import note
from courses.people.domain.civil_numbers import digests_of_number, parse_civil_number
from courses.people.domain.imports.checking import CheckedRow, kept_rows, take_pending
from courses.people.domain.imports.reading import Row
from courses.people.domain.phones import normalised_phone
from courses.people.domain.roles import assign_role
from courses.people.models import CivilServantProfile, Role, Unit, User

COLUMNS = {
    "name": ("Nama", "Nama lengkap", "Nama pegawai"),
    "number": ("NIP", "NI PPPK", "NIP/NI PPPK", "NIP Baru"),
    "unit": ("Kode unit", "Kode OPD", "Unit kerja", "OPD", "Perangkat daerah"),
    "kind": ("Jenis pegawai", "Jenis", "Status kepegawaian"),
    "position": ("Jabatan", "Nama jabatan"),
    "grade": ("Golongan", "Gol/Ruang", "Pangkat/Golongan"),
    "title_before": ("Gelar depan",),
    "title_after": ("Gelar belakang",),
    "phone": ("Nomor HP", "No HP", "HP"),
}
REQUIRED = ("name", "unit")
LONGEST = {"name": 130, "position": 160, "grade": 40, "title_before": 40, "title_after": 60}
KINDS = {
    "": CivilServantProfile.Kind.PNS,
    "pns": CivilServantProfile.Kind.PNS,
    "pppk": CivilServantProfile.Kind.PPPK,
    "p3k": CivilServantProfile.Kind.PPPK,
    "pppkparuhwaktu": CivilServantProfile.Kind.PPPK_PART_TIME,
    "perangkatdesa": CivilServantProfile.Kind.VILLAGE,
    "lainnya": CivilServantProfile.Kind.OTHER,
    "honorer": CivilServantProfile.Kind.OTHER,
}


class _Register:
    """What is there already: units within reach, numbers and phones in use."""

    def __init__(self, importer: User) -> None:
        units = list(Unit.objects.all())
        self.units = {
            word.casefold(): unit
            for unit in reversed(units)
            for word in (unit.name, unit.short_name, unit.code)
            if word
        }
        self.within_reach = set(Unit.objects.visible_to(importer).values_list("pk", flat=True))
        profiles = CivilServantProfile.objects.select_related("person", "unit")
        self.by_number = {
            profile.number_digest: profile for profile in profiles if profile.number_digest
        }
        self.same_names = {
            (profile.person.display_name.casefold(), profile.unit_id) for profile in profiles
        }
        self.phones = set(User.objects.exclude(phone=None).values_list("phone", flat=True))
        self.numbers_in_file: set[str] = set()

    def owner_of(self, digits: str) -> CivilServantProfile | None:
        """Return the profile that has the number, however it was hashed."""
        return next(
            (
                self.by_number[digest]
                for digest in digests_of_number(digits)
                if digest in self.by_number
            ),
            None,
        )


def check_people(rows: list[Row], importer: User) -> list[CheckedRow]:
    """Return what would come of each row for this importer; nothing is written."""
    register = _Register(importer)
    return [_checked(CheckedRow.of(row), register) for row in rows]


@transaction.atomic
def import_people(owner: User, pending_id: UUID) -> dict[str, list[int]]:
    """Write the confirmed rows in one transaction; return the ids of who was made and who changed.

    Raises ValidationError when there is nothing to confirm any more.
    """
    pending = take_pending(owner, pending_id)
    written: dict[str, list[int]] = {"new": [], "changed": []}
    # Checked once more: somebody may have been added in the minutes since the preview.
    rows = [Row(row.number, row.values) for row in kept_rows(pending) if row.counts]
    for row in check_people(rows, owner):
        if row.counts:
            written[row.outcome].append(_write(row, owner))
    pending.delete()
    note(owner, "people.imported", new=len(written["new"]), changed=len(written["changed"]))
    return written


def _checked(row: CheckedRow, register: _Register) -> CheckedRow:
    _check_words(row)
    unit = _check_unit(row, register)
    _check_number(row, register)
    _check_phone(row, register)
    if (
        row.outcome == "new"
        and unit
        and (row.values["name"].casefold(), unit.pk) in register.same_names
    ):
        row.doubts.append(str(_("Somebody with this name works in this unit already.")))
    return row


def _check_words(row: CheckedRow) -> None:
    if len(row.values["name"]) < 2:
        row.refuse(_("The name is missing."))
    for name, longest in LONGEST.items():
        if len(row.values.get(name, "")) > longest:
            row.refuse(
                _("“%(column)s” is longer than %(longest)d characters.")
                % {"column": COLUMNS[name][0], "longest": longest}
            )
    kind = re.sub(r"[^a-z0-9]", "", row.values.get("kind", "").lower())
    if kind not in KINDS:
        row.refuse(
            _(
                "Write PNS, PPPK, PPPK paruh waktu, perangkat desa or lainnya as the kind of employment."
            )
        )
    else:
        row.values["kind"] = KINDS[kind]


def _check_unit(row: CheckedRow, register: _Register) -> Unit | None:
    unit = register.units.get(row.values["unit"].casefold())
    if unit is None:
        row.refuse(
            _("There is no unit “%(unit)s”. Write its code as in the list of units.")
            % {"unit": row.values["unit"]}
        )
    elif unit.pk not in register.within_reach:
        row.refuse(_("The unit “%(unit)s” is not yours to fill.") % {"unit": unit.name})
    else:
        row.values["unit"] = unit.code
    return unit


def _check_number(row: CheckedRow, register: _Register) -> None:
    typed = row.values.get("number", "")
    if not typed:
        return
    try:
        number = parse_civil_number(typed)
    except ValidationError as error:
        row.refuse(error.messages[0])
        return
    row.values["number"] = number.digits
    row.doubts += number.doubts
    if number.digits in register.numbers_in_file:
        row.refuse(_("This NIP stands in an earlier row, too."))
    register.numbers_in_file.add(number.digits)
    if owner := register.owner_of(number.digits):
        _check_owner(row, owner, register)


def _check_owner(row: CheckedRow, owner: CivilServantProfile, register: _Register) -> None:
    if owner.unit_id not in register.within_reach:
        row.refuse(_("Somebody in another unit has this NIP. Ask BKPSDM to move them."))
    elif row.outcome == "new":
        wanted = [
            row.values[name] for name in ("unit", "position", "grade") if row.values.get(name)
        ]
        held = [
            value for value in (owner.unit.code, owner.position, owner.grade) if value in wanted
        ]
        row.outcome = "same" if len(held) == len(wanted) else "changed"


def _check_phone(row: CheckedRow, register: _Register) -> None:
    typed = row.values.get("phone", "")
    if not typed:
        return
    phone = normalised_phone(typed)
    if phone is None:
        row.refuse(_("This is not a mobile number. Write it like 0812 3456 7890."))
    elif phone in register.phones and row.outcome == "new":
        row.refuse(_("Somebody already uses this phone number."))
    else:
        register.phones.add(phone)
        row.values["phone"] = phone


def _write(row: CheckedRow, owner: User) -> int:
    values = row.values
    profile = (
        CivilServantProfile.objects.select_related("person")
        .filter(
            number_digest__in=digests_of_number(values["number"]) if values.get("number") else ()
        )
        .first()
    )
    details = CivilServant(
        Unit.objects.get(code=values["unit"]),
        kind=values["kind"],
        number=values.get("number", ""),
        position=values.get("position") or (profile.position if profile else ""),
        grade=values.get("grade") or (profile.grade if profile else ""),
    )
    person = profile.person if profile else _made(values, owner)
    set_civil_servant(person, details, by=owner)
    return person.pk


def _made(values: dict[str, str], owner: User) -> User:
    titles = {name: values.get(name, "") for name in ("title_before", "title_after")}
    person = create_person(values["name"], by=owner, phone=values.get("phone") or None, **titles)
    assign_role(person, Role.CIVIL_SERVANT, by=owner)
    return person
