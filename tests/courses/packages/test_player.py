"""The player's own page, as a browser asks for it the first time and again."""

import pytest
from django.core.management import call_command

from courses.packages.domain.packs import weight_of
from courses.packages.domain.player import CORE, SCRIPT, STYLE, player_weight

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _assets():
    call_command("build_assets", verbosity=0)
    player_weight.cache_clear()


@pytest.mark.parametrize("address", ["/paket/pemutar/", "/paket/pemutar/eval/"])
def test_not_modified_comes_with_the_same_policy(client, address):
    """A browser takes over the headers of a 304: with the site's policy the player would not start again."""
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    same = ("Content-Security-Policy", "Cache-Control", "ETag")
    assert [again.headers[name] for name in same] == [first.headers[name] for name in same]
    assert "frame-ancestors 'self'" in first.headers["Content-Security-Policy"]


def test_the_player_is_the_same_for_everybody_and_asks_no_database(
    client, sari, django_assert_num_queries
):
    as_guest = client.get("/paket/pemutar/").content
    with django_assert_num_queries(0):
        client.get("/paket/pemutar/")
    client.force_login(sari)

    assert client.get("/paket/pemutar/").content == as_guest


def test_the_size_that_is_shown_counts_the_player(placed, settings):
    built = settings.VAR_DIR / "assets"
    unpacked = sum((built / name).stat().st_size for name in (SCRIPT, CORE, STYLE))

    assert 0 < player_weight() < unpacked
    assert player_weight() < weight_of(placed) < player_weight() + 10_000
