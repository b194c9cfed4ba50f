"""J16 and J18 online, and forty people by their printed cards before a camera."""

import subprocess
import time
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from courses.workshops.domain.attendance import attendance_of
from courses.workshops.domain.cards import issue_card
from courses.workshops.domain.printing import cards_pdf
from courses.workshops.models import Workshop
from tests.courses.workshops.making import come, make_kit, make_running_workshop, make_trainer, note
from tests.journeys.tapping import Thumb
from tests.people import sign_in_as_staff

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 40
FIVE_MINUTES = 5 * 60
# Chromium plays a file of pictures at 30 a second; a person holds a card up for a good second.
FRAMES_PER_CARD = 40
FRAMES_BETWEEN = 6
SERIOUS = {"serious", "critical"}


def sign_in(page, person, address):
    client = Client()
    sign_in_as_staff(client, person)
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": address,
            }
        ]
    )


def assert_accessible(page):
    found = Axe().run(page).response["violations"]
    assert [
        (each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in SERIOUS
    ] == []
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= screen


def text_of(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, check=True, capture_output=True
    ).stdout.decode()


def test_a_trainer_plans_a_workshop_in_five_fields(phone, live_server):
    make_kit()
    sign_in(phone, make_trainer(), live_server.url)
    phone.goto("/lokakarya/")
    assert_accessible(phone)
    thumb = Thumb(phone)

    thumb.tap(phone.get_by_role("link", name="Rencanakan lokakarya"))
    expect(phone.get_by_role("button", name="Simpan rencana")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_label("Kit").select_option(label="K3 Awas Penipuan")
    phone.get_by_label("Desa", exact=True).select_option("18.03.08.2005")
    phone.get_by_label("Hari dan jam").fill("2031-05-10T09:00")
    phone.get_by_label("Tempat", exact=True).first.fill("Balai Desa Ogan Jaya")
    phone.get_by_label("Sumber dana").select_option(label="Dana Desa")
    thumb.tap(phone.get_by_role("button", name="Simpan rencana"))

    expect(phone.get_by_role("heading", level=1)).to_have_text("Awas Penipuan")
    phone.wait_for_load_state()
    assert_accessible(phone)
    # Five fields are five taps: with the two above seven, of at most eight.
    assert thumb.taps + 5 <= 8
    planned = Workshop.objects.get()
    assert (planned.area.name, planned.place) == ("Ogan Jaya", "Balai Desa Ogan Jaya")

    phone.get_by_role("link", name="Mode proyektor").tap()
    expect(phone.get_by_text("Halaman 1 dari 2")).to_be_visible()
    phone.keyboard.press("PageDown")
    expect(phone.get_by_role("heading", name="Lima tanda")).to_be_visible()
    size = phone.locator(".projector__page:not([hidden]) li").evaluate(
        "line => parseFloat(getComputedStyle(line).fontSize)"
    )
    assert size >= 36


def test_the_report_is_two_taps_away_and_sending_it_again_does_not_double(phone, live_server):
    workshop = make_running_workshop()
    for name, sex in (("Siti Aminah", "P"), ("Ani Lestari", "P"), ("Budi Santoso", "L")):
        note(workshop, "present", come(workshop, name, sex=sex))
    for _person in range(2):
        note(workshop, "count", amount=1, sex="L")
    workshop.costs.create(what="Fotokopi", amount=125_000)
    sign_in(phone, workshop.trainer, live_server.url)
    phone.goto(f"/lokakarya/{workshop.pk}/laporan/")
    phone.get_by_label("Foto", exact=True).set_input_files(
        {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}
    )
    phone.get_by_label("Apa yang tampak").fill("Peserta berlatih menolak")
    phone.get_by_role("button", name="Tambahkan foto").tap()
    expect(phone.get_by_role("img", name="Peserta berlatih menolak")).to_be_attached()
    assert_accessible(phone)
    thumb = Thumb(phone)

    thumb.tap(phone.get_by_role("button", name="Kirim laporan"))
    link = phone.get_by_role("link", name="Lampiran LPJ (PDF)")
    link.wait_for()
    paper = phone.request.get(link.get_attribute("href"))
    thumb.taps += 1

    text = text_of(paper.body())
    assert thumb.taps == 2
    assert [
        said
        for said in (
            "Ogan Jaya",
            f"{timezone.localdate().day} ",
            "Dana Desa",
            "5 orang",
            "125.000",
            "Peserta berlatih menolak",
            "Siti Aminah",
            "Tanda tangan",
        )
        if said not in text
    ] == []
    phone.request.post(f"/lokakarya/{workshop.pk}/laporan/kirim/")
    assert workshop.reports.count() == 1


def a_photo() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (800, 600), "#7a9").save(drawn, "JPEG")
    return drawn.getvalue()


# --- Forty cards ------------------------------------------------------------------------------


@pytest.fixture
def hall(tmp_path):
    """Forty people with a place, and the film of their cards as a camera sees them."""
    workshop = make_running_workshop(capacity=PEOPLE)
    cards = [
        issue_card(come(workshop, f"Peserta {number}").attendee, by=None)
        for number in range(1, PEOPLE + 1)
    ]
    film = tmp_path / "kartu.mjpeg"
    film.write_bytes(filmed(pictures_of(cards_pdf(cards, "Kartu Belajar"), tmp_path)))
    return workshop, film


def pictures_of(pdf: bytes, folder: Path) -> list[Image.Image]:
    """Return each card of the printed sheets, cut out."""
    (folder / "kartu.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", "150", "-png", folder / "kartu.pdf", folder / "lembar"], check=True
    )
    cut = []
    millimetre = 150 / 25.4
    for path in sorted(folder.glob("lembar-*.png")):
        sheet = Image.open(path).convert("RGB")
        top = 12 + 6  # the margin, and the heading on the first sheet only is about as high
        for row in range(5):
            for column in range(2):
                left, upper = 18 + column * 86, top - 6 + row * 54
                box = (left, upper, left + 86, upper + 62)
                cut.append(sheet.crop(tuple(int(side * millimetre) for side in box)))
    return cut


