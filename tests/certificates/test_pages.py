"""A certificate as its holder sees it."""

import pytest
from django.contrib.messages import get_messages

from certificates.domain.issuing import issue_certificate
from certificates.domain.outbox import sweep_outbox
from certificates.domain.revoking import Correction, replace_certificate, revoke_certificate
from certificates.models import Certificate, CorrectionRequest, OutboxEntry
from tests.certificates.awards import a_person, an_achievement

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    return a_person("bkpsdm", display_name="Petugas")


@pytest.fixture
def mine(client, holder):
    """A browser in which the holder is signed in."""
    client.force_login(holder)
    return client


def heading_of(response) -> str:
    return response.content.decode().split("<h1")[1].split(">", 1)[1].split("</h1>")[0]


def what_everybody_sees(client, html: str) -> str:
    """Follow the holder's link to the public page, and return the verdict there."""
    code = html.split("melihat halaman ini:")[1].split("</a>")[0].rsplit("/v/", 1)[1].strip("/")
    page = client.get(f"/v/{code}").content.decode()
    return page.split('status__word">')[1].split("</p>")[0]


def test_first_the_name_then_the_waiting_then_the_paper(mine, holder):
    certificate = issue_certificate(an_achievement(holder), holder)
    address = f"/sertifikat/{certificate.pk}/"
    name = {"name": "Sri Wahyuni", "titles_before": "", "titles_after": "S.Kom., M.M."}

    headings = [heading_of(mine.get(address))]
    mine.post(f"{address}nama/", name)
    headings.append(heading_of(mine.get(address)))
    waiting = mine.get(f"{address}keadaan/").json()
    sweep_outbox()
    headings.append(heading_of(mine.get(address)))

    assert headings == [
        "Periksa nama Anda di sertifikat",
        "Sertifikat Anda sedang dibuat",
        "Sertifikat Anda sudah jadi",
    ]
    assert (waiting, mine.get(f"{address}keadaan/").json()) == ({"ready": False}, {"ready": True})
    assert "Sri Wahyuni, S.Kom., M.M." in mine.get(address).content.decode()


def test_another_name_is_refused_in_words_and_nothing_is_frozen(mine, holder):
    certificate = issue_certificate(an_achievement(holder), holder)

    response = mine.post(f"/sertifikat/{certificate.pk}/nama/", {"name": "Budi Santoso"})

    certificate.refresh_from_db()
    assert response.status_code == 422
    assert "Huruf namanya harus tetap “Sri Wahyuni”" in response.content.decode()
    assert (certificate.name_confirmed_at, OutboxEntry.objects.count()) == (None, 0)


def test_the_name_is_settled_once(mine, certificate):
    response = mine.post(f"/sertifikat/{certificate.pk}/nama/", {"name": "SRI WAHYUNI"})

    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Nama sudah dipastikan sebelumnya. Tidak ada yang diubah."
    ]
    certificate.refresh_from_db()
    assert certificate.snapshot["holder_name"] == "Sri Wahyuni"


def test_the_pdf_is_a_file_to_keep_or_a_page_to_print(mine, ready):
    kept = mine.get(f"/sertifikat/{ready.pk}/pdf/")
    shown = mine.get(f"/sertifikat/{ready.pk}/pdf/?lihat=1")

    name = ready.number.replace("/", "-")
    assert kept.headers["Content-Disposition"] == f'attachment; filename="{name}.pdf"'
    assert shown.headers["Content-Disposition"] == f'inline; filename="{name}.pdf"'
    assert kept.content == shown.content
    assert kept.content.startswith(b"%PDF")
    assert "no-store" in kept.headers["Cache-Control"]


def test_the_pdf_of_an_unchecked_name_leads_back_to_the_name(mine, holder):
    certificate = issue_certificate(an_achievement(holder), holder)

    response = mine.get(f"/sertifikat/{certificate.pk}/pdf/")

    assert response.headers["Location"] == f"/sertifikat/{certificate.pk}/"


