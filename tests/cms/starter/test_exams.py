"""An exam's package: into the bank and back, and what is wrong with one is named."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.images.models import Image

from cms.exchange.formats import format_of
from cms.exchange.own_yaml import read_own
from cms.starter.errors import PackageError
from cms.starter.exams import read_exam
from cms.starter.folders import read_exam_folder
from courses.quizzes.domain.banks import questions_of
from courses.quizzes.domain.exchange.archive import write_archive
from courses.quizzes.models import QuestionBank, QuestionVersion
from tests.cms.checking.packaging import EXAM, ITEM, change, make_packages

STARTER = settings.BASE_DIR / "cms" / "starter"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(STARTER / "SDTI", tmp_path / "SDTI")
    return tmp_path / "SDTI"


def load(path: Path) -> str:
    out = StringIO()
    call_command("import_courses", str(path), stdout=out)
    return out.getvalue()


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.django_db
def test_the_bank_is_loaded_once_and_exported_byte_for_byte(folder, tmp_path):
    load(folder)
    versions = set(QuestionVersion.objects.values_list("pk", flat=True))
    bank = QuestionBank.objects.get()
    assert (bank.code, len(questions_of(bank))) == ("SDTI", 200)
    load(folder)
    assert set(QuestionVersion.objects.values_list("pk", flat=True)) == versions
    call_command("export_courses", str(tmp_path / "out"), course="SDTI", stdout=StringIO())
    assert contents(tmp_path / "out" / "SDTI") == contents(folder)


@pytest.mark.django_db
def test_all_kinds_of_questions_and_lines_come_back_as_they_were(folder, tmp_path):
    change(folder / "bank-5.yaml", "  jenis: tunggal", "  jenis: beberapa")
    load(folder)
    others = (folder / "bank-5.yaml").read_text() + (
        "- id: D5-013\n  jenis: benar_salah\n  tingkat: mudah\n  domain: 5\n  bloom: ingat\n"
        '  tanya: |-\n    Baris "satu" & <dua>.\n    Baris lain.\n\n    Paragraf lain.\n'
        "  jawab: salah\n  umpan: Begitu.\n"
        "- id: D5-014\n  jenis: urutan\n  tingkat: mudah\n  domain: 5\n  bloom: ingat\n"
        "  tanya: Urutkan.\n  urutan_benar:\n  - satu\n  - dua\n  - tiga\n  umpan: Begitu.\n"
    )
    (folder / "bank-5.yaml").write_text(others)
    load(folder)
    call_command("export_courses", str(tmp_path / "out"), course="SDTI", stdout=StringIO())
    assert (tmp_path / "out" / "SDTI" / "bank-5.yaml").read_text() == others


@pytest.fixture
def illustrated(tmp_path: Path) -> Path:
    """A small exam: a question with a picture, and one that is answered by pointing at it."""
    folder = make_packages(tmp_path) / "UJI"
    shutil.copytree(STARTER / "W3" / "gambar", folder / "gambar")
    for drawing in (folder / "gambar").iterdir():
        if drawing.name != "lapor-loket.svg":
            drawing.unlink()
    change(folder / "bank-3.yaml", "  pilihan:", f"{WITH_A_PICTURE}  pilihan:")
    with (folder / "bank-3.yaml").open("a") as bank:
        bank.write(POINTING)
    return folder


WITH_A_PICTURE = "  gambar: gambar/lapor-loket.svg\n  gambar_alt: Loket dengan dua antrean.\n"
POINTING = f"""- id: D3-005
  jenis: tunjuk
  tingkat: mudah
  domain: 3
  bloom: ingat
  pelajaran: W3/status-peserta
  tanya: Tunjuk loket.
{WITH_A_PICTURE}  bidang:
  - teks: Loket
    bentuk: kotak
    titik: 40, 146, 960, 245
    benar: true
  - teks: Kursi
    bentuk: kotak
    titik: 40, 400, 960, 600
    benar: false
  umpan: Di sana.
  alasan: Begitulah adanya.
