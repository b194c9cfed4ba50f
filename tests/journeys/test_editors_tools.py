"""Editors in a real browser: areas drawn on a picture, and a package sent with its progress in sight."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.images.models import Image

from cms.founding import set_up_site
from courses.packages.domain.uploads import import_due_uploads
from courses.packages.models import Package
from courses.people.models import Role
from courses.quizzes.models import QuestionBank
from tests.courses.packages.making import cards_package
from tests.people import make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db(transaction=True)

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><path d="M0 0h9"/></svg>'
)


@pytest.fixture(scope="module", autouse=True)
def _assets():
    call_command("build_assets", verbosity=0)


@pytest.fixture
def editor(desk: Page, live_server: LiveServer) -> Page:
    """Return the office computer of an administrator who is signed in."""
    set_up_site()
    client = Client()
    sign_in_as_staff(client, make_person("Admin", Role.ADMIN))
    name = settings.SESSION_COOKIE_NAME
    desk.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )
    return desk


@pytest.fixture
def picture() -> Image:
    return Image.objects.create(title="Surat", file=ContentFile(DRAWING, name="surat.svg"))


def expect_places(page: Page, *places: str) -> None:
    """Wait until the number fields of the areas say this."""
    fields = page.locator("[data-contentpath=points] input")
    expect(fields).to_have_count(len(places))
    for number, place in enumerate(places):
        expect(fields.nth(number)).to_have_value(place)


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag over the picture, from one part of its width and height to another."""
    box = page.locator(".our-areas__picture").bounding_box()
    assert box
    for act, (x, y) in (("down", start), ("up", end)):
        page.mouse.move(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
        getattr(page.mouse, act)()


def test_areas_are_drawn_and_moved_by_pointer_and_by_keyboard_alone(editor, picture):
    bank = QuestionBank.objects.create(code="TUNJUK", title="Menunjuk")
    editor.goto(f"/cms/soal/bank/{bank.pk}/baru/hotspot/")
    expect(editor.locator(".our-areas")).to_contain_text("Pilih gambar")
    editor.locator("button[data-chooser-action-choose]:visible").click()
    editor.locator(".modal a[data-chooser-modal-choice]").first.click()
    # The curtain behind the chooser fades away; until then it takes what the mouse does.
    expect(editor.locator(".modal, .modal-backdrop")).to_have_count(0)
    drawing = editor.locator(".our-areas__picture img")
    drawing.scroll_into_view_if_needed()
    expect(drawing).to_have_js_property("complete", True)

    drag(editor, (0.2, 0.2), (0.6, 0.5))
    expect_places(editor, "200, 200, 600, 500")
    drag(editor, (0.4, 0.35), (0.5, 0.35))
    expect_places(editor, "300, 200, 700, 500")
    editor.locator("[data-handle='0:2']").press("ArrowDown")
    editor.locator("[data-handle='0:-1']").press("Shift+ArrowLeft")
    expect_places(editor, "299, 200, 699, 510")

    editor.locator("[data-contentpath=areas] button.c-sf-add-button").last.click()
    editor.locator("[data-contentpath=shape] select").last.select_option("circle")
    editor.get_by_role("button", name="2. belum bernama").press("Enter")
    editor.get_by_role("button", name="Letakkan di tengah").press("Enter")
    expect_places(editor, "299, 200, 699, 510", "500, 500, 200")
    expect(editor.locator("[data-handle='1:-1']")).to_be_focused()
    editor.locator("[data-contentpath=points] input").first.fill("0, 0, 500, 500")
    expect(editor.locator(".our-areas rect")).to_have_attribute("width", "500")
    found = Axe().run(editor, context=".our-areas").response["violations"]
    assert [rule["id"] for rule in found] == []


def test_a_package_is_sent_with_its_progress_shown_and_its_report_comes_by_itself(
    editor, package_files
):
    editor.goto("/cms/paket/kirim/")
    editor.evaluate(
        """() => {
            const told = document.querySelector("[data-told]");
            const note = () => sessionStorage.setItem("told", told.textContent);
            new MutationObserver(note).observe(told, { childList: true });
        }"""
    )
    editor.locator("input[type=file]").set_input_files(
        {"name": "tiga-soal.h5p", "mimeType": "application/zip", "buffer": cards_package()}
    )
    editor.get_by_role("button", name="Kirim", exact=True).click()
    waiting = editor.locator("[data-package-waiting]")
    expect(waiting).to_be_visible()
    assert editor.evaluate("sessionStorage.getItem('told')") == "Mengirim: 100 persen"
    import_due_uploads()
    expect(waiting).to_have_count(0)
    editor.get_by_role("link", name="Ke paketnya").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text(Package.objects.get().title)
    editor.goto("/cms/paket/pustaka/")
    expect(editor.locator("table.listing")).to_contain_text("Literasi.Cards")
