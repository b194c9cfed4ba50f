"""Every kind of page that anybody can reach, as its first visitor sees it: axe, a narrow screen, other colours."""

from io import StringIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page

from courses.people.models import User
from tests.faces.crawling import pages_of
from tests.looking import overflow_of
from tests.people import sign_in_as_staff

NARROW = {"viewport": {"width": 320, "height": 640}}
GUEST = ""
# From those with few pages to those with many: a kind of page is looked at once, as the first who reaches it.
ROLES = [
    GUEST,
    "warga",
    "pelajar",
    "asn",
    "guru",
    "pelatih",
    "kepala_opd",
    "bkpsdm",
    "editor",
    "admin",
]


@pytest.fixture
def clients(starter_content) -> dict[str, Client]:
    """Return a signed-in client for each role of the demonstration accounts."""
    call_command("build_assets", verbosity=0)
    for made in ("demo_workshops", "demo_class", "demo_exam"):
        call_command(made, stdout=StringIO())
    found = {GUEST: Client()}
    for role in ROLES[1:]:
        found[role] = Client()
        sign_in_as_staff(found[role], User.objects.get(username=role))
    return found


def test_no_page_of_anybody_has_a_fault_or_scrolls_sideways(browse, clients, live_server):
    seen: set[str] = set()
    faults: list[str] = []
    for role, client in clients.items():
        page = browse(**NARROW, reduced_motion="reduce")
        bring_session(page, client, live_server.url)
        for kind, address in pages_of(client).items():
            if kind not in seen:
                seen.add(kind)
                faults += [
                    f"{role or 'guest'} {address} {fault}" for fault in faults_at(page, address)
                ]
    assert faults == []
    assert len(seen) > 40


def bring_session(page: Page, client: Client, home: str) -> None:
    """Give the browser the session that the client has."""
    name = settings.SESSION_COOKIE_NAME
    if name in client.cookies:
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": home}])


def faults_at(page: Page, address: str) -> list[str]:
    """Return what axe and the edge of the screen say about a page."""
    page.goto(address)
    found = Axe().run(page).response["violations"]
    faults = [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]
    if wider := overflow_of(page):
        faults.append(f"is {wider} pixels wider than the screen")
    return faults


@pytest.mark.parametrize("address", ["/", "/katalog/", "/masuk/", "/verifikasi/"])
def test_forced_colours_keep_what_can_be_tapped_apart_from_what_cannot(
    browse, starter_content, address
):
    call_command("build_assets", verbosity=0)
    page = browse(forced_colors="active")
    page.goto(address)
    without_edge = page.evaluate(
        """() => [...document.querySelectorAll('.button, input:not([type=hidden]), select, .door')]
            .filter((each) => each.checkVisibility())
            .filter((each) => {
                const { borderTopStyle, outlineStyle } = getComputedStyle(each);
                return borderTopStyle === 'none' && outlineStyle === 'none';
            })
            .map((each) => each.outerHTML.slice(0, 120))"""
    )
    assert without_edge == []


@pytest.mark.parametrize("address", ["/", "/katalog/"])
def test_nobody_who_asked_for_stillness_sees_movement(browse, starter_content, address):
    call_command("build_assets", verbosity=0)
    page = browse(reduced_motion="reduce")
    page.goto(address)
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((each) => {
            const style = getComputedStyle(each);
            const isAnimated = style.animationName !== 'none' && parseFloat(style.animationDuration) > 0.01;
            return isAnimated || parseFloat(style.transitionDuration) > 0.01;
        }).map((each) => each.outerHTML.slice(0, 120))"""
    )
    assert moving == []
