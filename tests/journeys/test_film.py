"""A film of another site: seen after a tap on the notice, and nobody hears of it before."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.browser import PHONE
from tests.cms.making import make_course, make_lesson
from tests.cms.test_films import FILM, YOUTUBE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("with_javascript", [True, False])
def test_no_other_host_is_asked_before_the_tap(chromium, live_server, with_javascript):
    call_command("build_assets", verbosity=0)
    make_lesson(make_course(), body=[("media", FILM)])
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=with_javascript, **PHONE
    )
    context.route(f"{YOUTUBE}*", lambda route: route.fulfill(body="<p>film</p>"))
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def others() -> list[str]:
        return [url for url in asked if not url.startswith((live_server.url, "data:"))]

    page.goto("/katalog/x1/satu/", wait_until="networkidle")
    expect(page.get_by_text("Situs itu tahu bahwa Anda membukanya.")).to_be_visible()
    assert others() == []

    page.get_by_role("link", name="Lihat film").tap()
    expect(page.frame_locator("iframe").get_by_text("film")).to_be_visible()
    assert others() == [YOUTUBE]
    page.get_by_role("link", name="Kembali ke pelajaran").tap()
    expect(page.get_by_role("link", name="Lihat film")).to_be_visible()
    context.close()
