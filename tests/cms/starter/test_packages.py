"""Loading and writing whole courses: what changes, what stays, and that a fault changes nothing."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.images.models import Image
from wagtail.models import Revision

from cms.models import CoursePage, LessonPage, QuizPage, ServiceCard
from courses.catalogue.models import Course
from courses.learning.domain import progress_of, record_practice
from courses.quizzes.models import Quiz
from tests.cms.making import make_course, make_lesson
from tests.people import make_citizen

pytestmark = pytest.mark.django_db
STARTER = settings.BASE_DIR / "cms" / "starter"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of W6 and the service cards, to be changed."""
    for name in ("W6", "layanan"):
        shutil.copytree(STARTER / name, tmp_path / name)
    return tmp_path


def load(*paths: Path) -> str:
    out = StringIO()
    call_command("import_courses", *map(str, paths), stdout=out)
    return out.getvalue()


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_course_is_loaded_with_lessons_quiz_cards_and_pictures(folder):
    assert load(folder / "W6").startswith("W6: ")
    course = Course.objects.published().get()
    assert [item.lesson.kind for item in course.current.items.select_related("lesson")] == [
        "lesson"
    ] * 7 + ["quiz"]
    assert Quiz.objects.get().current.items.count() == 10
    assert ServiceCard.objects.filter(slug="ikd", live=True).exists()
    assert ServiceCard.objects.filter(slug="e-samdes", live=False).exists()
    assert Image.objects.count() == len(list((folder / "W6" / "gambar").iterdir()))


def test_loading_twice_makes_no_revision_picture_or_version(folder):
    load(folder)
    before = (
        Revision.objects.count(),
        Image.objects.count(),
        Course.objects.get().versions.count(),
    )
    load(folder)
    after = (Revision.objects.count(), Image.objects.count(), Course.objects.get().versions.count())
    assert after == before


def test_exporting_gives_the_same_files_byte_for_byte(folder, tmp_path_factory):
    load(folder)
    out = tmp_path_factory.mktemp("out")
    call_command("export_courses", str(out), stdout=StringIO())
    assert contents(out) == contents(folder)


def test_a_changed_lesson_keeps_its_key_and_what_learners_did(folder):
    load(folder)
    learner, course = make_citizen(), Course.objects.get()
    key = LessonPage.objects.get(slug="telepon-petugas-dukcapil").key
    record_practice(learner, course.lessons.get(key=key), "tandai-pesan", 5, 5)
    change(
        folder / "W6" / "03-telepon-petugas-dukcapil.md",
        "Satu tanda saja sudah cukup.",
        "Satu tanda cukup.",
    )
    (folder / "W6" / "03-telepon-petugas-dukcapil.md").rename(
        folder / "W6" / "00-telepon-petugas-dukcapil.md"
    )
    load(folder)
    course.refresh_from_db()
    assert LessonPage.objects.get(slug="telepon-petugas-dukcapil").key == key
    assert course.current.items.first().lesson_id == key
    assert progress_of(learner, course).done == 1


def test_a_lesson_that_the_package_no_longer_has_becomes_a_draft(folder):
    load(folder)
    (folder / "W6" / "07-telanjur-tertipu.md").unlink()
    change(folder / "W6" / "quiz.yaml", "  pelajaran: telanjur-tertipu\n", "")
    load(folder)
    assert LessonPage.objects.get(slug="telanjur-tertipu").live is False
    assert Course.objects.get().current.items.count() == 7


def test_a_changed_picture_is_loaded_and_the_lesson_follows(folder):
    load(folder)
    drawing = folder / "W6" / "gambar" / "telepon-penipu.svg"
    drawing.write_text(drawing.read_text().replace("</title>", " baru</title>"))
    load(folder)
    page = LessonPage.objects.get(slug="telepon-petugas-dukcapil")
    [picture] = [block.value["picture"] for block in page.body if block.block_type == "picture"]
    with picture.file.open() as file:
        assert file.read() == drawing.read_bytes()


