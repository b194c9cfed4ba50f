"""A course as SCORM 1.2: everything inside, nothing from elsewhere, and no key of a test."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from django.core.management import CommandError, call_command

from cms.carrying.gathering import StaysHereError
from cms.carrying.scorm import write_scorm
from cms.models import QuizPage
from courses.packages.domain.inspecting import inspect
from courses.quizzes.domain.publishing import publish_quiz
from courses.quizzes.domain.specs import QuizSpec
from courses.quizzes.models import Quiz
from tests.cms.making import (
    DRAWING,
    QUESTION,
    SPOT,
    make_card,
    make_course,
    make_lesson,
    make_picture,
    make_quiz,
    publish,
)
from tests.courses.quizzes.kinds import EVERY_KIND

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commit_at_once")]
SPACES = {
    "cp": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
}
# What a browser would follow or fetch.
LEADS_OUT = re.compile(
    r"""(?:href|src|srcset|action|poster|data)=["'](?:https?:)?/|url\(\s*["']?(?:https?:)?//"""
    r"""|(?:from|import)\s*\(?["'](?:https?:)?/|fetch\("""
)


@pytest.fixture
def course():
    page = make_course("X1")
    make_lesson(
        page,
        "satu",
        [
            ("text", '<p>Buka <a href="https://contoh.go.id/">laman resmi</a>. Jaga OTP.</p>'),
            ("picture", {"picture": make_picture(), "alt": "HP", "caption": ""}),
            ("practice_spot", SPOT),
            ("service_card", {"card": make_card()}),
        ],
    )
    make_lesson(page, "dua")
    make_quiz(page)
    page.refresh_from_db()
    return page


def files_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_manifest_lists_a_sco_for_each_part_and_every_file(course):
    files = files_of(write_scorm(course).content)
    root = fromstring(files["imsmanifest.xml"])
    assert [
        root.findtext(f"cp:metadata/cp:{name}", namespaces=SPACES)
        for name in ("schema", "schemaversion")
    ] == ["ADL SCORM", "1.2"]
    items = root.findall("cp:organizations/cp:organization/cp:item", SPACES)
    assert [
        (
            one.findtext("cp:title", namespaces=SPACES),
            one.findtext("adlcp:masteryscore", None, SPACES),
        )
        for one in items
    ] == [("Pelajaran satu", None), ("Pelajaran dua", None), ("Cek", "100")]
    resources = {one.get("identifier"): one for one in root.iter(f"{{{SPACES['cp']}}}resource")}
    kinds = [one.get(f"{{{SPACES['adlcp']}}}scormtype") for one in resources.values()]
    assert kinds == ["sco", "sco", "sco", "asset"]
    assert [resources[one.get("identifierref")].get("href") for one in items] == [
        "01-satu.html",
        "02-dua.html",
        "03-kuis.html",
    ]
    named = {one.get("href") for one in root.iter(f"{{{SPACES['cp']}}}file")}
    assert named == set(files) - {"imsmanifest.xml"}


def test_our_own_importer_accepts_it(course):
    report, package = inspect(BytesIO(write_scorm(course).content))
    assert report.verdict == "accepted"
    assert [unit.path for unit in package.units] == ["01-satu.html", "02-dua.html", "03-kuis.html"]


def test_nothing_leads_to_another_site(course):
    files = files_of(write_scorm(course).content)
    texts = {name: content.decode() for name, content in files.items() if not name.endswith(".svg")}
    assert {name: LEADS_OUT.findall(text) for name, text in texts.items()} == {
        name: [] for name in texts
    }
    assert "laman resmi (https://contoh.go.id)" in texts["01-satu.html"]
    assert DRAWING in files.values()


def test_links_between_its_files_arrive(course):
    files = files_of(write_scorm(course).content)
    for name, content in files.items():
        text = content.decode()
        near = re.findall(r"""(?:href|src)="([^"#]+)\"""", text) if name.endswith(".html") else []
        modules = re.findall(r"""from "\./([\w.]+)\"""", text) if name.endswith(".js") else []
        assert {*near, *(f"lib/{one}" for one in modules)} <= set(files)


def test_the_practice_quiz_carries_its_key(course):
    page = files_of(write_scorm(course).content)["03-kuis.html"].decode()
    assert "data-right><span>Hanya saya <span data-feedback hidden>Benar.</span>" in page


def make_test(course):
    course.refresh_from_db()
    test = QuizPage(
        title="Ujian",
        slug="ujian",
        code="X1-ujian",
        mode="test",
        feedback="after",
        pass_count=1,
        questions=[("single", QUESTION | {"ref": "R-1", "text": "Soal rahasia?"})],
    )
    course.add_child(instance=test)
    return publish(test)


def test_a_test_stays_here_and_so_do_its_words(course):
    make_test(course)
    written = write_scorm(course)
    assert [(loss.ref, loss.part) for loss in written.losses] == [("Ujian", "quiz")]
    files = files_of(written.content)
    assert [name for name in files if name.endswith(".html")] == [
        "01-satu.html",
        "02-dua.html",
        "03-kuis.html",
    ]
    assert not any(b"Soal rahasia" in content for content in files.values())


def test_a_practice_leaves_out_what_a_test_asks_too(course):
    test = Quiz.objects.get(pk=make_test(course).key).current
    practice = Quiz.objects.exclude(pk=test.quiz_id).get().current
    secret = test.items.get().question
    practice.items.create(question=secret, position=50)
    written = write_scorm(course)
    assert [(loss.ref, loss.part) for loss in written.losses] == [
        ("R-1", "question"),
        ("Ujian", "quiz"),
    ]
    files = files_of(written.content)
    assert not any(b"Soal rahasia" in content for content in files.values())
    assert b"Hanya saya" in files["03-kuis.html"]


def test_the_same_course_gives_the_same_bytes(course):
    assert write_scorm(course).content == write_scorm(course).content


def test_a_course_without_lessons_says_so():
    with pytest.raises(StaysHereError):
        write_scorm(make_course("X2"))


def test_the_command_writes_the_file(course, tmp_path):
    target = tmp_path / "x1.zip"
    call_command("export_scorm", "X1", str(target))
    assert target.read_bytes() == write_scorm(course).content
    with pytest.raises(CommandError):
        call_command("export_scorm", "Z9", str(target))


def test_every_kind_that_can_be_marked_away_from_here_goes(course):
    quiz = QuizPage.objects.get()
    publish_quiz(QuizSpec(key=quiz.key, title="Cek", questions=EVERY_KIND, pass_count=6))
    written = write_scorm(course)
    assert [(loss.ref, loss.part) for loss in written.losses] == [
        ("K-10", "question"),
        ("K-11", "question"),
    ]
    page = files_of(written.content)["03-kuis.html"].decode()
    assert re.findall(r'data-question="([^"]+)" data-kind="(\w+)"', page) == [
        ("T-01", "choices"),
        ("T-02", "choices"),
        ("T-03", "choices"),
        *((ref, "parts") for ref in ("T-04", "K-05", "K-06", "K-07", "K-08", "K-09")),
    ]
    assert 'data-mastery="54"' in page
