"""J15 (second half) and J21: BKPSDM puts a title right, and hands October in to SIASN."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.management import call_command
from django.test import Client
from openpyxl import load_workbook
from playwright.sync_api import expect

from certificates.domain.correcting import ask_for_correction
from certificates.domain.naming import PrintedName, confirm_name
from certificates.domain.programmes import record_met
from certificates.models import Certificate
from courses.people.models import Role, Unit
from tests.certificates.awards import ISSUER
from tests.certificates.programmes import a_programme, passed, somebody
from tests.journeys.test_certificate import assert_accessible
from tests.people import make_civil_servant, make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer():
    call_command("build_assets", verbosity=0)
    return make_person("Hendra Gunawan", Role.CERTIFIER)


@pytest.fixture
def certificate():
    """A supervised pass of October with its name confirmed."""
    servant = make_civil_servant(Unit.objects.get(code="KEC-10-PEL"), "Ahmad Fauzi")
    a_programme(title="Sertifikasi Dasar TI SAN")
    (given,) = record_met(passed(), somebody(servant), ISSUER, servant)
    confirm_name(given, PrintedName("Ahmad Fauzi", titles_after="S.Kom."), servant)
    Certificate.objects.filter(pk=given.pk).update(awarded_at=datetime(2026, 10, 20, tzinfo=UTC))
    return given


def enter(page, person, live_server) -> None:
    """Sign in past the second factor."""
    client = Client()
    sign_in_as_staff(client, person)
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])


def test_a_wrong_title_is_put_right_and_the_old_code_says_so(
    desk, officer, certificate, live_server
):
    ask_for_correction(certificate, "Sertifikasi Dasar TI ASN", certificate.holder)
    enter(desk, officer, live_server)

    desk.goto("/django-admin/certificates/correctionrequest/")
    desk.locator("#result_list tbody th a").first.click()
    desk.get_by_role("link", name="Ganti dengan versi yang betul").click()
    desk.locator("#id_title").fill("Sertifikasi Dasar TI ASN")
    desk.locator("#id_reason").fill("Judul salah ketik")
    desk.locator("form[method=post] [type=submit]").last.click()
    new = Certificate.objects.get(replaces=certificate)

    desk.goto(f"/v/{certificate.code}")
    expect(desk.locator(".status__word")).to_have_text("DIGANTIKAN")
    desk.goto(f"/v/{new.code}")
    expect(desk.locator(".status__word")).to_have_text("ASLI")
    expect(desk.get_by_text("Sertifikasi Dasar TI ASN")).to_be_visible()
    assert (new.number, new.version) == (certificate.number, 2)


def test_rekap_siasn_of_october_is_saved_in_two_clicks(desk, officer, certificate, live_server):
    enter(desk, officer, live_server)
    desk.goto("/jp/")
    assert_accessible(desk)

    desk.get_by_role("link", name="Rekap SIASN").first.click()
    assert_accessible(desk)
    desk.get_by_label("Bulan").fill("2026-10")
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Simpan Rekap SIASN").click()

    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    rows = list(book["Rekap SIASN"].iter_rows(values_only=True))
    assert download.value.suggested_filename == "rekap-siasn-2026-10.xlsx"
    assert rows[1][:7] == (
        "Sertifikasi Dasar TI SAN",
        "Pemerintah Kabupaten Lampung Utara – BKPSDM",
        certificate.number,
        1,
        2026,
        "20-11-2026",
        "20-11-2026",
    )
