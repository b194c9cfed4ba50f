"""Who goes on the journeys of domain.md 5."""

import pytest
from playwright.sync_api import Page

from tests.browser import Browse
from tests.journeys.tapping import Keys, Thumb


@pytest.fixture(params=["an old phone behind a slow line", "keys alone"])
def hand(request: pytest.FixtureRequest, browse: Browse) -> Thumb:
    """Return the hand of somebody whose journey must go both ways, on a screen of 360 by 640."""
    if request.param == "keys alone":
        return Keys(browse())
    slow_phone: Page = request.getfixturevalue("slow_phone")
    return Thumb(slow_phone)
