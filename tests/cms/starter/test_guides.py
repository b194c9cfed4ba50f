"""Guides beside the courses: read and written without loss, loaded once, and an editor's newer words stay."""

import re
import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.images.models import Image
from wagtail.models import Revision

from cms.checking.jargon import find_jargon
from cms.checking.readability import LIX_LIMITS, SENTENCE_LIMITS, measure
from cms.models import GuidePage, HomePage
from cms.plain import prose_of
from cms.starter.errors import PackageError
from cms.starter.guides import read_guide, write_guide
from tests.cms.making import DRAWING

STARTER = settings.BASE_DIR / "cms" / "starter"
OFTEN_WRITTEN = re.compile(r"Sering tertulis: .*?\.")
FRONT = """---
judul: Satu
slug: satu
kalimat: Dibaca dulu.
sumber: ''
diperiksa: 2026-10-01
---
"""
GUIDE = (
    FRONT
    + """
## Judul

Teks dengan [tautan](/bantuan/).

::: langkah judul="Caranya"
1. Buka.
2. Baca.
:::

::: gambar berkas="gambar/peta.svg" alt="Peta"
:::

::: layanan kartu="ikd"
:::

::: perhatian jenis="info"
Tenang.
:::
"""
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course without lessons, one card and one guide with a picture."""
    for name in ("X1", "layanan", "panduan/gambar"):
        (tmp_path / name).mkdir(parents=True)
    front = "kode: X1\nslug: x1\njudul: Kursus\nringkasan: Satu kalimat.\nuntuk:\n- warga\n"
    (tmp_path / "X1" / "course.md").write_text(f"---\n{front}---\n")
    shutil.copy(STARTER / "layanan" / "ikd.md", tmp_path / "layanan")
    shutil.copy(STARTER / "W6" / "01-data-pribadi.md", tmp_path / "X1")
    shutil.copytree(STARTER / "W6" / "gambar", tmp_path / "X1" / "gambar")
    (tmp_path / "panduan" / "satu.md").write_text(GUIDE)
    (tmp_path / "panduan" / "gambar" / "peta.svg").write_bytes(DRAWING)
    return tmp_path


def load(folder: Path) -> list[str]:
    out = StringIO()
    call_command("import_courses", str(folder), stdout=out)
    return out.getvalue().splitlines()


def guides_in(folder: Path) -> dict[str, bytes]:
    place = folder / "panduan"
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }


@pytest.mark.django_db
def test_a_guide_is_loaded_as_a_page_below_the_home_page(folder):
    assert load(folder)[-1] == "panduan/satu: dimuat"
    page = GuidePage.objects.child_of(HomePage.objects.get()).get()
    assert (page.slug, page.title, page.lead, page.checked_on, page.live) == (
        "satu",
        "Satu",
        "Dibaca dulu.",
        date(2026, 10, 1),
        True,
    )
    assert [block.block_type for block in page.body] == [
        "text",
        "steps",
        "picture",
        "service_card",
        "callout",
    ]
    assert Client().get("/satu/").status_code == 200


@pytest.mark.django_db
def test_loading_a_guide_twice_makes_no_revision_and_no_picture(folder):
    load(folder)
    before = (Revision.objects.count(), Image.objects.count())
    assert load(folder)[-1] == "panduan/satu: tidak ada yang baru"
    assert (Revision.objects.count(), Image.objects.count()) == before


@pytest.mark.django_db
def test_guides_are_exported_byte_for_byte(folder, tmp_path_factory):
    load(folder)
    out = tmp_path_factory.mktemp("out")
    call_command("export_courses", str(out), stdout=StringIO())
    assert guides_in(out) == guides_in(folder)


@pytest.mark.django_db
def test_the_export_of_one_course_holds_no_guide(folder, tmp_path_factory):
    load(folder)
    out = tmp_path_factory.mktemp("out")
    call_command("export_courses", str(out), course="X1", stdout=StringIO())
    assert guides_in(out) == {}


@pytest.mark.django_db
def test_a_changed_guide_or_picture_is_loaded_into_the_same_page(folder):
    load(folder)
    page = GuidePage.objects.get()
    (folder / "panduan" / "satu.md").write_text(GUIDE.replace("Tenang.", "Tenang saja."))
    changed = DRAWING.replace(b"</svg>", b"<g/></svg>")
    (folder / "panduan" / "gambar" / "peta.svg").write_bytes(changed)
    load(folder)
    page.refresh_from_db()
    [picture] = [block.value["picture"] for block in page.body if block.block_type == "picture"]
    with picture.file.open() as file:
        assert file.read() == changed
    assert prose_of(page.body)[-1] == "Tenang saja."


@pytest.mark.django_db
def test_a_guide_that_an_editor_checked_more_recently_stays(folder):
    load(folder)
    page = GuidePage.objects.get()
    page.lead, page.checked_on = "Kata editor.", date(2026, 11, 1)
    page.save_revision().publish()
    (folder / "panduan" / "satu.md").write_text(GUIDE.replace("Tenang.", "Tenang saja."))
    assert load(folder)[-1] == "panduan/satu: tidak ada yang baru"
    assert GuidePage.objects.get().lead == "Kata editor."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("---\njudul", "judul", "panduan/satu.md, baris 1: .*---"),
        ("judul: Satu\n", "", "panduan/satu.md, baris 2: .*judul"),
        ("judul: Satu", "judul: a: b", "panduan/satu.md, baris 2: .*kutip"),
        ("slug: satu", "slug: dua", r"panduan/satu.md, baris 3: .*dua\.md"),
        ("kalimat:", "kalimatt:", "panduan/satu.md, baris 4: .*kalimatt"),
        ("diperiksa: 2026-10-01", "diperiksa: kemarin", "panduan/satu.md, baris 6: .*2026-11-30"),
        ("# Judul", " Judul", "panduan/satu.md"),
        ("gambar/peta.svg", "gambar/hilang.svg", r"panduan/satu.md, baris 18: .*hilang\.svg"),
        ("gambar/peta.svg", "../X1/course.md", r"panduan/satu.md, baris 18: .*course\.md"),
        ("::: langkah", "::: cerita", "panduan/satu.md, baris 13: .*cerita.*langkah"),
        ('kartu="ikd"', 'kartu="iqd"', "panduan/satu.md.*iqd"),
    ],
)
def test_a_fault_in_a_guide_names_its_line_and_no_guide_is_made(folder, old, new, words):
    assert old in GUIDE
    (folder / "panduan" / "satu.md").write_text(GUIDE.replace(old, new, 1))
    with pytest.raises(CommandError, match=words):
        load(folder)
    assert not GuidePage.objects.exists()


@pytest.mark.django_db
def test_a_guide_cannot_take_the_address_of_another_page(folder):
    (folder / "panduan" / "satu.md").unlink()
    (folder / "panduan" / "katalog.md").write_text(FRONT.replace("slug: satu", "slug: katalog"))
    with pytest.raises(CommandError, match=r"panduan/katalog\.md"):
        load(folder)
    assert not GuidePage.objects.exists()


def test_a_guide_holds_nothing_to_do():
    with pytest.raises(PackageError, match="latihan-urutan"):
        read_guide(FRONT + "\n::: latihan-urutan\nid: a\n:::\n", "satu.md")


def test_a_guide_is_written_as_it_was_read():
    assert write_guide(read_guide(GUIDE, "panduan/satu.md")) == GUIDE
    assert write_guide(read_guide(FRONT, "panduan/satu.md")) == FRONT


# --- The dictionary -------------------------------------------------------------------------------


@pytest.fixture
def dictionary(folder: Path, db: None) -> GuidePage:
    """The dictionary of the starter, as a page."""
    shutil.copy(STARTER / "panduan" / "kamus-kata.md", folder / "panduan")
    load(folder)
    return GuidePage.objects.get(slug="kamus-kata")


def test_the_dictionary_is_in_the_order_of_the_alphabet():
    text = (STARTER / "panduan" / "kamus-kata.md").read_text()
    words = re.findall(r"^\*\*(.+?)\*\*: ", text, re.MULTILINE)
    letters = re.findall(r"^## (.)$", text, re.MULTILINE)
    assert words == sorted(words, key=str.casefold)
    assert letters == sorted({word[0] for word in words})
    assert 50 <= len(words) <= 60


def test_the_dictionary_can_be_read_by_every_citizen(dictionary):
    definitions = [line for line in prose_of(dictionary.body) if len(line) > 1]
    found = measure(definitions)
    assert found.lix <= LIX_LIMITS["warga"]
    assert found.words_per_sentence <= SENTENCE_LIMITS["warga"]


def test_the_dictionary_names_words_that_keep_people_out_only_as_often_written(dictionary):
    own = OFTEN_WRITTEN.sub("", "\n".join(prose_of(dictionary.body)))
    assert find_jargon(own) == {}


def test_the_help_page_leads_to_the_dictionary(dictionary):
    assert 'href="/kamus-kata/"' in Client().get("/bantuan/").content.decode()
    page = Client().get("/kamus-kata/").content.decode()
    assert "<h1>Kamus kata digital</h1>" in page
