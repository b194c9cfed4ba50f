"""An exam's package: into the bank and back, and what is wrong with one is named."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from cms.starter.errors import PackageError
from cms.starter.exams import read_exam
from courses.quizzes.domain.banks import questions_of
from courses.quizzes.models import QuestionBank, QuestionVersion
from tests.cms.checking.packaging import EXAM, ITEM, change

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
    return {path.name: path.read_bytes() for path in folder.iterdir()}


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
        ("  alasan:", "  gambar: gambar/a.svg\n  gambar_alt: Loket.\n  alasan:"),
        ("  alasan:", "  sebab:"),
    ],
)
def test_what_is_wrong_with_a_question_of_the_bank_is_named(old, new):
    item = ITEM.format(number=1, question="Apa?", right="Ini", wrong="Itu")
    bank = {"UJI/bank-3.yaml": "soal:\n" + item.replace(old, new)}
    with pytest.raises(PackageError) as refusal:
        read_exam(EXAM, "UJI/exam.yaml", bank)
    assert refusal.value.file == "UJI/bank-3.yaml"
