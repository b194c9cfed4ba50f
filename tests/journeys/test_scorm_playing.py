"""SCORM in a real browser: played on an origin of its own, gone on with, and kept away from everything else."""

import io
import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import FrameLocator, Page, expect

from courses.learning.models import LearnerEvent
from courses.packages.domain.importing import import_package
from courses.packages.models import Package, Play, SavedState
from courses.people.models import User
from tests.cms.making import make_course, make_lesson
from tests.courses.packages.scorm.making import (
    ONE_ITEM,
    ONE_RESOURCE,
    THIEF,
    UNIT_12,
    UNIT_2004,
    a_zip,
    manifest,
    package_12,
)
from tests.services import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server, settings, tmp_path) -> str:
    """The site on localhost, packages on 127.0.0.1: two hosts, as in production."""
    call_command("build_assets", verbosity=0)
    port = urlsplit(live_server.url).port
    settings.SITE_URL = f"http://localhost:{port}"
    settings.CONTENT_ORIGIN = f"http://127.0.0.1:{port}"
    framed = ["'self'", settings.CONTENT_ORIGIN]
    settings.LEARNER_CSP = settings.LEARNER_CSP | {"frame-src": framed}
    return settings.SITE_URL


@pytest.fixture
def sari(site) -> User:
    return User.objects.create_user("sari", "kopi-abung-barat", display_name="Bu Sari")


@pytest.fixture
def page(chromium, site, sari) -> Page:
    """A phone on which Bu Sari is signed in."""
    context = chromium.new_context(
        base_url=site, viewport={"width": 360, "height": 640}, locale="id-ID"
    )
    context.set_default_timeout(10_000)
    client = Client()
    client.force_login(sari)
    name = django_settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    yield context.new_page()
    context.close()


def taken_in(archive: bytes) -> Package:
    imported = import_package(io.BytesIO(archive), None, may_install=False)
    assert imported.package, imported.report.findings
    return imported.package


def in_a_lesson(archive: bytes) -> str:
    """Publish a lesson with this package; return its address."""
    block = {"id": "belanja-1", "title": "", "instructions": "", "package": taken_in(archive)}
    make_lesson(make_course("X1"), "satu", body=[("package", block)])
    return "/katalog/x1/satu/"


def unit(page: Page) -> FrameLocator:
    return page.frame_locator("iframe.units__frame").frame_locator("#unit")


def begin(page: Page, address: str) -> FrameLocator:
    page.goto(address)
    page.locator("[data-units-open]").click()
    return unit(page)


def test_a_unit_is_played_gone_on_with_and_counted(page, sari):
    address = in_a_lesson(package_12())
    inside = begin(page, address)
    expect(inside.get_by_role("heading")).to_have_text("Halaman 1 ab-initio")
    inside.get_by_role("button", name="Lanjut").click()
    inside.get_by_role("button", name="Lanjut").click()
    until(lambda: SavedState.objects.filter(data__contains='"3"').exists(), "Nothing was kept")

    inside = begin(page, address)
    expect(inside.get_by_role("heading")).to_have_text("Halaman 3 resume")
    inside.get_by_role("button", name="Selesai").click()

    expect(page.locator("[data-units] [data-practice-status]")).to_be_visible()
    assert (Play.objects.latest("active_at").raw, Play.objects.latest("active_at").maximum) == (
        80,
        100,
    )
    assert LearnerEvent.objects.filter(learner=sari, kind="practice.done").count() == 1


def test_scorm_2004_reports_a_scaled_score(page, sari):
    files = {"imsmanifest.xml": manifest(version="2004 4th Edition"), "satu.html": UNIT_2004}
    inside = begin(page, in_a_lesson(a_zip(files)))
    expect(inside.get_by_role("heading")).to_have_text("Mulai ab-initio")
    inside.get_by_role("button", name="Selesai").click()

    expect(page.locator("[data-units] [data-practice-status]")).to_be_visible()
    assert Play.objects.get().raw == 80


def test_closing_the_tab_keeps_the_last_page(page, sari):
    inside = begin(page, in_a_lesson(package_12()))
    expect(inside.get_by_role("heading")).to_have_text("Halaman 1 ab-initio")
    # Closed at once: before the pause after which data are passed on.
    inside.get_by_role("button", name="Lanjut").click()
    page.close(run_before_unload=True)

    until(
        lambda: SavedState.objects.filter(data__contains='"2"').exists(), "The last page was lost"
    )


def test_without_a_signal_what_was_done_arrives_later(page, sari):
    address = in_a_lesson(package_12())
    inside = begin(page, address)
    expect(inside.get_by_role("heading")).to_have_text("Halaman 1 ab-initio")
    page.route("**/catat/", lambda route: route.abort())
    inside.get_by_role("button", name="Selesai").click()
    until(
        lambda: page.evaluate("localStorage.getItem('literasi.scorm.v1')?.includes('passed')"),
        "Nothing waits on the device",
    )
    assert not LearnerEvent.objects.filter(kind="practice.done").exists()

    page.unroute("**/catat/")
    page.evaluate("dispatchEvent(new Event('online'))")

    until(
        lambda: LearnerEvent.objects.filter(learner=sari, kind="practice.done").exists(),
        "It never arrived",
    )


def test_several_parts_are_listed_and_opened_one_by_one(page, sari):
    items = ONE_ITEM + '<item identifier="dua" identifierref="r1"><title>Bagian dua</title></item>'
    inside = begin(
        page, in_a_lesson(a_zip({"imsmanifest.xml": manifest(items), "satu.html": UNIT_12}))
    )
    inside.get_by_role("button", name="Selesai").click()
    expect(page.locator(".units__done")).to_have_count(1)

    page.get_by_role("button", name="2. Bagian dua").focus()
    page.keyboard.press("Enter")
    expect(unit(page).get_by_role("heading")).to_have_text("Halaman 1 ab-initio")
    unit(page).get_by_role("button", name="Selesai").click()

    expect(page.locator(".units__done")).to_have_count(2)
    expect(page.locator("[data-units] [data-practice-status]")).to_be_visible()


def test_a_program_that_wants_the_account_gets_nothing(page, site, sari):
    files = {
        "imsmanifest.xml": manifest(resources=ONE_RESOURCE),
        "satu.html": THIEF.replace(b"%SITE%", site.encode()),
    }
    address = in_a_lesson(a_zip(files))
    inside = begin(page, address)

    # To ask for the page above is answered with silence; whether it went is seen from the address.
    expect(inside.locator("body")).to_have_text(
        re.compile(
            r"^page refused \| cookies: none \| storage refused \| frame refused \| away .* \| account refused$"
        )
    )
    assert page.url == f"{site}{address}"


def test_the_second_origin_shows_no_page_of_the_site(page, settings, sari):
    page.goto(f"{settings.CONTENT_ORIGIN}/masuk/")
    assert page.inner_text("body").strip() == "Tidak ada apa-apa di alamat ini."
    assert page.context.cookies(settings.CONTENT_ORIGIN) == []
