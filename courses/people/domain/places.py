"""Units, schools and areas: made, changed, loaded."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from courses.people.domain.audit import note
from courses.people.models import Area, School, Unit, User

AREA_COLUMNS = ("kode", "kode_kecamatan", "kecamatan", "jenis", "nama")


@transaction.atomic
def make_unit(
    name: str, code: str, *, parent: Unit | None, by: User | None, short_name: str = ""
) -> Unit:
    """Return a new unit at its place in the tree.

    Raises ValidationError when the code is taken.
    """
    if Unit.objects.filter(code=code).exists():
        raise ValidationError(_("Another unit already has this code."), code="code_taken")
    facts = {"name": name, "code": code, "short_name": short_name}
    unit = parent.add_child(**facts) if parent else Unit.add_root(**facts)
    note(by, "unit.made", unit=code)
    return unit


@transaction.atomic
def change_unit(
    unit: Unit, *, name: str, short_name: str, parent: Unit | None, by: User | None
) -> None:
    """Give the unit another name or place; everything under it moves along.

    Raises ValidationError when it would hang under itself.
    """
    if parent and parent.path.startswith(unit.path):
        raise ValidationError(
            _("A unit cannot be part of itself. Choose another place."), code="cycle"
        )
    unit.name, unit.short_name, unit.is_example = name, short_name, False
    unit.save(update_fields=["name", "short_name", "is_example"])
    if parent:
        unit.move(parent, pos="sorted-child")
    elif others := Unit.get_root_nodes().exclude(pk=unit.pk).first():
        unit.move(others, pos="sorted-sibling")
    note(by, "unit.changed", unit=unit.code)


@transaction.atomic
def remove_unit(unit: Unit, *, by: User) -> None:
    """Delete a unit that nobody works in.

    Raises ValidationError when somebody does, in it or under it.
    """
    try:
        with transaction.atomic():
            unit.delete()
    except ProtectedError:
        raise ValidationError(
            _("Somebody still works in this unit or under it. Move them first."), code="not_empty"
        ) from None
    note(by, "unit.removed", unit=unit.code)


@transaction.atomic
def keep_school(school: School, *, by: User) -> None:
    """Keep a new or changed school."""
    school.save()
    note(by, "school.kept", school=school.npsn)


@transaction.atomic
def rename_area(area: Area, name: str, *, by: User) -> None:
    """Correct an area's spelling; its code stays."""
    area.name = name
    area.save(update_fields=["name"])
    note(by, "area.renamed", area=area.code)


def read_areas(file: Path) -> list[dict[str, str]]:
    """Return the rows of an area list, a CSV in UTF-8 with the columns AREA_COLUMNS.

    Raises ValidationError when a column is missing.
    """
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [name for name in AREA_COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise ValidationError(
                _("The file has no column %(names)s."),
                code="columns",
                params={"names": ", ".join(missing)},
            )
        return list(reader)


@transaction.atomic
def load_areas(rows: Iterable[Mapping[str, str]]) -> tuple[int, int]:
    """Bring the areas in step with the list; return how many there are and how many were dropped.

    An area that is gone from the list and that somebody lives or learns in is kept.
    """
    rows = list(rows)
    districts = {row["kode_kecamatan"]: row["kecamatan"] for row in rows}
    areas = [
        Area(code=code, name=name, kind=Area.Kind.DISTRICT) for code, name in districts.items()
    ]
    villages = [
        Area(code=row["kode"], name=row["nama"], kind=row["jenis"], parent_id=row["kode_kecamatan"])
        for row in rows
    ]
    for batch in (areas, villages):
        Area.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "kind", "parent"],
        )
    codes = {area.code for area in (*areas, *villages)}
    return len(codes), sum(map(_drop, Area.objects.exclude(code__in=codes).order_by("-code")))


def _drop(area: Area) -> bool:
    if area.citizens.exists() or area.trainers.exists():
        return False
    try:
        with transaction.atomic():
            area.delete()
    except (ProtectedError, IntegrityError):
        return False
    return True
