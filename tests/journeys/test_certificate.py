"""J14 (last part), J15 (first half), J25: check the name, hold the paper in seconds, prove it to anybody."""

import os
import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from certificates.domain.guessing import FREE_WRONG_CODES
from certificates.domain.outbox import sweep_outbox
from certificates.domain.programmes import record_met
from tests.certificates.awards import ISSUER, a_person
from tests.certificates.programmes import a_programme, passed, somebody
from tests.services import database_url, running

pytestmark = pytest.mark.django_db(transaction=True)

SERIOUS = {"serious", "critical"}


@pytest.fixture
def worker(tmp_path):
    """The embedded worker, as it runs beside the server."""
    command = [sys.executable, "manage.py", "work"]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "literasi.settings.test",
        "DATABASE_URL": database_url(),
    }
    with running(command, tmp_path / "work.log", cwd=settings.BASE_DIR, env=environment):
        yield


@pytest.fixture
def holder():
    return a_person(display_name="SRI WAHYUNI")


@pytest.fixture
def certificate(holder, live_server):
    """What a supervised pass gives: its programme counts 20 JP."""
    a_programme(jp=20)
    issuer = replace_base(live_server.url)
    (given,) = record_met(passed(), somebody(holder), issuer, holder)
    return given


def replace_base(address: str):
    return type(ISSUER)(
        **{name: getattr(ISSUER, name) for name in ISSUER.__slots__} | {"base_url": address}
    )


def sign_in(page, person, live_server) -> None:
    client = Client()
    client.force_login(person)
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": live_server.url,
            }
        ]
    )


def assert_accessible(page) -> None:
    found = Axe().run(page).response["violations"]
    assert [
        (each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in SERIOUS
    ] == []
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= screen


def test_a_civil_servant_checks_the_name_and_holds_the_pdf_within_seconds(
    phone, worker, holder, certificate, live_server, tmp_path
):
    sign_in(phone, holder, live_server)
    phone.goto(f"/sertifikat/{certificate.pk}/")
    assert_accessible(phone)

    phone.get_by_label("Nama", exact=True).fill("Sri Wahyuni")
    phone.get_by_role("button", name="Nama sudah betul, terbitkan").click()
    expect(phone.get_by_role("heading", name="Sertifikat Anda sudah jadi")).to_be_visible(
        timeout=120_000  # the worker may only just be starting
    )
    assert_accessible(phone)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Simpan PDF").click()
    path = tmp_path / "sertifikat.pdf"
    download.value.save_as(path)

    text = subprocess.run(
        ["pdftotext", path, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "Sri Wahyuni, S.Kom." in text
    assert certificate.number in text
    picture = tmp_path / "halaman"
    subprocess.run(
        ["pdftoppm", "-r", "150", "-png", "-f", "1", "-l", "1", "-singlefile", path, picture],
        check=True,
    )
    qr = subprocess.run(
        ["zbarimg", "-q", "--raw", f"{picture}.png"], check=True, capture_output=True, text=True
    ).stdout.strip()

    phone.goto(urlsplit(qr).path)
    expect(phone.locator(".status__word")).to_have_text("ASLI")
    assert "NIP" not in phone.locator("main").inner_text()
    assert_accessible(phone)


def test_the_year_shows_20_of_20_jp_and_its_record_is_fetched(
    desk, holder, certificate, live_server
):
    sign_in(desk, holder, live_server)
    year = certificate.series.year
    desk.goto(f"/sertifikat/jp/{year}/")

    expect(desk.get_by_role("heading", level=1)).to_have_text(f"20 dari 20 JP tahun {year}")
    assert_accessible(desk)
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Unduh rekap JP (PDF)").click()

    assert download.value.suggested_filename == f"rekap-jp-{year}.pdf"


def test_a_wrong_name_is_asked_for_in_two_taps(phone, holder, certificate, live_server):
    sign_in(phone, holder, live_server)
    phone.goto(f"/sertifikat/{certificate.pk}/")

    phone.get_by_role("link", name="Nama saya salah").click()
    phone.get_by_label("Seharusnya tertulis apa?").fill("Sri Wahyuningsih")
    assert_accessible(phone)
    phone.get_by_role("button", name="Kirim permintaan").click()

    expect(phone.get_by_text("Permintaan Anda sedang diperiksa")).to_be_visible()


def test_without_javascript_the_paper_comes_too(browse, holder, certificate, live_server):
    page = browse(java_script_enabled=False)
    sign_in(page, holder, live_server)
    page.goto(f"/sertifikat/{certificate.pk}/")

    page.get_by_role("button", name="Nama sudah betul, terbitkan").click()
    expect(page.get_by_role("heading", name="Sertifikat Anda sedang dibuat")).to_be_visible()
    sweep_outbox()

    # The page has no script: it reloads itself every three seconds.
    expect(page.get_by_role("heading", name="Sertifikat Anda sudah jadi")).to_be_visible()


def test_twenty_wrong_codes_are_slowed_and_give_no_data(browse, certificate):
    page = browse(java_script_enabled=False)
    page.goto("/verifikasi/")
    for _ in range(FREE_WRONG_CODES):
        page.get_by_label("Kode sertifikat").fill("22222-22222")
        page.get_by_role("button", name="Periksa").click()
        expect(page.locator(".status__word")).to_have_text("TIDAK DITEMUKAN")

    page.get_by_label("Kode sertifikat").fill(certificate.code)
    page.get_by_role("button", name="Periksa").click()

    expect(page.get_by_role("heading", name="Tunggu sebentar")).to_be_visible()
    assert not re.search("wahyuni", page.locator("main").inner_text(), re.IGNORECASE)
