"""Units from a spreadsheet."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from courses.people.domain.audit import note
from courses.people.domain.imports.checking import CheckedRow, kept_rows, take_pending
from courses.people.domain.imports.reading import Row
from courses.people.domain.places import change_unit, make_unit
from courses.people.models import Unit, User

COLUMNS = {
    "code": ("Kode", "Kode unit", "Kode OPD"),
    "name": ("Nama", "Nama unit", "Nama OPD", "Unit kerja", "Perangkat daerah"),
    "short_name": ("Singkatan", "Nama singkat"),
    "parent": ("Induk", "Kode induk", "Unit induk"),
}
REQUIRED = ("code", "name")


def check_units(rows: list[Row]) -> list[CheckedRow]:
    """Return what would come of each row; nothing is written."""
    known = {unit.code: unit for unit in Unit.objects.all()}
    parents = {
        code: unit.get_parent()
        for code, unit in known.items()
        if code in {row.values.get("code") for row in rows}
    }
    listed = {row.values["code"] for row in rows}
    seen: set[str] = set()
    checked = []
    for row in rows:
        result = CheckedRow.of(row)
        _check(result, known, listed, seen)
        if result.outcome == "new" and (unit := known.get(row.values["code"])):
            result.outcome = (
                "same" if _is_same(unit, parents.get(unit.code), row.values) else "changed"
            )
        seen.add(row.values["code"])
        checked.append(result)
    return _without_orphans(checked, known)


@transaction.atomic
def import_units(owner: User, pending_id: UUID) -> dict[str, int]:
    """Write the confirmed rows, parents before their parts; return how many were made and changed.

    Raises ValidationError when there is nothing to confirm any more.
    """
    pending = take_pending(owner, pending_id)
    counts = {"new": 0, "changed": 0}
    for row in _parents_first([row for row in kept_rows(pending) if row.counts]):
        counts[_write(row, owner)] += 1
    pending.delete()
    note(owner, "units.imported", new=counts["new"], changed=counts["changed"])
    return counts


def _check(result: CheckedRow, known: dict[str, Unit], listed: set[str], seen: set[str]) -> None:
    code, parent = result.values["code"], result.values.get("parent", "")
    if not code or not result.values["name"]:
        result.refuse(_("Code and name must not be empty."))
    elif (
        len(code) > 40
        or len(result.values["name"]) > 160
        or len(result.values.get("short_name", "")) > 40
    ):
        result.refuse(_("Code, name or short name is too long (40, 160 and 40 characters)."))
    elif code in seen:
        result.refuse(_("This code stands in an earlier row, too."))
    if parent and parent not in known and parent not in listed:
        result.refuse(
            _("There is no unit with the code %(code)s to hang it under.") % {"code": parent}
        )
    if parent and parent == code:
        result.refuse(_("A unit cannot be part of itself. Choose another place."))


def _without_orphans(rows: list[CheckedRow], known: dict[str, Unit]) -> list[CheckedRow]:
    """Refuse what would hang under a refused row, or in a circle."""
    sound = {row.values["code"]: row for row in rows if row.outcome != "error"}
    for row in rows:
        trail, parent = {row.values["code"]}, row.values.get("parent", "")
        while row.outcome != "error" and parent:
            if parent in trail:
                row.refuse(_("Its parents form a circle. Correct the column Induk."))
            elif parent not in sound and parent not in known:
                row.refuse(_("The row of its parent %(code)s has a problem.") % {"code": parent})
            trail.add(parent)
            parent = sound[parent].values.get("parent", "") if parent in sound else ""
    return rows


def _is_same(unit: Unit, parent: Unit | None, values: dict[str, str]) -> bool:
    wanted = (values["name"], values.get("short_name", unit.short_name), values.get("parent", ""))
    return (unit.name, unit.short_name, parent.code if parent else "") == wanted


def _parents_first(rows: list[CheckedRow]) -> list[CheckedRow]:
    by_code = {row.values["code"]: row for row in rows}

    def depth(row: CheckedRow) -> int:
        parent = by_code.get(row.values.get("parent", ""))
        return depth(parent) + 1 if parent else 0

    return sorted(rows, key=depth)


def _write(row: CheckedRow, owner: User) -> str:
    code, name, short_name = (
        row.values["code"],
        row.values["name"],
        row.values.get("short_name", ""),
    )
    parent = Unit.objects.filter(code=row.values.get("parent") or None).first()
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        make_unit(name, code, parent=parent, by=owner, short_name=short_name)
        return "new"
    change_unit(unit, name=name, short_name=short_name, parent=parent, by=owner)
    return "changed"
