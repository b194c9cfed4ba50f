"""A package that wants to do harm: everything it tries in a real browser, and nothing of it works."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from courses.catalogue.domain import publish_outline
from courses.packages.domain.placing import place_packages
from courses.packages.models import Play, Statement
from courses.people.models import User
from tests.courses.catalogue.outlines import a_lesson, an_outline, key_of
from tests.courses.packages.making import a_library, a_manifest, as_json, zipped
from tests.services import until

pytestmark = pytest.mark.django_db(transaction=True)

EVIL = Path(__file__).with_name("thief.js")


def evil_package(site: str) -> bytes:
    library = a_library("Jahat.Inti 1.0", preloadedJs=[{"path": "inti.js"}])
    return zipped(
        {
            "h5p.json": as_json(a_manifest("Jahat.Inti 1.0", title="Jahat")),
            "content/content.json": as_json(
                {"a": "</script><script>window.ranContent = 1</script>\u2028"}
            ),
            "Jahat.Inti-1.0/library.json": as_json(library),
            "Jahat.Inti-1.0/inti.js": EVIL.read_text().replace("SITE", site).encode(),
        }
    )


@pytest.fixture(scope="module", autouse=True)
def _assets():
    call_command("build_assets", verbosity=0)


@pytest.fixture
def sari(db):
    return User.objects.create_user("sari", "kopi-abung-barat", display_name="Bu Sari")


@pytest.fixture
def evil(take_in, live_server):
    package = take_in(evil_package(live_server.url))
    publish_outline(an_outline("W6", a_lesson("kartu", "kartu-1")))
    place_packages("W6", {(key_of("kartu"), "kartu-1"): package.pk})
    return package


def open_as(chromium, client, live_server, learner: User) -> Page:
    client.force_login(learner)
    context = chromium.new_context(base_url=live_server.url)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return context.new_page()


def test_a_script_of_a_package_reaches_nothing(chromium, client, live_server, sari, evil):
    page = open_as(chromium, client, live_server, sari)
    page.add_init_script(
        "if (self === top) localStorage.setItem('literasi.progress.v1', 'rahasia')"
    )
    spied: list[str] = []
    # What left the browser: a request that its policy stops is announced, and never answered.
    page.context.on("response", lambda response: spied.append(response.url))
    page.goto(f"/paket/{evil.pk}/")
    inner = page.frame_locator("iframe.package__frame").frame_locator("iframe")
    expect(inner.locator("body.tried")).to_be_visible(timeout=20_000)

    tried = json.loads(inner.locator(".h5p-container").inner_text())

    assert [f"{name}: {result}" for name, result in tried.items() if result.startswith("GOT")] == []
    assert {
        name: tried[name]
        for name in ("cookie-native", "storage-native", "parent", "top", "fetch", "post", "eval")
    } == dict.fromkeys(
        ("cookie-native", "storage-native", "parent", "top", "fetch", "post", "eval"), "stopped"
    )
    assert page.evaluate("location.pathname") == f"/paket/{evil.pk}/"
    until(lambda: Play.objects.exclude(raw=None).exists(), "The one possible result did not arrive")
    play = Play.objects.get()
    assert (play.raw, play.maximum) == (1.0, 4.0)
    document = Statement.objects.get().document
    assert document["actor"]["account"]["name"] == str(sari.public_id)
    assert document["object"]["id"] == evil.address
    assert document["id"] != "11111111-1111-4111-8111-111111111111"
    assert not document["timestamp"].startswith("1999")
    page.wait_for_timeout(2000)
    assert [url for url in spied if "mata-mata" in url] == []
    assert len(page.context.pages) == 1
    page.context.close()


def test_what_a_package_is_made_of_runs_nowhere_when_it_is_opened_directly(
    chromium, client, live_server, sari, evil
):
    page = open_as(chromium, client, live_server, sari)
    told = page.request.get(f"/paket/{evil.pk}/mulai/").json()
    for address in (told["libraries"], told["content"]):
        answer = page.request.get(address)
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        page.goto(address)
        assert page.evaluate("window.ranContent") is None
        assert page.evaluate("window.origin") == "null"
    page.goto(f"/paket/pemutar/#paket={evil.pk}")
    inner = page.frame_locator("iframe")
    expect(inner.locator("body.tried")).to_be_visible(timeout=20_000)
    tried = json.loads(inner.locator(".h5p-container").inner_text())
    assert [name for name, result in tried.items() if result.startswith("GOT")] == []
    page.context.close()
