"""Packages in a real browser: played, kept, gone on with, without a signal, by keyboard alone, and on a thin line."""

import pytest
from django.core.management import call_command
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from courses.learning.models import Enrolment
from courses.packages.domain.placing import place_packages
from courses.packages.models import Package, Play, SavedState, Statement
from courses.people.models import User
from tests.browser import PHONE
from tests.cms.making import make_course, make_lesson
from tests.courses.catalogue.outlines import key_of
from tests.courses.packages.making import cards_package, three_questions
from tests.services import until

pytestmark = pytest.mark.django_db(transaction=True)
NO_DATA = (
    "Object.defineProperty(navigator, 'connection', {value: {saveData: true, effectiveType: '4g'}})"
)

HAS_WORKER = "navigator.serviceWorker.getRegistration().then((one) => Boolean(one?.active))"
IS_CONTROLLED = "Boolean(navigator.serviceWorker.controller)"
IS_KEPT = "caches.match(location.pathname, {cacheName: 'literasi-player-v1'}).then(Boolean)"


@pytest.fixture
def sari(db):
    return User.objects.create_user("sari", "kopi-abung-barat", display_name="Bu Sari")


@pytest.fixture(scope="module", autouse=True)
def _assets():
    call_command("build_assets", verbosity=0)


def inside(page: Page, number: int = 0) -> FrameLocator:
    return page.frame_locator("iframe.package__frame").nth(number).frame_locator("iframe")


def open_alone(page: Page, package: Package) -> FrameLocator:
    """Open the package's own page; on a good line it begins by itself."""
    page.goto(f"/paket/{package.pk}/")
    return inside(page)


def come_into_view(page: Page, number: int = 0) -> FrameLocator:
    """Scroll to an activity, as a reader does; on a good line it begins then."""
    page.locator("[data-package]").nth(number).scroll_into_view_if_needed()
    inner = (
        page.locator("[data-package]").nth(number).frame_locator("iframe").frame_locator("iframe")
    )
    inner.locator(".h5p-initialized").wait_for(timeout=30_000)
    return inner


def answer(inner: FrameLocator, text: str) -> None:
    inner.get_by_label(text).check()
    inner.get_by_role("button", name="Periksa").click()


def begin_with_a_tap(page: Page) -> None:
    """Begin the activity where it does not begin by itself: on a thin line, which counts as data that is dear."""
    page.get_by_role("link", name="Mulai kegiatan").tap()
    expect(inside(page).get_by_text("Kartu 1 dari 3")).to_be_visible(timeout=60_000)


def sign_in(context: BrowserContext, client, learner, live_server) -> None:
    client.force_login(learner)
    cookie = client.cookies["sessionid"].value
    context.add_cookies(
        [
            {"name": "sessionid", "value": cookie, "url": live_server.url},
            # As signing in leaves it, for the scripts of public pages.
            {"name": "masuk", "value": "1", "url": live_server.url},
        ]
    )


def lesson_with(package: Package, *, twice: bool = False) -> str:
    """Publish a lesson that shows the package, and return its address."""
    body = [("text", "<p>Baca dulu.</p>"), ("package", {"id": "kartu-1", "package": package})]
    if twice:
        body.append(("package", {"id": "kartu-2", "title": "Sekali lagi", "package": package}))
    make_lesson(make_course(), body=body)
    return "/katalog/x1/satu/"


def test_a_learner_plays_in_a_lesson_and_the_score_the_practice_and_the_place_are_kept(
    phone, client, live_server, sari, take_in
):
    address = lesson_with(take_in(completes_when="score", pass_percent=60))
    sign_in(phone.context, client, sari, live_server)
    phone.goto(address)
    inner = come_into_view(phone)
    answer(inner, "benar 1")
    expect(inner.get_by_text("✓ Benar")).to_be_visible()
    inner.get_by_role("button", name="Lanjut").click()
    answer(inner, "salah 2")
    until(lambda: '"place":1' in _state(), "The place was not saved")

    phone.reload()
    inner = come_into_view(phone)
    expect(inner.get_by_text("Kartu 2 dari 3")).to_be_visible()
    expect(inner.get_by_label("salah 2")).to_be_checked()
    inner.get_by_role("button", name="Lanjut").click()
    until(lambda: '"place":2' in _state(), "The third card was not saved")
    phone.reload()
    inner = come_into_view(phone)
    expect(inner.get_by_text("Kartu 3 dari 3")).to_be_visible()
    answer(inner, "benar 3")
    inner.get_by_role("button", name="Selesai").click()
    expect(inner.get_by_text("Anda benar 2 dari 3.")).to_be_visible()

    expect(phone.locator("[data-practice-status]")).to_be_visible()
    until(lambda: Play.objects.exclude(completed_at=None).exists(), "The play is not complete")
    play = Play.objects.exclude(completed_at=None).get()
    assert (play.learner, play.raw, play.maximum, play.practice) == (sari, 2.0, 3.0, "kartu-1")
    done = Enrolment.objects.get(learner=sari).results[str(play.lesson_id)]
    assert (done["practices"]["kartu-1"]["correct"], done["practices"]["kartu-1"]["total"]) == (
        2,
        3,
    )
    assert "done" in done
    roots = Statement.objects.filter(is_root=True, verb__endswith="completed")
    assert [one.document["actor"]["account"]["name"] for one in roots] == [str(sari.public_id)]
    assert "Sari" not in str([one.document for one in Statement.objects.all()])


