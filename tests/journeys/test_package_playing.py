"""Packages in a real browser: played, kept, gone on with, without a signal, and by keyboard alone."""

import pytest
from django.core.management import call_command
from playwright.sync_api import FrameLocator, Page, expect

from courses.packages.models import Play, SavedState, Statement
from tests.courses.packages.conftest import *  # noqa: F403 - its fixtures
from tests.services import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _assets(transactional_db):
    call_command("build_assets", verbosity=0)


def activity(page: Page) -> FrameLocator:
    return page.frame_locator("iframe.package__frame").frame_locator("iframe")


def open_alone(page: Page, package) -> FrameLocator:
    """Open the package's own page; on a good line it begins by itself."""
    page.goto(f"/paket/{package.pk}/")
    return activity(page)


def test_guest_plays(phone, placed):
    phone.on('console', lambda m: print('CONSOLE', m.type, m.text))
    phone.on('pageerror', lambda m: print('ERR', m))
    inner = open_alone(phone, placed)
    expect(inner.get_by_text("Kartu 1 dari 3")).to_be_visible()
    inner.get_by_label("benar 1").check()
    inner.get_by_role("button", name="Periksa").click()
    phone.wait_for_timeout(1000)
    print(inner.locator("body").inner_html()[:3000])
    phone.screenshot(path="/tmp/packages/guest.png", full_page=True)
    expect(inner.get_by_text("✓ Benar")).to_be_visible()
    phone.screenshot(path="/tmp/packages/guest.png", full_page=True)
