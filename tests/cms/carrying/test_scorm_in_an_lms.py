"""A course as SCORM 1.2 in an LMS that refuses whatever the standard does not allow: played, gone on with, judged.

No Moodle is run here. The LMS of these tests is a page of its own (strict_lms.js), written from the
standard: https://lms.example answers with it and with the files of the package, and nothing else answers.
"""

import json
import mimetypes
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from zipfile import ZipFile

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, Route, expect

from cms.carrying.scorm import write_scorm
from tests.cms.making import SPOT, make_course, make_lesson, make_quiz
from tests.services import until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commit_at_once")]

SITE = "https://lms.example"
LMS = Path(__file__).with_name("strict_lms.js").read_text()
PAGES = {
    "/player.html": f"<!doctype html><meta charset=utf-8><title>LMS</title><body><script>{LMS}</script>",
    "/frame.html": (
        "<!doctype html><meta charset=utf-8><title>Frame</title><body><script>"
        "const unit = document.createElement('iframe'); unit.style = 'width: 100%; height: 600px';"
        "unit.src = new URLSearchParams(location.search).get('sco'); document.body.append(unit);"
        "</script>"
    ),
    "/empty.html": "<!doctype html><title>Next</title>",
}


@pytest.fixture
def package() -> dict[str, bytes]:
    """Return the files of a course with a lesson with a practice, one without, and a quiz."""
    course = make_course("X1")
    make_lesson(course, "satu", [("text", "<p>Baca dulu.</p>"), ("practice_spot", SPOT)])
    make_lesson(course, "dua")
    make_quiz(course)
    course.refresh_from_db()
    with ZipFile(BytesIO(write_scorm(course).content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class Lms:
    """A browser in which this LMS holds this package, and what was asked of anybody else."""

    def __init__(self, context: BrowserContext, files: dict[str, bytes]) -> None:
        self.context, self.files = context, files
        self.strayed: list[str] = []
        self.complaints: list[str] = []
        context.route("**/*", self._answer)

    def _answer(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        path = address.path
        if f"{address.scheme}://{address.netloc}" != SITE:
            self.strayed.append(route.request.url)
            route.abort()
        elif path in PAGES:
            route.fulfill(body=PAGES[path], content_type="text/html; charset=utf-8")
        elif path.removeprefix("/isi/") in self.files:
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            route.fulfill(body=self.files[path.removeprefix("/isi/")], content_type=kind)
        else:
            self.strayed.append(route.request.url)
            route.fulfill(status=404, body="")

    def open(self, path: str, **more: str) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(f"{SITE}/player.html?{urlencode({'sco': f'isi/{path}'} | more)}")
        return page

    def begin(self, path: str, **more: str) -> tuple[Page, FrameLocator]:
        page = self.open(path, **more)
        page.evaluate("openUnit()")
        inner = page.frame_locator("iframe").frame_locator("iframe")
        expect(inner.get_by_role("heading", level=1)).to_be_visible()
        return page, inner

    def leave(self, page: Page) -> None:
        """Go on to something else, as a learner does who chooses the next part."""
        page.goto(f"{SITE}/empty.html")
        page.close()

    def _stored(self, name: str) -> Any:
        page = self.context.new_page()
        page.goto(f"{SITE}/empty.html")
        kept = page.evaluate("name => localStorage.getItem(name)", name)
        page.close()
        return json.loads(kept) if kept else {}

    def kept(self, path: str) -> dict[str, Any]:
        return self._stored(f"lms:isi/{path}")

    @property
    def journal(self) -> dict[str, Any]:
        return self._stored("lms:journal")


@pytest.fixture
def lms(chromium, package):
    context = chromium.new_context(locale="id-ID", viewport={"width": 360, "height": 640})
    context.set_default_timeout(10_000)
    lms = Lms(context, package)
    yield lms
    context.close()
    assert (lms.strayed, lms.complaints) == ([], [])


def test_the_lms_of_these_tests_is_strict(lms):
    page = lms.open("01-satu.html")

    def said(call: str, *arguments: str) -> tuple[str, str]:
        answer = page.evaluate(f"given => API.{call}(...given)", list(arguments))
        return answer, page.evaluate("API.LMSGetLastError()")

    assert said("LMSSetValue", "cmi.core.lesson_status", "completed") == ("false", "301")
    assert said("LMSGetValue", "cmi.core.lesson_status") == ("", "301")
    assert said("LMSInitialize", "x") == ("false", "201")
    assert said("LMSInitialize", "") == ("true", "0")
    assert said("LMSInitialize", "") == ("false", "101")
    refused = {
        ("cmi.core.student_id", "x"): "403",
        ("cmi.core.entry", "resume"): "403",
        ("cmi.student_data.mastery_score", "1"): "403",
        ("cmi.core._children", "x"): "402",
        ("cmi.interactions._count", "1"): "402",
        ("cmi.core.lesson_status", "finished"): "405",
        ("cmi.core.lesson_status", "not attempted"): "405",
        ("cmi.core.exit", "normal"): "405",
        ("cmi.core.score.raw", "101"): "405",
        ("cmi.core.score.raw", "delapan"): "405",
        ("cmi.core.session_time", "PT5M"): "405",
        ("cmi.suspend_data", "x" * 4097): "405",
        ("cmi.interactions.1.id", "a"): "201",
        ("cmi.interactions.0.type", "choice"): "201",
        ("cmi.interactions.0.id", "dua kata"): "405",
        ("cmi.completion_status", "completed"): "201",
    }
    assert {each: said("LMSSetValue", *each)[1] for each in refused} == refused
    assert said("LMSGetValue", "cmi.core.exit") == ("", "404")
    assert said("LMSFinish", "") == ("true", "0")
    assert said("LMSCommit", "") == ("false", "301")


def test_a_lesson_is_done_with_its_practice_and_a_lesson_without_one_when_it_is_understood(lms):
    page, inner = lms.begin("01-satu.html")
    assert lms.kept("01-satu.html")["status"] == "incomplete"
    do_practice(inner)
    until(lambda: lms.kept("01-satu.html")["status"] == "completed", "The lesson is not done")
    lms.leave(page)
    page, inner = lms.begin("02-dua.html")
    inner.get_by_role("button", name="Saya paham").click()
    lms.leave(page)

    assert lms.kept("02-dua.html")["status"] == "completed"
    journal = lms.journal
    assert journal["faults"] == []
    assert [(one["sco"], one["exit"]) for one in journal["finished"]] == [
        ("isi/01-satu.html", ""),
        ("isi/02-dua.html", ""),
    ]
    assert all(one["session"].startswith("0000:00:") for one in journal["finished"])


def do_practice(inner: FrameLocator) -> None:
    """Find what is wrong in the message, as SPOT has it."""
    form = inner.locator("form[data-practice]")
    form.get_by_label("minta OTP").check()
    form.get_by_role("button").first.click()


def test_a_quiz_goes_on_where_it_was_left_is_judged_and_keeps_its_score(lms):
    page, inner = lms.begin("03-kuis.html", mastery="100")
    inner.get_by_label("Petugas bank").check()
    lms.leave(page)
    left = lms.kept("03-kuis.html")
    assert (left["status"], left["entry"]) == ("incomplete", "resume")

    page, inner = lms.begin("03-kuis.html", mastery="100")
    expect(inner.get_by_label("Petugas bank")).to_be_checked()
    inner.get_by_role("button", name="Periksa").click()
    expect(inner.locator("[data-result]")).to_be_visible()
    lms.leave(page)
    failed = lms.kept("03-kuis.html")
    assert (failed["status"], failed["values"]["cmi.core.score.raw"]) == ("failed", "0")

    page, inner = lms.begin("03-kuis.html", mastery="100")
    inner.get_by_label("Hanya saya").check()
    inner.get_by_role("button", name="Periksa").click()
    lms.leave(page)
    passed = lms.kept("03-kuis.html")
    assert (passed["status"], passed["values"]["cmi.core.score.raw"]) == ("passed", "100")
    assert passed["values"]["cmi.interactions.0.result"] == "correct"
    journal = lms.journal
    assert journal["faults"] == []
    assert [one["exit"] for one in journal["finished"]] == ["suspend", "", ""]


def test_a_window_of_its_own_finds_the_lms_that_opened_it_and_closing_it_finishes(lms):
    page = lms.open("03-kuis.html", opens="window", mastery="100")
    with page.expect_popup() as opened:
        page.evaluate("openUnit()")
    unit = opened.value
    unit.get_by_label("Hanya saya").check()
    unit.get_by_role("button", name="Periksa").click()
    unit.close(run_before_unload=True)

    until(lambda: lms.journal.get("finished"), "LMSFinish was not called")
    assert lms.kept("03-kuis.html")["status"] == "passed"
    assert lms.journal["faults"] == []
    assert len(lms.journal["finished"]) == 1


def test_closing_the_whole_tab_finishes_too(lms):
    page, inner = lms.begin("03-kuis.html", mastery="100")
    inner.get_by_label("Petugas bank").check()
    page.close(run_before_unload=True)

    until(lambda: lms.journal.get("finished"), "LMSFinish was not called")
    left = lms.kept("03-kuis.html")
    assert (left["status"], left["entry"]) == ("incomplete", "resume")
    assert lms.journal["faults"] == []


def test_looking_again_changes_nothing(lms):
    page, inner = lms.begin("02-dua.html")
    inner.get_by_role("button", name="Saya paham").click()
    lms.leave(page)
    before = lms.kept("02-dua.html")
    page, inner = lms.begin("02-dua.html", mode="review")
    lms.leave(page)

    assert lms.kept("02-dua.html")["status"] == before["status"] == "completed"
    assert lms.journal["faults"] == []
