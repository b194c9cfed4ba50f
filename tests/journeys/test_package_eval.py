"""Packages that make code of text: where that is known they play apart; where it was hidden, learners are told."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from courses.packages.models import Package
from tests.cms.making import make_course, make_lesson
from tests.courses.packages.making import a_library, a_manifest, as_json, zipped
from tests.services import until

pytestmark = pytest.mark.django_db(transaction=True)

PLAIN = """
// getCurrentState getMaxScore
H5P = window.H5P || {};
window.Coba = { Kode: function () { H5P.EventDispatcher.call(this); %s } };
Coba.Kode.prototype = Object.create(H5P.EventDispatcher.prototype);
Coba.Kode.prototype.getCurrentState = function () { return {}; };
Coba.Kode.prototype.attach = function ($box) { $box.get(0).textContent = "Hasilnya " + work(); };
"""
OPENLY = PLAIN % "" + "var work = function () { return new Function('return 6 * 7')(); };"
# What no reading of the script finds: the policy of the frame stops it all the same.
HIDDEN = "var work = function () { return window['ev' + 'al']('6 * 7'); };"
HIDDEN_IN_ATTACH = PLAIN % "" + HIDDEN
HIDDEN_WHEN_MADE = PLAIN % "work();" + HIDDEN
HIDDEN_WHEN_LOADED = HIDDEN + "work();" + PLAIN % ""


@pytest.fixture(scope="module", autouse=True)
def _assets():
    call_command("build_assets", verbosity=0)


def of(script: str) -> bytes:
    return zipped(
        {
            "h5p.json": as_json(a_manifest("Coba.Kode 1.0", title="Hitung")),
            "content/content.json": as_json({}),
            "Coba.Kode-1.0/library.json": as_json(a_library("Coba.Kode 1.0")),
            "Coba.Kode-1.0/inti.js": script.encode(),
        }
    )


def lesson_with(package: Package) -> str:
    body = [("text", "<p>Baca dulu.</p>"), ("package", {"id": "hitung-1", "package": package})]
    make_lesson(make_course(), body=body)
    return "/katalog/x1/satu/"


def test_a_package_known_to_make_code_of_text_plays_in_a_frame_that_allows_it_and_no_other_does(
    phone, take_in
):
    package = take_in(of(OPENLY))
    assert package.needs_eval
    assert {one["code"] for one in package.findings} == {"library-installed", "needs-eval"}

    phone.goto(lesson_with(package))
    box = phone.locator("[data-package]")
    box.scroll_into_view_if_needed()
    frame = box.locator("iframe.package__frame")
    expect(frame).to_have_attribute("src", f"/paket/pemutar/eval/#{asked_of(phone, package)}")
    inner = box.frame_locator("iframe").frame_locator("iframe")
    expect(inner.get_by_text("Hasilnya 42")).to_be_visible(timeout=20_000)


def asked_of(page, package: Package) -> str:
    lesson = page.locator("[data-lesson]").get_attribute("data-lesson")
    return f"paket={package.pk}&pelajaran={lesson}&latihan=hitung-1"


@pytest.mark.parametrize("script", [HIDDEN_IN_ATTACH, HIDDEN_WHEN_MADE, HIDDEN_WHEN_LOADED])
def test_code_of_text_that_was_hidden_is_refused_and_the_learner_is_told_what_to_do(
    chromium, live_server, take_in, script
):
    package = take_in(of(script))
    assert not package.needs_eval
    context = chromium.new_context(base_url=live_server.url, locale="id-ID")
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text))
    page.on("pageerror", lambda error: refused.append(error.message))
    page.goto(lesson_with(package))
    box = page.locator("[data-package]")
    box.scroll_into_view_if_needed()

    player = box.frame_locator("iframe.package__frame")
    expect(
        player.get_by_text("Kegiatan ini tidak bisa dibuka di alat ini.", exact=False)
    ).to_be_visible(timeout=20_000)
    # The sentence is as high as it needs to be, and the lesson around is whole.
    until(lambda: box.locator("iframe").bounding_box()["height"] >= 40, "The frame stays low")
    expect(page.get_by_text("Baca dulu.")).to_be_visible()
    assert any("unsafe-eval" in said or "EvalError" in said for said in refused), refused
    assert "42" not in player.frame_locator("iframe").locator("body").inner_text()
    context.close()
