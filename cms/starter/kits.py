"""Kits as text files: kit/K1.yaml and so on, both ways, and into the site."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.kits import fill_kit_page, kit_spec_of
from cms.models import HomePage, KitPage
from cms.starter import yaml_text
from cms.starter.errors import PackageError
from cms.starter.reader import Reader
from courses.workshops.domain.kits import KitSpec, Part, Purchase, RunStep, Screen, Sheet

FOLDER = "kit"
STEP = 5
MOST_LINES = 5
KINDS = {
    "langkah": "steps",
    "butir": "points",
    "teks": "text",
    "centang": "boxes",
    "isian": "lines",
}


def read_kits(folders: Iterable[Path]) -> list[KitSpec]:
    """Return the kits in the folders called kit beside the courses. Raises PackageError."""
    files = [file for folder in folders for file in sorted((folder / FOLDER).glob("*.yaml"))]
    return [read_kit(file.read_text(encoding="utf-8"), f"{FOLDER}/{file.name}") for file in files]


def read_kit(text: str, file: str) -> KitSpec:
    """Return the kit that the file states. Raises PackageError."""
    reader = Reader.of_text(text, file, 1)
    minutes = reader.number("menit", highest=600) or 0
    kit = KitSpec(
        code=reader.text("kode", longest=20),
        title=reader.text("judul", longest=160),
        summary=reader.text("ringkasan", longest=300),
        minutes=minutes,
        for_whom=reader.text("untuk", longest=160),
        courses=tuple(reader.texts("kursus")),
        goals=tuple(reader.texts("tujuan", fewest=1)),
        prepare=tuple(reader.texts("siapkan", fewest=1)),
        run=tuple(_step(one) for one in reader.readers("acara")),
        screens=tuple(_screen(one) for one in reader.readers("layar")),
        handout=tuple(_part(one) for one in reader.readers("lembar_pulang")),
        sheets=tuple(
            Sheet(sheet.text("judul"), tuple(_part(one) for one in sheet.readers("bagian")))
            for sheet in reader.readers("lembar_kerja")
        ),
        poster=tuple(reader.texts("poster", fewest=1)),
        unplugged=tuple(reader.texts("tanpa_listrik", fewest=1)),
        shopping=tuple(_purchase(one) for one in reader.readers("belanja")),
        announcement=reader.text("pengumuman").strip(),
        whatsapp=reader.text("whatsapp").strip(),
    )
    reader.finish()
    _refuse_gaps(reader, kit)
    return kit


def write_kit(kit: KitSpec) -> str:
    """Return the file of the kit in canonical form."""
    names = {known: name for name, known in KINDS.items()}

    def part(one: Part) -> dict[str, Any]:
        return {"judul": one.title, "jenis": names[one.kind], "isi": list(one.lines)}

    return yaml_text.dump(
        {
            "kode": kit.code,
            "judul": kit.title,
            "ringkasan": kit.summary,
            "menit": kit.minutes,
            "untuk": kit.for_whom,
            "kursus": list(kit.courses),
            "tujuan": list(kit.goals),
            "siapkan": list(kit.prepare),
            "acara": [
                _without_empty(
                    {
                        "menit": step.minute,
                        "judul": step.title,
                        "pelatih": step.trainer,
                        "peserta": step.people,
                        "alat": step.material,
                    }
                )
                for step in kit.run
            ],
            "layar": [
                _without_empty(
                    {"judul": screen.title, "isi": list(screen.lines), "katakan": screen.note}
                )
                for screen in kit.screens
            ],
            "lembar_pulang": [part(one) for one in kit.handout],
            "lembar_kerja": [
                {"judul": sheet.title, "bagian": [part(one) for one in sheet.parts]}
                for sheet in kit.sheets
            ],
            "poster": list(kit.poster),
            "tanpa_listrik": list(kit.unplugged),
            "belanja": [
                _without_empty(
                    {
                        "barang": line.what,
                        "jumlah": line.amount,
                        "harga": line.price,
                        "kalau_tidak_ada": line.free_way,
                    }
                )
                for line in kit.shopping
            ],
            "pengumuman": kit.announcement,
            "whatsapp": kit.whatsapp,
        }
    )


def import_kits(kits: Iterable[KitSpec]) -> dict[str, bool]:
    """Write the kits into the site; return for each code whether anything changed. Raises PackageError."""
    return {kit.code: _import_kit(kit) for kit in kits}


def export_kits(folder: Path) -> list[str]:
    """Write the live kits as files; return their codes."""
    pages = list(KitPage.objects.live().order_by("code"))
    target = folder / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for page in pages:
        (target / f"{page.code}.yaml").write_text(write_kit(kit_spec_of(page)), encoding="utf-8")
    return [page.code for page in pages]


@transaction.atomic
def _import_kit(kit: KitSpec) -> bool:
    page = KitPage.objects.filter(code=kit.code).first()
    if page and page.live and asdict(kit_spec_of(page)) == asdict(kit):
        return False
    page = page or KitPage(code=kit.code, slug=f"kit-{kit.code.lower()}", live=False)
    fill_kit_page(page, kit)
    page.draft_title = page.title
    try:
        if page.pk is None:
            HomePage.objects.get().add_child(instance=page)
        page.save_revision(clean=True).publish()
    except ValidationError as error:
        raise PackageError(f"{FOLDER}/{kit.code}.yaml", None, " ".join(error.messages)) from error
    return True


def _step(reader: Reader) -> RunStep:
    step = RunStep(
        minute=reader.number("menit", highest=600) or 0,
        title=reader.text("judul", longest=80),
        trainer=reader.text("pelatih"),
        people=reader.text("peserta", default=""),
        material=reader.text("alat", default=""),
    )
    reader.finish()
    return step


def _screen(reader: Reader) -> Screen:
    screen = Screen(
        title=reader.text("judul", longest=70),
        lines=tuple(reader.texts("isi")),
        note=reader.text("katakan", default=""),
    )
    reader.finish()
    if len(screen.lines) > MOST_LINES:
        raise reader.refuse(
            "isi", _("At most %(most)d lines fit on the wall.") % {"most": MOST_LINES}
        )
    return screen


def _part(reader: Reader) -> Part:
    kind = KINDS[reader.choice("jenis", KINDS)]
    part = Part(reader.text("judul", longest=90), kind, tuple(reader.texts("isi", fewest=1)))
    reader.finish()
    return part


def _purchase(reader: Reader) -> Purchase:
    line = Purchase(
        what=reader.text("barang", longest=90),
        amount=reader.text("jumlah", longest=40),
        price=reader.text("harga", default=""),
        free_way=reader.text("kalau_tidak_ada", default=""),
    )
    reader.finish()
    return line


def _refuse_gaps(reader: Reader, kit: KitSpec) -> None:
    """Hold the run sheet to its promise: a step every five minutes, from the first to the last."""
    stated = [step.minute for step in kit.run]
    if stated != list(range(0, kit.minutes, STEP)):
        raise reader.refuse(
            "acara",
            _("The run sheet has a step every %(step)d minutes, from 0 to %(last)d.")
            % {"step": STEP, "last": kit.minutes - STEP},
        )


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", [])}