def filmed(cards: list[Image.Image]) -> bytes:
    """Return a film: each card held before a grey wall, a little askew, then nothing for a moment."""
    wall = jpeg(Image.new("RGB", (640, 480), "#9a948a"))
    film = []
    for number, card in enumerate(cards):
        scene = Image.new("RGB", (640, 480), "#9a948a")
        held = card.resize((520, int(card.height * 520 / card.width)))
        turned = held.rotate((-3, 0, 3)[number % 3], expand=True, fillcolor="#9a948a")
        scene.paste(turned, ((640 - turned.width) // 2, (480 - turned.height) // 2))
        film += [jpeg(scene)] * FRAMES_PER_CARD + [wall] * FRAMES_BETWEEN
    return b"".join(film)


def jpeg(picture: Image.Image) -> bytes:
    drawn = BytesIO()
    picture.save(drawn, "JPEG", quality=80)
    return drawn.getvalue()


@pytest.fixture
def camera(chromium, hall, live_server):
    """A phone whose camera sees the film."""
    _workshop, film = hall
    browser = chromium.browser_type.launch(
        executable_path="/usr/bin/chromium",
        args=[
            "--no-sandbox",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ],
    )
    context = browser.new_context(
        base_url=live_server.url,
        locale="id-ID",
        viewport={"width": 360, "height": 640},
        permissions=["camera"],
    )
    yield context.new_page()
    browser.close()


def test_forty_people_are_noted_by_their_printed_cards_in_under_five_minutes(
    camera, hall, live_server
):
    workshop, _film = hall
    sign_in(camera, workshop.trainer, live_server.url)
    camera.goto(f"/lokakarya/{workshop.pk}/hadir/")

    began = time.monotonic()
    camera.get_by_role("button", name="Nyalakan kamera").click()
    expect(camera.locator("[data-sum-present]")).to_have_text(
        str(PEOPLE), timeout=FIVE_MINUTES * 1000
    )
    took = time.monotonic() - began

    assert took < FIVE_MINUTES
    assert attendance_of(workshop).people == PEOPLE
    assert workshop.facts.counting().filter(body__method="card").count() == PEOPLE


def test_cards_that_do_not_count_are_refused_on_the_spot(phone, live_server):
    workshop = make_running_workshop()
    genuine = text_of_card(workshop)
    sign_in(phone, workshop.trainer, live_server.url)
    phone.goto(f"/lokakarya/{workshop.pk}/hadir/")
    answer = phone.locator("[data-answer]")
    show = "text => document.dispatchEvent(new CustomEvent('literasi:card', {detail: text}))"

    for text, said in (
        ("halo", "Ini bukan Kartu Belajar."),
        (genuine.replace(":1803:", ":1871:"), "Kartu ini dari kabupaten lain."),
        (genuine[:-1] + ("A" if genuine[-1] != "A" else "Q"), "Kartu ini bukan buatan kami."),
        (genuine, "Siti Aminah hadir."),
    ):
        phone.evaluate(show, text)
        expect(answer).to_contain_text(said)
    assert_accessible(phone)


def text_of_card(workshop) -> str:
    from courses.workshops.domain.cards import text_of as letters_of

    return letters_of(issue_card(come(workshop).attendee, by=None))