"""


@pytest.mark.django_db
def test_pictures_lie_beside_the_bank_and_come_back_byte_for_byte(illustrated, tmp_path):
    load(illustrated)
    asked = QuestionVersion.objects.exclude(content__picture="").order_by("question__ref")
    assert [(one.question.ref, one.kind) for one in asked] == [
        ("D3-001", "single"),
        ("D3-005", "hotspot"),
    ]
    picture = Image.objects.get(title="lapor-loket")
    assert {one.content["picture"] for one in asked} == {picture.file.url}
    assert asked[0].content["picture_alt"] == "Loket dengan dua antrean."
    versions = QuestionVersion.objects.count()
    load(illustrated)
    assert (QuestionVersion.objects.count(), Image.objects.count()) == (versions, 1)
    call_command("export_courses", str(tmp_path / "out"), course="UJI", stdout=StringIO())
    assert contents(tmp_path / "out" / "UJI") == contents(illustrated)


@pytest.mark.django_db
def test_another_picture_under_the_same_name_is_another_version_of_its_questions(illustrated):
    load(illustrated)
    change(illustrated / "gambar" / "lapor-loket.svg", "<svg ", '<svg data-cetak="2" ')
    load(illustrated)
    changed = QuestionVersion.objects.filter(number=2).order_by("question__ref")
    assert [one.question.ref for one in changed] == ["D3-001", "D3-005"]


@pytest.mark.django_db
def test_the_folder_of_an_exam_in_a_zip_brings_its_questions_with_their_pictures(illustrated):
    package = contents(illustrated)
    content = write_archive({name: package[name] for name in sorted(package)})
    assert format_of(content) == "yaml"
    parcel = read_own(content)
    assert [one.ref for one in parcel.questions] == [f"D3-00{number}" for number in range(1, 6)]
    assert list(parcel.files.values()) == [package["gambar/lapor-loket.svg"]]
    assert [bool(one.picture) for one in parcel.questions] == [True, False, False, False, True]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lapor-loket.svg", None),
        ("lapor-loket.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
    ],
)
def test_a_picture_that_is_missing_or_does_more_than_be_seen_is_refused(illustrated, name, content):
    drawing = illustrated / "gambar" / name
    drawing.unlink() if content is None else drawing.write_bytes(content)
    with pytest.raises(PackageError):
        read_exam_folder(illustrated)


@pytest.mark.django_db
def test_a_bank_too_small_for_its_blueprint_is_refused_and_nothing_changes(folder):
    load(folder)
    (folder / "bank-5.yaml").unlink()
    with pytest.raises(CommandError):
        load(folder)
    assert len(questions_of(QuestionBank.objects.get())) == 200


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("butir: 1", "butir: 3", 3),
        ("menit: 10\n", "", None),
        ("  3: 70", "  7: 70", 7),
        ("jeda_jam:\n- 24", "jeda_jam:\n- 0", 10),
        ("jeda_jam:\n- 24", "jeda_jam:\n- lama", 10),
        ("  analisis: 0", "  menilai: 0", 18),
    ],
)
def test_what_is_wrong_with_the_rules_is_named_with_its_line(old, new, line):
    assert old in EXAM
    with pytest.raises(PackageError) as refusal:
        read_exam(EXAM.replace(old, new), "UJI/exam.yaml", {})
    assert refusal.value.file == "UJI/exam.yaml"
    assert line is None or refusal.value.line == line


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  domain: 3\n", ""),
        ("  alasan:", "  gambar: gambar/a.svg\n  alasan:"),
        ("  alasan:", "  sebab:"),
    ],
)
def test_what_is_wrong_with_a_question_of_the_bank_is_named(old, new):
    item = ITEM.format(number=1, question="Apa?", right="Ini", wrong="Itu")
    bank = {"UJI/bank-3.yaml": "soal:\n" + item.replace(old, new)}
    with pytest.raises(PackageError) as refusal:
        read_exam(EXAM, "UJI/exam.yaml", bank)
    assert refusal.value.file == "UJI/bank-3.yaml"
