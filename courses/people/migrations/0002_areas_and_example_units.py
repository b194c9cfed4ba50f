"""Put in the areas of the regency and an example tree of units, so that every database has them.

Another regency replaces the areas with `manage.py load_areas FILE` and the units by import.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DATA = Path(__file__).resolve().parents[1] / "data"


def add_areas(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    area = apps.get_model("people", "Area")
    with (DATA / "areas_1803.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    districts = {row["kode_kecamatan"]: row["kecamatan"] for row in rows}
    area.objects.bulk_create(
        area(code=code, name=name, kind="kecamatan") for code, name in districts.items()
    )
    area.objects.bulk_create(
        area(code=row["kode"], name=row["nama"], kind=row["jenis"], parent_id=row["kode_kecamatan"])
        for row in rows
    )


def add_example_units(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    unit = apps.get_model("people", "Unit")
    children = defaultdict(list)
    with (DATA / "units_example.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            children[row["induk"]].append(row)

    def below(parent: str, path: str) -> Iterator[object]:
        for place, row in enumerate(sorted(children[parent], key=lambda row: row["nama"]), start=1):
            own_path = path + _step(place)
            yield unit(
                name=row["nama"],
                short_name=row["singkatan"],
                code=row["kode"],
                is_example=True,
                path=own_path,
                depth=len(own_path) // 4,
                numchild=len(children[row["kode"]]),
            )
            yield from below(row["kode"], own_path)

    unit.objects.bulk_create(below("", ""))


def _step(number: int) -> str:
    """Return a place among its siblings as treebeard writes it: four digits to the base 36."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest] + digits
    return digits.rjust(4, "0")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunPython(add_areas, migrations.RunPython.noop),
        migrations.RunPython(add_example_units, migrations.RunPython.noop),
    ]
