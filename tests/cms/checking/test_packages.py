"""Each fault of a package is found, once, at its file; a good package has none."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.checking.packages.report import check_packages
from tests.cms.checking.packaging import STARTER, change, found, make_packages

LESSON = "W3/05-membantu-orang-tua.md"
LONG = "Pelayanan administrasi kependudukan terintegrasi memerlukan kelengkapan dokumentasi. " * 14


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_packages(tmp_path)


def test_good_packages_have_nothing_to_mend(folder):
    assert found(folder) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (LESSON, "tujuan: Setelah ini Anda bisa", "tujuan: Anda akan bisa", "lesson.goal"),
        (LESSON, "sumber: UU Nomor 27", "sumber: ''\n#", "lesson.source"),
        (LESSON, "::: ingat\n", "::: ingat\n- Satu lagi.\n", "lesson.remember"),
        ("W3/course.md", "digcomp:\n- 2\n- 5", "digcomp: []", "tags.missing"),
        ("W3/course.md", "menit: 40", "menit: 41", "minutes.sum"),
        ("W3/course.md", "jp: 0", "jp: 3", "minutes.jp"),
        (LESSON, "## Membantu itu ada caranya", f"{LONG}\n\n## Membantu", "reading.lix"),
        (LESSON, "Mengambilkan nomor boleh.", "Website itu boleh.", "reading.jargon"),
        ("W3/course.md", "layanan:\n- mobile-jkn", "layanan:\n- hilang", "reference.card"),
        (
            LESSON,
            "Mengambilkan nomor boleh.",
            "Baca [ini](/katalog/tidak-ada/).",
            "reference.link",
        ),
        (
            "W3/quiz.yaml",
            "    umpan: Sesak napas tidak boleh menunggu nomor.\n",
            "",
            "question.feedback",
        ),
        ("W3/quiz.yaml", "  pelajaran: antre-dari-rumah\n", "", "question.lesson"),
        (
            "W3/quiz.yaml",
            "  alasan: Keadaan darurat tidak memakai antrean biasa.\n",
            "",
            "question.reason",
        ),
        ("W3/quiz.yaml", "  tingkat: mudah\n", "", "question.difficulty"),
        ("W3/quiz.yaml", "    benar: true\n", "    benar: false\n", "question.key"),
        ("UJI/bank-3.yaml", "W3/status-peserta", "W3/tidak-ada", "reference.lesson"),
        ("UJI/exam.yaml", "prasyarat:\n- W3", "prasyarat:\n- W9", "reference.course"),
        ("W3/quiz.yaml", "mode: latihan", "mode: entah", "unreadable"),
    ],
)
def test_a_fault_is_found_once_at_its_file(folder, file, old, new, code):
    change(folder / file, old, new)
    assert {(severity, where, kind) for severity, kind, where in found(folder) if kind == code} == {
        ("error", file, code)
    }


def without(text: str, opening: str) -> str:
    """Return the lesson without its first block of this kind."""
    before, _opening, rest = text.partition(opening)
    return before + rest.partition("\n:::\n")[2]


@pytest.mark.parametrize(
    ("opening", "finding"),
    [
        ("::: latihan-formulir", ("error", "lesson.practice", LESSON)),
        ("::: macet", ("error", "lesson.stuck", LESSON)),
        ("::: tatap-muka", ("error", "lesson.face_to_face", LESSON)),
        ("::: ingat", ("error", "lesson.remember", LESSON)),
        ("::: cerita", ("advice", "lesson.story", LESSON)),
        ("::: langkah", ("advice", "lesson.steps", LESSON)),
    ],
)
def test_a_missing_part_of_the_lesson_is_named(folder, opening, finding):
    file = folder / LESSON
    file.write_text(without(file.read_text(), opening))
    assert found(folder) == [finding]


def test_a_finding_names_the_line(folder):
    change(folder / LESSON, "Mengambilkan nomor boleh.", "Website itu boleh.")
    [finding] = [one for one in check_packages(folder).findings if one.code == "reading.jargon"]
    lines = (folder / LESSON).read_text().splitlines()
    assert lines[finding.line - 1].startswith("Website itu boleh.")


def test_jargon_in_an_example_is_advice_only(folder):
    change(folder / LESSON, "petunjuk: Ambilkan nomor", "petunjuk: Buka website, ambilkan nomor")
    assert found(folder) == [("advice", "reading.jargon", LESSON)]


def test_a_course_without_lessons_and_quiz_is_named(folder):
    for file in [*(folder / "W3").glob("0*.md"), folder / "W3" / "quiz.yaml"]:
        file.unlink()
    codes = {code for _severity, code, _file in found(folder)}
    assert {"course.lessons", "course.quiz"} <= codes


def test_sentences_of_citizens_are_short_on_average(folder):
    long = "ia mau dan ia mau dan " * 200
    change(folder / LESSON, "## Membantu itu ada caranya", f"{long}\n\n## Membantu")
    assert ("error", "reading.sentences", LESSON) in found(folder)


def test_a_lesson_far_from_the_usual_length_is_advice(folder):
    change(folder / LESSON, "menit: 8", "menit: 30")
    assert ("advice", "minutes.lesson", LESSON) in found(folder)


def test_a_heavy_picture_one_without_a_title_and_one_without_use_are_named(folder):
    pictures = folder / "W3" / "gambar"
    drawing = pictures / "kertas-besar.svg"
    drawing.write_text(re.sub(r"<title.*?</title>", "", drawing.read_text(), flags=re.DOTALL))
    (pictures / "lama.png").write_bytes(b"\x89PNG\r\n" + bytes(31 * 1024))
    assert found(folder) == [
        ("error", "picture.title", "W3/gambar/kertas-besar.svg"),
        ("error", "picture.weight", "W3/gambar/lama.png"),
        ("advice", "picture.unused", "W3/gambar/lama.png"),
    ]


def test_a_picture_without_words_is_named(folder):
    file = folder / LESSON
    file.write_text(re.sub(r' alt="Kertas[^"]*"', ' alt=" "', file.read_text()))
    assert found(folder) == [("error", "picture.alt", LESSON)]


def test_a_question_from_a_course_that_does_not_teach_its_domain_is_named(folder):
    change(folder / "UJI" / "exam.yaml", "  sumber:\n  - W3", "  sumber: []")
    assert set(found(folder)) == {("error", "blueprint.source", "UJI/bank-3.yaml")}


def test_two_lessons_of_two_courses_cannot_share_a_key_nor_two_courses_a_code(folder):
    (folder / "W3").rename(folder / "asli")
    make_packages(folder / "lain")
    (folder / "lain" / "W3").rename(folder / "salinan")
    codes = [code for _severity, code, _file in found(folder)]
    assert codes.count("identity.key") == 6
    assert codes.count("identity.course") == 2


def test_the_same_question_twice_is_an_error_and_a_like_one_advice(folder):
    bank = folder / "UJI" / "bank-3.yaml"
    change(bank, "Siapa pemilik kabar sakit?", "Kapan nomor antrean diambil?")
    change(bank, "Orang yang sakit itu", "Sehari sebelumnya")
    change(bank, "Mengapa kartu perlu aktif?", "Apa gunanya membaca jam pada layar HP?")
    change(bank, "Agar biaya ditanggung", "Supaya datang tepat pada waktu")
    assert found(folder) == [
        ("error", "question.twice", "UJI/bank-3.yaml"),
        ("advice", "question.alike", "UJI/bank-3.yaml"),
    ]


def test_a_cell_with_fewer_than_four_questions_for_each_drawn_is_named(folder):
    change(folder / "UJI" / "exam.yaml", "butir: 1", "butir: 2")
    change(folder / "UJI" / "exam.yaml", "terapkan: 0", "terapkan: 1")
    [finding] = [one for one in check_packages(folder).findings if one.code == "blueprint.short"]
    assert "terapkan" in finding.message
    assert "4" in finding.message


def test_a_question_of_a_bank_says_what_it_asks_for(folder):
    change(folder / "UJI" / "bank-3.yaml", "  bloom: ingat\n", "")
    assert ("error", "question.bloom", "UJI/bank-3.yaml") in found(folder)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("benar sekali ini", "salah"), "key.longest"),
        (("ya", "salah sekali ini"), "key.shortest"),
    ],
)
def test_a_key_that_gives_itself_away_is_an_error(folder, options, code):
    right, wrong = options
    bank = folder / "UJI" / "bank-3.yaml"
    items = bank.read_text().split("- id: ")[1:]
    questions = ["Nomor?", "Kartu apa itu?", "Siapa dia?", "Di mana loket?", "Berapa lama?"]
    texts = []
    for number, question in enumerate(questions):
        lines = items[0].replace("D3-001", f"D3-00{number + 1}").splitlines()
        lines[6] = f"  tanya: {question}"
        lines[8], lines[11] = f"  - teks: {right}", f"  - teks: {wrong}"
        texts.append("- id: " + "\n".join(lines) + "\n")
    bank.write_text("soal:\n" + "".join(texts))
    codes = {kind for severity, kind, _file in found(folder) if severity == "error"}
    assert codes == {code, "key.position"}


def test_one_package_is_checked_beside_its_neighbours(folder):
    change(folder / LESSON, "Mengambilkan nomor boleh.", "Website itu boleh.")
    assert check_packages(folder / "UJI").findings == ()
    assert check_packages(folder / "UJI").counts()["exam_items"] == {
        "3": {"ingat": 4, "terapkan": 0, "analisis": 0}
    }


def test_the_command_counts_and_fails_on_errors_only(folder):
    out = StringIO()
    call_command("check_courses", str(folder), json=True, stdout=out)
    report = json.loads(out.getvalue())
    assert {name: report[name] for name in ("courses", "lessons", "practices", "quiz_items")} == {
        "courses": 1,
        "lessons": 5,
        "practices": 5,
        "quiz_items": 5,
    }
    assert list(report["lix"]) == ["W3"]
    assert [finding["code"] for finding in report["findings"]] == ["course.unchecked"]
    change(folder / "W3/course.md", "menit: 40", "menit: 41")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_courses", str(folder), stdout=out)
    assert "W3/course.md:33: " in out.getvalue()
    assert "[minutes.sum]" in out.getvalue()


def test_the_starter_packages_have_nothing_to_mend():
    assert [finding for finding in check_packages(STARTER).findings if finding.is_error] == []