def test_a_card_that_was_checked_here_more_recently_stays(folder):
    load(folder)
    card = ServiceCard.objects.get(slug="ikd")
    card.checked_on, card.cost = "2026-11-20", "Gratis. Selalu."
    card.save_revision().publish()
    change(folder / "layanan" / "ikd.md", "biaya: Gratis.", "biaya: Rp 50.000")
    load(folder)
    assert ServiceCard.objects.get(slug="ikd").cost == "Gratis. Selalu."


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (
            "03-telepon-petugas-dukcapil.md",
            "gambar/telepon-penipu.svg",
            "gambar/hilang.svg",
            r"baris 19: .*hilang\.svg",
        ),
        (
            "03-telepon-petugas-dukcapil.md",
            "gambar/telepon-penipu.svg",
            "../../layanan/ikd.md",
            "ikd.md",
        ),
        ("03-telepon-petugas-dukcapil.md", "::: langkah", "::: langkahh", "baris 26: .*langkahh"),
        ("03-telepon-petugas-dukcapil.md", 'kartu="ikd"', 'kartu="iqd"', "iqd"),
        (
            "03-telepon-petugas-dukcapil.md",
            "kunci: ea5d72be",
            "kunci: 46e9a6ee-4389-4306-a8d2-f907cade840c #",
            "kunci",
        ),
        ("quiz.yaml", "pelajaran: otp-dan-pin", "pelajaran: tidak-ada", "tidak-ada"),
        ("quiz.yaml", "    benar: true", "    benar: false", "W6-01"),
        ("course.md", "- ikd", "- iqd", "iqd"),
        ("course.md", "kode: W6", "kode: [W6", "baris "),
    ],
)
def test_a_fault_names_its_place_and_changes_nothing(folder, file, old, new, words):
    change(folder / "W6" / file, old, new)
    with pytest.raises(CommandError, match=words):
        load(folder / "W6")
    assert not CoursePage.objects.exists()
    assert not Course.objects.exists()


def test_a_course_given_twice_is_refused(folder, tmp_path):
    shutil.copytree(folder / "W6", tmp_path / "lagi")
    with pytest.raises(CommandError, match="W6"):
        load(folder / "W6", tmp_path / "lagi")
    assert not CoursePage.objects.exists()


def test_a_key_of_another_course_is_refused(folder):
    lesson = make_lesson(make_course())
    change(
        folder / "W6" / "01-data-pribadi.md",
        "46e9a6ee-4389-4306-a8d2-f907cade840c",
        str(lesson.key),
    )
    with pytest.raises(CommandError, match="mana yang rahasia"):
        load(folder / "W6")
    assert [page.code for page in CoursePage.objects.all()] == ["X1"]


def test_a_folder_without_courses_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"course\.md"):
        load(tmp_path)
    with pytest.raises(CommandError, match="--starter"):
        load()


def test_an_export_overwrites_nothing(folder, tmp_path):
    load(folder)
    with pytest.raises(CommandError, match="W6"):
        call_command("export_courses", str(folder), stdout=StringIO())
    with pytest.raises(CommandError, match="X9"):
        call_command("export_courses", str(tmp_path / "out"), course="X9", stdout=StringIO())


def test_words_that_an_editor_wrote_in_the_admin_come_out_as_a_package(tmp_path):
    course = make_course(introduction='<p data-block-key="a">Halo <b>Anda</b></p>')
    make_lesson(course, body=[("text", "<h2>Judul</h2>"), ("text", "<p>*bintang*</p>")])
    call_command("export_courses", str(tmp_path / "out"), stdout=StringIO())
    text = (tmp_path / "out" / "X1" / "01-satu.md").read_text()
    assert text.endswith("## Judul\n\n\\*bintang\\*\n")
    CoursePage.objects.get().delete()
    Course.objects.all().delete()
    load(tmp_path / "out")
    assert LessonPage.objects.get().key == LessonPage.objects.get().key
    assert not QuizPage.objects.exists()
