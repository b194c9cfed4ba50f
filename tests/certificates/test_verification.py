"""The public page: one word, every printed fact, and nothing private."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from certificates.domain.codes import SIGNS, shown_code
from certificates.domain.guessing import FREE_WRONG_CODES, PAUSE_SECONDS
from certificates.domain.issuing import issue_certificate
from certificates.domain.revoking import Correction, replace_certificate, revoke_certificate
from certificates.models import Certificate
from tests.certificates.awards import a_person, an_achievement

pytestmark = pytest.mark.django_db

UNKNOWN = SIGNS[:10]
NUMBER = "NIP •••••••••••••• 1001"


@pytest.fixture(autouse=True)
def _nobody_has_guessed():
    cache.clear()


def page(client: Client, code: str) -> str:
    return client.get(f"/v/{code}").content.decode()


def word_of(html: str) -> str:
    return html.split('class="status__word">')[1].split("<")[0]


def test_a_genuine_certificate_says_asli_and_every_printed_fact(client, certificate):
    html = page(client, certificate.code)

    assert word_of(html) == "ASLI"
    for fact in (
        "Surat Keterangan Pelatihan",
        "Sri Wahyuni, S.Kom.",
        "Keamanan Informasi dan Pelindungan Data Pribadi",
        "5 JP",
        certificate.number,
        "Pemerintah Kabupaten Lampung Utara – BKPSDM",
        "2 November 2026",
        "20 November 2026",
    ):
        assert fact in html


def test_it_shows_no_number_score_unit_or_position(client, holder):
    certificate = issue_certificate(an_achievement(holder, evidence={"score": 98765}), holder)

    html = page(client, certificate.code)

    for private in ("NIP", "1001", "98765", "Abung Barat", "Pengelola", str(certificate.pk)):
        assert private not in html


def test_a_pupil_is_shown_by_initials(client, holder):
    certificate = issue_certificate(
        an_achievement(holder, kind="completion", public_name="S. W., SMPN 1 Kotabumi"), holder
    )

    html = page(client, certificate.code)

    assert "S. W., SMPN 1 Kotabumi" in html
    assert "Sri Wahyuni" not in html


@pytest.mark.parametrize(
    "change", [str.lower, shown_code, lambda code: f" {code} ", lambda code: f"{code}/"]
)
def test_the_code_may_be_typed_as_people_type(client, certificate, change):
    assert word_of(page(client, change(certificate.code))) == "ASLI"


def test_the_field_answers_like_the_address(client, certificate):
    response = client.get("/verifikasi/", {"kode": shown_code(certificate.code)})

    assert word_of(response.content.decode()) == "ASLI"


def test_a_replaced_certificate_leads_to_the_version_that_stands(client, certificate):
    new = replace_certificate(
        certificate, Correction(title="Judul benar"), "Salah ketik", a_person("bkpsdm")
    )

    old_page, new_page = page(client, certificate.code), page(client, new.code)

    assert (word_of(old_page), word_of(new_page)) == ("DIGANTIKAN", "ASLI")
    assert f'href="/v/{shown_code(new.code)}"' in old_page
    assert f'href="/v/{shown_code(certificate.code)}"' in new_page
    assert shown_code(certificate.code) in new_page
    assert "Salah ketik" not in old_page + new_page


def test_a_revoked_certificate_is_never_not_found(client, certificate):
    revoke_certificate(certificate, "Ujian diikuti orang lain.", a_person("bkpsdm"))

    html = page(client, certificate.code)

    assert word_of(html) == "DICABUT"
    assert "Ujian diikuti orang lain." in html
    assert "Sri Wahyuni" in html


def test_unknown_and_malformed_codes_cannot_be_told_apart(client, certificate):
    answers = set()
    client.get("/verifikasi/")
    for code in (UNKNOWN, "!!!!!!!!!!", "aa/../bbb%", "OOOOOOOOOO", "-- OR 1=1;"):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            response = client.get("/verifikasi/", {"kode": code})
        html = response.content.decode()
        assert html.count(f'value="{code}"') == 1
        answers.add((response.status_code, len(html), len(queries)))

    assert len(answers) == 1
    assert word_of(html) == "TIDAK DITEMUKAN"


def test_twenty_wrong_codes_slow_down_and_give_no_data(client, certificate):
    """J25: who tries codes is slowed, and learns nothing."""
    statuses = [client.get(f"/v/{UNKNOWN}").status_code for _ in range(FREE_WRONG_CODES)]
    slowed = client.get(f"/v/{certificate.code}")

    assert statuses == [404] * FREE_WRONG_CODES
    assert (slowed.status_code, slowed.headers["Retry-After"]) == (429, str(PAUSE_SECONDS))
    assert "Tunggu 30 detik" in slowed.content.decode()
    assert "Sri Wahyuni" not in slowed.content.decode()


def test_after_the_pause_a_right_code_is_answered_again(client, certificate):
    for _ in range(FREE_WRONG_CODES):
        client.get(f"/v/{UNKNOWN}")
    cache.delete("certificates:pause:127.0.0.1")

    assert word_of(page(client, certificate.code)) == "ASLI"


def test_right_codes_are_never_counted(client, certificate):
    words = [word_of(page(client, certificate.code)) for _ in range(2 * FREE_WRONG_CODES)]

    assert words == ["ASLI"] * 2 * FREE_WRONG_CODES


def test_another_address_is_not_slowed(client, certificate):
    for _ in range(FREE_WRONG_CODES + 1):
        client.get(f"/v/{UNKNOWN}")

    assert client.get(f"/v/{certificate.code}", REMOTE_ADDR="10.1.2.3").status_code == 200


def test_robots_stay_out_and_nothing_is_kept(client, certificate):
    response = client.get(f"/v/{certificate.code}")

    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()
    assert response.cookies == {}


@pytest.mark.parametrize("typed", ["x" * 5000, "a\x00b", "\ud7ff" * 10])
def test_whatever_is_pasted_is_answered_like_a_wrong_code(client, typed):
    response = client.get("/verifikasi/", {"kode": typed})

    assert response.status_code == 404
    assert word_of(response.content.decode()) == "TIDAK DITEMUKAN"


def test_an_empty_field_is_asked_for_again(client):
    response = client.get("/verifikasi/", {"kode": "  "})

    assert response.status_code == 200
    assert "field__error" in response.content.decode()


def test_an_answer_reads_the_certificate_and_the_fingerprints_of_its_papers(client, ready):
    client.get(f"/v/{ready.code}")

    with CaptureQueriesContext(connection) as queries:
        html = client.get(f"/v/{ready.code}").content.decode()

    # The other statement, where the cache is in the database, looks whether the address has to wait.
    register = [query for query in queries if "certificates_" in query["sql"]]
    assert (len(register), len(queries) <= 3) == (2, True)
    assert f'data-fingerprints="{ready.artifacts.get(kind="pdf").sha256}"' in html


def test_an_expired_certificate_says_kedaluwarsa_and_until_when(client, certificate):
    Certificate.objects.update(valid_until=date(2020, 1, 31))

    html = page(client, certificate.code)

    assert word_of(html) == "KEDALUWARSA"
    assert "31 Januari 2020" in html


def test_what_belongs_to_programs_is_counted_as_a_guess_as_well(client, ready):
    for _ in range(FREE_WRONG_CODES):
        assert client.get(f"/v/{UNKNOWN}/lencana.json").status_code == 404

    assert client.get(f"/v/{ready.code}/lencana.json").status_code == 429


def test_the_worker_may_answer_for_the_addresses_that_qr_codes_lead_to(client):
    script = client.get("/verifikasi/pekerja.js")

    assert script.headers["Content-Type"] == "text/javascript"
    assert script.headers["Service-Worker-Allowed"] == "/"
    assert '"/verifikasi/luring/"' in script.content.decode()
    assert client.get("/verifikasi/luring/").status_code == 200
