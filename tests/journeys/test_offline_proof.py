"""A clerk without a signal scans a QR; a clerk with one drops the PDF: nothing leaves the device."""

import pytest
from playwright.sync_api import expect

from certificates.domain.handing import pdf_of
from certificates.domain.issuing import issue_certificate
from certificates.domain.naming import PrintedName, confirm_name
from certificates.domain.outbox import sweep_outbox
from certificates.domain.revoking import revoke_certificate
from tests.certificates.awards import a_person, an_achievement
from tests.services import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def certificate(live_server, settings):
    settings.SITE_URL = live_server.url
    holder = a_person()
    achievement = an_achievement(holder)
    given = confirm_name(issue_certificate(achievement, holder), PrintedName.of(achievement))
    sweep_outbox()
    return given


def kept(page) -> bool:
    """Tell whether the workers of both scopes have kept their parts."""
    return (
        page.evaluate(
            "navigator.serviceWorker.getRegistrations().then((all) => all.filter((one) => one.active).length)"
        )
        == 2
    )


def visit_once(page) -> None:
    page.goto("/verifikasi/")
    until(lambda: kept(page), "the workers are active")


def scan(page, live_server, certificate, change=lambda statement: statement) -> None:
    statement = change(certificate.badge.statement)
    page.goto("about:blank")
    page.goto(f"{live_server.url}/v/{certificate.code}#{statement}")


def test_once_visited_a_qr_is_checked_without_internet(browse, live_server, certificate):
    page = browse()
    visit_once(page)
    page.context.set_offline(True)

    scan(page, live_server, certificate)

    answer = page.locator("[data-answer]")
    expect(answer.get_by_text("ASLI", exact=True)).to_be_visible()
    expect(page.get_by_text("Sri Wahyuni, S.Kom.")).to_be_visible()
    expect(page.get_by_text("Dibandingkan dengan daftar hari ini")).to_be_visible()

    scan(
        page,
        live_server,
        certificate,
        lambda text: text[:60] + ("A" if text[60] != "A" else "B") + text[61:],
    )
    expect(answer.get_by_text("TIDAK COCOK", exact=True)).to_be_visible()
    expect(page.get_by_text("Sri Wahyuni")).to_have_count(0)


def test_a_revoked_certificate_is_revoked_offline_after_the_next_visit(
    browse, live_server, certificate
):
    revoke_certificate(certificate, "Ujian diikuti orang lain.", a_person("bkpsdm"))
    page = browse()
    visit_once(page)
    page.context.set_offline(True)

    scan(page, live_server, certificate)

    expect(page.locator("[data-answer]").get_by_text("DICABUT", exact=True)).to_be_visible()


def test_a_dropped_pdf_is_compared_on_the_device(browse, live_server, certificate):
    page = browse()
    page.goto(f"/v/{certificate.code}")
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    paper = pdf_of(certificate)
    field = page.locator("input[type=file]")

    field.set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": paper})
    expect(page.get_by_text("Ini berkas yang diterbitkan.")).to_be_visible()

    field.set_input_files({"name": "b.pdf", "mimeType": "application/pdf", "buffer": paper + b"x"})
    expect(page.get_by_text("Ini berkas lain.")).to_be_visible()
    assert set(sent) <= {"GET"}