def test_nobody_else_finds_it_whatever_the_address(client, ready):
    client.force_login(a_person("lain"))
    address = f"/sertifikat/{ready.pk}/"
    tries = [
        client.get(address),
        client.get(f"{address}pdf/"),
        client.get(f"{address}keadaan/"),
        client.get(f"{address}perbaikan/"),
        client.post(f"{address}nama/", {"name": "Sri Wahyuni"}),
        client.post(f"{address}perbaikan/", {"wish": "Nama saya"}),
    ]

    assert [response.status_code for response in tries] == [404] * 6
    assert CorrectionRequest.objects.count() == 0


def test_without_an_account_every_page_asks_to_sign_in(client, ready):
    address = f"/sertifikat/{ready.pk}/"

    for path in (address, f"{address}pdf/", "/sertifikat/", "/sertifikat/jp/2026/"):
        assert client.get(path).headers["Location"] == f"/masuk/?next={path}"


def test_a_wrong_name_is_told_in_two_steps_and_answered_on_the_page(mine, ready, officer):
    address = f"/sertifikat/{ready.pk}/"
    assert f'href="{address}perbaikan/"' in mine.get(address).content.decode()

    mine.post(f"{address}perbaikan/", {"wish": "Sri Wahyuningsih, S.Kom."})

    html = mine.get(address).content.decode()
    assert "Permintaan Anda sedang diperiksa" in html
    assert "Sri Wahyuningsih, S.Kom." in html


def test_an_empty_wish_is_asked_for_again(mine, ready):
    response = mine.post(f"/sertifikat/{ready.pk}/perbaikan/", {"wish": " "})

    assert (response.status_code, CorrectionRequest.objects.count()) == (422, 0)


def test_a_replaced_version_leads_its_holder_to_the_newest(mine, ready, officer):
    new = replace_certificate(ready, Correction(title="Judul benar"), "Salah", officer)

    html = mine.get(f"/sertifikat/{ready.pk}/").content.decode()

    assert "DIGANTIKAN" in html
    assert f'href="/sertifikat/{new.pk}/"' in html
    assert what_everybody_sees(mine, html) == "DIGANTIKAN"
    response = mine.post(f"/sertifikat/{ready.pk}/perbaikan/", {"wish": "Lagi"}, follow=True)
    assert "Versi ini sudah tidak berlaku." in response.content.decode()


def test_a_revoked_certificate_tells_its_holder_why(mine, ready, officer):
    revoke_certificate(ready, "Diterbitkan dua kali.", officer)

    html = mine.get(f"/sertifikat/{ready.pk}/").content.decode()

    assert "DICABUT" in html
    assert "Diterbitkan dua kali." in html
    assert what_everybody_sees(mine, html) == "DICABUT"


def test_a_page_of_one_certificate_costs_four_queries(mine, ready, django_assert_num_queries):
    mine.get("/sertifikat/")
    with django_assert_num_queries(4):
        mine.get(f"/sertifikat/{ready.pk}/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(mine, holder, count, django_assert_num_queries):
    for number in range(count):
        issue_certificate(an_achievement(holder, achievement_key=f"course:{number}"), holder)
    mine.get("/sertifikat/")

    with django_assert_num_queries(3):
        response = mine.get("/sertifikat/")

    assert response.content.decode().count("course-row__title") == count


def test_the_list_shows_only_the_newest_version(mine, ready, officer):
    new = replace_certificate(ready, Correction(title="Judul benar"), "Salah", officer)

    html = mine.get("/sertifikat/").content.decode()

    assert str(new.pk) in html
    assert str(ready.pk) not in html


def test_without_certificates_the_list_says_what_to_do(mine):
    assert "Belum ada sertifikat" in mine.get("/sertifikat/").content.decode()


def test_the_language_of_the_screen_does_not_change_the_paper(mine, ready):
    mine.cookies["django_language"] = "en"

    html = mine.get(f"/sertifikat/{ready.pk}/").content.decode()

    assert "Your certificate is ready" in html
    assert "Surat Keterangan Pelatihan" in html


def test_all_certificates_are_in_the_register(certificate):
    assert Certificate.objects.named().standing().get() == certificate