def _state() -> str:
    kept = SavedState.objects.filter(sub_content="0", data_id="state").first()
    return kept.data if kept else ""


def test_closing_the_tab_keeps_the_last_answer(browse, client, live_server, sari, placed):
    page = browse()
    sign_in(page.context, client, sari, live_server)
    inner = open_alone(page, placed)
    answer(inner, "benar 1")
    expect(inner.get_by_text("✓ Benar")).to_be_visible()
    page.close(run_before_unload=False)

    until(lambda: '"isChecked":true' in _state(), "The last answer was lost")
    until(
        lambda: Statement.objects.filter(verb__endswith="answered").count() == 1,
        "The last statement was lost",
    )


def test_it_plays_again_without_a_signal_and_what_was_done_arrives_later(
    browse, client, live_server, sari, placed
):
    page = browse()
    sign_in(page.context, client, sari, live_server)
    inner = open_alone(page, placed)
    answer(inner, "benar 1")
    until(lambda: '"isChecked":true' in _state(), "Nothing was saved")
    until(lambda: page.evaluate(IS_KEPT), "The page was not kept on the device")

    page.context.set_offline(True)
    page.reload()
    inner = inside(page)
    expect(inner.get_by_text("✓ Benar")).to_be_visible()
    for number in (2, 3):
        inner.get_by_role("button", name="Lanjut").click()
        answer(inner, f"benar {number}")
    inner.get_by_role("button", name="Selesai").click()
    expect(inner.get_by_text("Anda benar 3 dari 3.")).to_be_visible()
    assert not Play.objects.exclude(raw=None).exists()

    page.context.set_offline(False)
    page.reload()
    until(
        lambda: Play.objects.filter(raw=3).exists(), "What was done without a signal never arrived"
    )


def test_who_holds_the_phone_after_somebody_signed_out_goes_on_as_nobody_else(
    browse, client, live_server, sari, placed
):
    page = browse()
    sign_in(page.context, client, sari, live_server)
    inner = open_alone(page, placed)
    answer(inner, "benar 1")
    until(lambda: '"isChecked":true' in _state(), "Nothing was saved")
    until(lambda: page.evaluate(IS_KEPT), "The page was not kept on the device")
    said = Statement.objects.count()

    page.context.clear_cookies(name="masuk")
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(True)
    page.reload()
    inner = inside(page)
    expect(inner.get_by_label("benar 1")).not_to_be_checked()
    for number in (1, 2, 3):
        answer(inner, f"benar {number}")
        inner.get_by_role("button", name="Selesai" if number == 3 else "Lanjut").click()
    expect(inner.get_by_text("Anda benar 3 dari 3.")).to_be_visible()

    page.context.set_offline(False)
    sign_in(page.context, client, sari, live_server)
    page.reload()
    expect(inside(page).get_by_text("✓ Benar")).to_be_visible()
    assert not Play.objects.exclude(raw=None).exists()
    assert Statement.objects.count() == said


def test_a_lesson_opens_without_a_signal_as_a_guest_sees_it_and_its_activity_goes_on(
    browse, client, live_server, sari, take_in
):
    """The copy that the phone keeps names nobody: the next who holds the phone may be somebody else."""
    address = lesson_with(take_in())
    page = browse()
    sign_in(page.context, client, sari, live_server)
    page.goto(address)
    expect(page.locator("[data-lesson]")).to_have_attribute("data-learner", str(sari.public_id))
    answer(come_into_view(page), "benar 1")
    until(lambda: '"isChecked":true' in _state(), "Nothing was saved")
    until(lambda: page.evaluate(IS_KEPT), "The lesson was not kept on the device")
    until(lambda: page.evaluate(HAS_WORKER), "Nothing on the device would open the lesson")

    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Baca dulu.")).to_be_visible()
    expect(page.locator("[data-lesson]")).to_have_attribute("data-signed-in", "0")
    assert str(sari.public_id) not in page.content()
    inner = come_into_view(page)
    expect(inner.get_by_text("✓ Benar")).to_be_visible()
    for number in (2, 3):
        inner.get_by_role("button", name="Lanjut").click()
        answer(inner, f"benar {number}")
    inner.get_by_role("button", name="Selesai").click()
    expect(inner.get_by_text("Anda benar 3 dari 3.")).to_be_visible()
    # Another page of the site is no concern of the worker.
    assert page.evaluate(IS_CONTROLLED)

    page.context.set_offline(False)
    page.reload()
    expect(page.locator("[data-lesson]")).to_have_attribute("data-signed-in", "1")
    come_into_view(page)
    until(lambda: Play.objects.filter(raw=3, learner=sari).exists(), "What was done never arrived")
    page.goto("/katalog/")
    assert not page.evaluate(IS_CONTROLLED)


