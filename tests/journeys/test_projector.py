"""A lesson on the wall: one part at a time, with the keys of a clicker."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

LESSON = "/katalog/aman-di-dunia-digital/telepon-petugas-dukcapil/"


@pytest.fixture(autouse=True)
def _a_fresh_site(starter_content):
    call_command("build_assets", verbosity=0)


def test_a_clicker_goes_through_the_whole_lesson_and_back_to_the_page(desk):
    desk.goto(LESSON)
    headings = desk.locator("[data-listen] h1, [data-listen] h2").all_inner_texts()
    desk.get_by_role("button", name="Layar besar").click()
    wall = desk.get_by_role("dialog", name="Layar besar")
    expect(wall.get_by_role("heading", level=1)).to_be_visible()
    size = wall.locator("p").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    assert size >= 36

    seen = []
    while True:
        seen += wall.locator("h1, h2").all_inner_texts()
        if wall.get_by_role("button", name="Lanjut").is_disabled():
            break
        desk.keyboard.press("PageDown")
    assert seen == headings

    desk.keyboard.press("PageUp")
    expect(wall.get_by_role("button", name="Lanjut")).to_be_enabled()
    desk.keyboard.press("Escape")
    expect(wall).to_be_hidden()
    expect(desk.get_by_role("button", name="Layar besar")).to_be_focused()
    # The wall is gone before its parts are back: the browser tells of its closing a moment later.
    back = desk.locator("[data-listen] h1, [data-listen] h2")
    expect(back).to_have_text(headings, use_inner_text=True)


def test_a_practice_on_the_wall_can_be_done_there(desk):
    desk.goto("/katalog/berobat-tanpa-antre-lama/ambil-nomor-antrean/")
    desk.get_by_role("button", name="Layar besar").click()
    wall = desk.get_by_role("dialog", name="Layar besar")
    while not wall.locator("form.practice").count():
        desk.keyboard.press("PageDown")

    wall.locator("form.practice button.button--primary").click()

    expect(wall.locator("form.practice")).to_contain_text("Isi bagian ini.")
