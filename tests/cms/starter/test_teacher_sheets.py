"""The teacher sheet of a school lesson: loaded and written without loss, shown, and kept out of the way."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cms.checking.readability import measure
from cms.lesson_plans import fitted
from cms.models import LessonPage
from cms.plain import prose_of, words_of
from cms.starter.lessons import read_lesson, write_lesson
from tests.courses.classes.making import make_class
from tests.people import make_citizen, make_pupil, make_school, make_teacher

LESSON = """---
judul: Detektif kabar
slug: detektif-kabar
menit: 40
tujuan: Setelah ini kamu bisa memeriksa kabar.
sumber: ''
diperiksa:
kunci: 0b0c6f0e-7f1f-4d0f-8f53-3f9f6d0c9a11
---

Baca dulu.

::: guru
tp: Murid memeriksa kabar.
alat_daring: Satu HP.
alat_luring: |
  Papan tulis.

  Guru membacakan kabarnya.
langkah:
- menit: 10
  kegiatan: '**Buka.** Tanya kabar apa yang baru didengar.'
- menit: 30
  kegiatan: Kerjakan LKPD.
lkpd: |
  1. Siapa yang menulis kabar itu?
  2. Kapan?
kunci_lkpd: |
  1. Tidak disebut.
  2. *Kemarin.*
kktp: Tuntas bila dua jawaban tepat.
rubrik:
- kriteria: Isi
  baru_berkembang: Belum ada sumber.
  layak: Satu sumber.
  cakap: Dua sumber.
  mahir: Dua sumber yang diperiksa.
:::
"""
COURSE = """---
kode: X1
slug: x1
judul: Kursus
ringkasan: Satu kalimat.
untuk:
- pelajar
---
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package of one lesson with a teacher sheet."""
    (tmp_path / "X1").mkdir()
    (tmp_path / "X1" / "course.md").write_text(COURSE)
    (tmp_path / "X1" / "01-detektif-kabar.md").write_text(LESSON)
    return tmp_path


def test_a_teacher_sheet_is_read_and_written_byte_for_byte():
    lesson = read_lesson(LESSON, "01.md")
    assert write_lesson(lesson) == LESSON
    kind, sheet = lesson.blocks[-1]
    assert (kind, sheet["goal"], [step["minutes"] for step in sheet["plan"]]) == (
        "teacher_sheet",
        "Murid memeriksa kabar.",
        [10, 30],
    )


def test_a_teacher_sheet_without_a_rubric_comes_out_without_one():
    text = LESSON[: LESSON.index("rubrik:")] + ":::\n"
    assert write_lesson(read_lesson(text, "01.md")) == text


@pytest.mark.django_db
def test_a_teacher_sheet_passes_through_the_pages_byte_for_byte(folder, tmp_path_factory):
    call_command("import_courses", str(folder), verbosity=0)
    out = tmp_path_factory.mktemp("out")
    call_command("export_courses", str(out), verbosity=0)
    assert (out / "X1" / "01-detektif-kabar.md").read_text() == LESSON


@pytest.mark.django_db
def test_search_and_readability_leave_the_teacher_sheet_out(folder):
    call_command("import_courses", str(folder), verbosity=0)
    page = LessonPage.objects.get()
    assert words_of(page.body) == "Baca dulu."
    assert measure(prose_of(page.body)).words == 2


@pytest.mark.django_db
def test_learners_do_not_get_the_teacher_sheet_and_teachers_find_it_as_a_plan(folder):
    call_command("import_courses", str(folder), verbosity=0)
    client = Client()
    html = client.get("/katalog/x1/detektif-kabar/").content.decode()
    address = f"/kelas/rencana/{LessonPage.objects.get().key}/"
    assert "teacher-sheet" not in html
    assert f'href="{address}"' in html
    assert client.get(address).headers["Location"].startswith("/masuk/")
    client.force_login(make_teacher(make_school()))
    plan = client.get(f"{address}?menit=45").content.decode()
    key = client.get(f"{address}kunci/").content.decode()
    assert "Murid memeriksa kabar." in plan
    assert '<td data-label="Mahir">Dua sumber yang diperiksa.</td>' in plan
    assert "35 menit" in plan  # ten, and the five minutes more go to the longest part
    assert (client.get(f"{address}lkpd/").status_code, "KKTP" in key) == (200, True)


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["", "lkpd/", "kunci/"])
def test_plan_worksheet_and_key_are_for_no_pupil_and_no_citizen(folder, part):
    call_command("import_courses", str(folder), verbosity=0)
    address = f"/kelas/rencana/{LessonPage.objects.get().key}/{part}"
    school = make_school()
    people = [make_class(school=school, pupils=1).pupils.get().person, make_pupil(school)]
    statuses = []
    for person in [*people, make_citizen()]:
        client = Client()
        client.force_login(person)
        statuses.append(client.get(address).status_code)
    assert statuses == [403, 403, 403]


@pytest.mark.parametrize(
    ("stated", "wanted", "minutes"),
    [
        ([10, 30], 40, [10, 30]),
        ([10, 30], 45, [10, 35]),
        ([5, 15, 15, 5], 35, [5, 12, 13, 5]),
        ([], 40, []),
    ],
)
def test_the_longest_parts_of_a_plan_give_and_take(stated, wanted, minutes):
    assert fitted(stated, wanted) == minutes


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("tp: Murid memeriksa kabar.\n", "", "baris 14: .*tp"),
        ("menit: 10", "menit: 0", "baris 21: .*menit"),
        ("kktp: Tuntas", "kktp: @Tuntas", "baris 31"),
        ("  layak: Satu sumber.\n", "", "baris 33: .*layak"),
        ("lkpd: |\n  1. Siapa", "lkpd: |\n  ## Siapa", "baris 25: .*lkpd.* judul"),
    ],
)
def test_a_fault_in_a_teacher_sheet_names_its_line(folder, old, new, words):
    file = folder / "X1" / "01-detektif-kabar.md"
    assert old in LESSON
    file.write_text(LESSON.replace(old, new, 1))
    with pytest.raises(CommandError, match=words):
        call_command("import_courses", str(folder), verbosity=0)
    assert not LessonPage.objects.exists()