def test_two_activities_on_a_page_keep_apart_and_a_guest_keeps_them_on_the_device(phone, take_in):
    phone.goto(lesson_with(take_in(), twice=True))
    first, second = come_into_view(phone), come_into_view(phone, 1)
    for number in (1, 2, 3):
        answer(first, f"benar {number}")
        first.get_by_role("button", name="Selesai" if number == 3 else "Lanjut").click()
    expect(first.get_by_text("Anda benar 3 dari 3.")).to_be_visible()
    expect(second.get_by_text("Kartu 1 dari 3")).to_be_visible()

    boxes = phone.locator("[data-practice-status]")
    expect(boxes.nth(0)).to_be_visible()
    expect(boxes.nth(1)).to_be_hidden()
    kept = phone.evaluate("JSON.parse(localStorage.getItem('literasi.progress.v1')).facts")
    assert [fact["body"] for fact in kept] == [{"practice": "kartu-1", "correct": 3, "total": 3}]
    assert (Play.objects.count(), Statement.objects.count(), SavedState.objects.count()) == (
        0,
        0,
        0,
    )


def test_by_keyboard_alone_after_a_tap_where_data_is_dear_at_320_pixels(browse, take_in):
    page = browse(viewport={"width": 320, "height": 640}, has_touch=False, is_mobile=False)
    page.add_init_script(NO_DATA)
    page.goto(lesson_with(take_in()))
    box = page.locator("[data-package]")
    expect(box.get_by_text("KB")).to_be_visible()
    assert page.locator("iframe").count() == 0

    box.get_by_role("link", name="Mulai").focus()
    page.keyboard.press("Enter")
    inner = inside(page)
    expect(inner.get_by_text("Kartu 1 dari 3")).to_be_visible()
    # The frame is a process of its own: the focus reaches it a moment after the key.
    expect(page.locator("iframe.package__frame")).to_be_focused()
    page.keyboard.press("Tab")
    expect(inner.get_by_label("benar 1")).to_be_focused()
    page.keyboard.press("Space")
    expect(inner.get_by_label("benar 1")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(inner.get_by_text("✓ Benar")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(inner.get_by_role("heading", name="Soal 2")).to_be_focused()

    assert page.locator("iframe").get_attribute("title") == "Kartu"
    assert page.frame_locator("iframe").locator("iframe").get_attribute("title") == "Kartu"
    for frame in page.frames:
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_play_on_a_thin_line_and_a_visit_that_fetches_nothing_again(
    chromium, live_server, take_in
):
    """400 kbit/s and 400 ms: three questions in 16 requests and 400 kB, then from the device."""
    package = take_in(cards_package(three_questions()))
    address = lesson_with(package)
    context = chromium.new_context(base_url=live_server.url, **PHONE)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 400,
            "downloadThroughput": 50_000,
            "uploadThroughput": 50_000,
        },
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(live_server.url)))
    sizes: list[int] = []
    line.on("Network.loadingFinished", lambda told: sizes.append(int(told["encodedDataLength"])))

    page.goto(address)
    begin_with_a_tap(page)
    first = [url for url in asked if not url.startswith(("data:", "blob:", "about:"))]
    assert len(first) <= 16, first
    # With the site's own page, style and fonts, and unpacked, as the server of the tests sends it.
    assert sum(sizes) <= 400_000, sizes

    asked.clear()
    page.reload()
    begin_with_a_tap(page)
    content = ("/paket/pustaka/", "/paket/isi/", "/paket/berkas/", "/static/h5p/")
    assert [url for url in asked if url.startswith(content)] == []
    context.close()


def test_an_activity_that_nobody_placed_is_for_its_keepers_alone(phone, take_in):
    package = take_in()
    assert phone.goto(f"/paket/{package.pk}/").status == 404
    place_packages("X", {})
    assert phone.goto(f"/paket/{key_of('nichts')}/").status == 404
