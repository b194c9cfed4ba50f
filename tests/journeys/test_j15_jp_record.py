"""J15 (first half): a civil servant sees "20 dari 20 JP", keeps the record, and has a wrong title put right."""

import subprocess

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from certificates.models import CorrectionRequest
from courses.catalogue.domain import publish_outline
from courses.learning.domain import record_facts
from courses.people.models import Unit
from tests.courses.catalogue.outlines import a_lesson, an_outline
from tests.courses.learning.facts import read
from tests.journeys.tapping import Thumb
from tests.journeys.test_certificate import assert_accessible, sign_in
from tests.people import make_civil_servant

pytestmark = pytest.mark.django_db(transaction=True)

TITLES = {
    "A1": "Perkakas Kerja Digital",
    "A2": "Lembar Sebar dan Data",
    "A3": "Keamanan Informasi",
    "A4": "Melayani Warga",
}


@pytest.fixture
def ahmad():
    """A civil servant who has completed four courses of 5 JP this year."""
    call_command("build_assets", verbosity=0)
    person = make_civil_servant(Unit.objects.get(code="KEC-10-PEL"))
    for code, title in TITLES.items():
        lesson = a_lesson(f"pelajaran-{code.lower()}")
        publish_outline(an_outline(code, lesson, title=title, award="training", jp=5))
        record_facts(person, [read(code, f"pelajaran-{code.lower()}")])
    return person


def test_the_year_is_full_and_its_record_is_one_tap_away(phone, ahmad, live_server, tmp_path):
    sign_in(phone, ahmad, live_server)
    year = timezone.localdate().year
    phone.goto("/belajar/")

    expect(phone.get_by_role("heading", name=f"20 dari 20 JP tahun {year}")).to_be_visible()
    expect(phone.get_by_role("progressbar").first).to_have_js_property("value", 20)
    assert_accessible(phone)
    thumb = Thumb(phone)
    with phone.expect_download() as download:
        thumb.tap(phone.get_by_role("link", name="Unduh rekap JP (PDF)"))

    path = tmp_path / "rekap.pdf"
    download.value.save_as(path)
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert thumb.taps == 1
    assert download.value.suggested_filename == f"rekap-jp-{year}.pdf"
    assert "20 dari 20 JP" in text
    assert [title for title in TITLES.values() if title not in text] == []


def test_a_wrong_title_is_asked_for_in_three_taps(phone, ahmad, live_server):
    sign_in(phone, ahmad, live_server)
    phone.goto("/belajar/")
    thumb = Thumb(phone)

    thumb.tap(phone.get_by_role("link", name=TITLES["A3"]).first)
    thumb.tap(phone.get_by_role("link", name="Nama saya salah"))
    phone.get_by_label("Seharusnya tertulis apa?").fill("Keamanan Informasi dan Data Pribadi")
    thumb.tap(phone.get_by_role("button", name="Kirim permintaan"))

    expect(phone.get_by_text("Permintaan Anda sedang diperiksa")).to_be_visible()
    assert thumb.taps == 3
    wish = CorrectionRequest.objects.get().wish
    assert wish == "Keamanan Informasi dan Data Pribadi"


def test_who_has_gathered_less_sees_how_much(phone, live_server):
    call_command("build_assets", verbosity=0)
    person = make_civil_servant(Unit.objects.get(code="KEC-10-PEL"))
    sign_in(phone, person, live_server)
    phone.goto("/belajar/")

    expect(phone.get_by_role("heading", name="0 dari 20 JP")).to_be_visible()
    expect(phone.get_by_role("link", name="Unduh rekap JP (PDF)")).to_have_count(0)
