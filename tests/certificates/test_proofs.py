"""The statement in the QR, checked by a program that was written from docs/offline-proof.md alone."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.domain.document import verification_address
from certificates.domain.keys import rotate_key
from certificates.domain.proofs import Statement
from certificates.domain.revoking import Correction, replace_certificate, revoke_certificate
from certificates.models import Badge
from tests.certificates.awards import a_person, an_achievement
from tests.certificates.offline_checker import check

pytestmark = pytest.mark.django_db

PAGE = Path(__file__).parents[2] / "docs/offline-proof.md"
NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.fixture
def published(client):
    def fetch():
        cache.clear()
        return client.get("/verifikasi/daftar.json").json()

    return fetch


def qr_of(certificate) -> str:
    badge = Badge.objects.get(certificate=certificate)
    return f"{verification_address(certificate)}#{badge.statement}"


def test_the_example_of_the_page_is_genuine_and_says_what_the_page_says():
    text = PAGE.read_text()
    address = re.search(r"```\n(https://\S+#\S{50,})\n```", text)[1]
    published = json.loads(re.search(r"```json\n(.+)\n```", text)[1])

    assert check(address, published, NOW) == (
        "genuine",
        {
            "number": "SK/000123/BKPSDM/2026",
            "name": "Sri Wahyuni, S.Kom.",
            "title": "Keamanan Informasi dan Pelindungan Data Pribadi",
            "awarded": date(2026, 11, 20),
            "started": date(2026, 11, 2),
            "finished": date(2026, 11, 20),
            "until": date(2029, 11, 20),
            "kind": "training",
            "jp": 5,
        },
    )
    assert check(address, published, datetime(2029, 11, 20, 17, 1, tzinfo=UTC))[0] == "expired"


def test_a_certificate_is_genuine_to_the_second_checker(ready, published):
    word, facts = check(qr_of(ready), published(), NOW)

    assert (word, facts["name"], facts["number"], facts["jp"]) == (
        "genuine",
        "Sri Wahyuni, S.Kom.",
        ready.number,
        5,
    )


def test_every_changed_sign_of_the_statement_and_of_the_code_is_noticed(ready, published):
    address, the_list = qr_of(ready), published()
    begin = address.index("/v/") + 3
    words = set()
    for place in range(begin, len(address)):
        if address[place] == "#":
            continue
        other = "3" if address[place] == "2" else "2"
        words.add(check(address[:place] + other + address[place + 1 :], the_list, NOW)[0])

    # The last sign of base 32 may hold bits that mean nothing; no other change leaves it genuine.
    assert words - {"genuine"} == {"does not match", "cannot be checked", "not readable"}
    assert check(address.replace("#", "#A"), the_list, NOW)[0] != "genuine"


def test_the_list_tells_revoked_from_replaced(ready, published):
    officer = a_person("bkpsdm")
    before = published()
    new = replace_certificate(ready, Correction(title="Judul benar"), "Salah ketik", officer)
    revoke_certificate(new, "Ujian diikuti orang lain.", officer)

    assert check(qr_of(ready), published(), NOW)[0] == "replaced"
    assert check(qr_of(ready), before, NOW)[0] == "genuine"
    assert published()["list"].count("revoked") == 0  # the new one had no QR yet


def test_a_revoked_certificate_is_revoked_without_internet_too(ready, published):
    revoke_certificate(ready, "Ujian diikuti orang lain.", a_person("bkpsdm"))

    assert check(qr_of(ready), published(), NOW)[0] == "revoked"


def test_what_a_retired_key_signed_stays_genuine(ready, published):
    rotate_key()

    assert check(qr_of(ready), published(), NOW)[0] == "genuine"


def test_a_list_by_a_stranger_is_refused_by_who_kept_the_keys(ready, published):
    ours = json.loads(published()["list"])["keys"]
    forged = json.loads(re.search(r"```json\n(.+)\n```", PAGE.read_text())[1])

    with pytest.raises(KeyError):
        check(qr_of(ready), forged, NOW, trusted_keys=ours)


def test_the_list_names_nobody(ready, published):
    revoke_certificate(ready, "Ujian diikuti orang lain.", a_person("bkpsdm"))

    text = published()["list"]

    for private in (ready.code, ready.number, str(ready.pk), "Sri", "NIP"):
        assert private not in text


def test_a_long_title_is_cut_and_says_so(certificate):
    certificate.snapshot = an_achievement(title="Judul " * 40).to_json()

    title = Statement.of(certificate).title

    assert (title[-1], len(title.encode())) == ("…", 90)


def test_the_list_is_made_once_for_five_minutes(client, ready):
    client.get("/verifikasi/daftar.json")

    with CaptureQueriesContext(connection) as queries:
        client.get("/verifikasi/daftar.json")

    assert [query for query in queries if "certificates_" in query["sql"]] == []
