"""A service card is edited once; every page that shows it follows at once (J23)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms.templatetags.lessons import web_address
from courses.people.models import Role
from tests.cms.making import make_card, make_course, make_lesson, publish
from tests.people import make_person, sign_in_as_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commit_at_once")]


@pytest.fixture
def card():
    return make_card()


@pytest.fixture
def lessons(card):
    course = make_course()
    return [
        make_lesson(course, slug, body=[("service_card", {"card": card})])
        for slug in ("satu", "dua")
    ]


def pages(client: Client) -> list[str]:
    return [client.get(f"/katalog/x1/{slug}/").content.decode() for slug in ("satu", "dua")]


def test_a_changed_address_shows_on_every_lesson_with_its_new_date(client, card, lessons):
    assert all("https://dukcapil.kemendagri.go.id" in page for page in pages(client))
    card.official_address, card.checked_on = "https://ikd.go.id", date(2026, 11, 20)
    publish(card)
    assert all("https://ikd.go.id" in page for page in pages(client))
    assert all("dukcapil.kemendagri" not in page for page in pages(client))
    assert all("20 November 2026" in page for page in pages(client))


def test_a_draft_of_a_card_changes_no_page(client, card, lessons):
    card.official_address = "https://konsep.go.id"
    card.save_revision()
    assert all("konsep.go.id" not in page for page in pages(client))


def test_a_withdrawn_card_disappears(client, card, lessons):
    card.unpublish()
    assert all("service-card" not in page for page in pages(client))


def test_a_deleted_card_leaves_readable_lessons(client, card, lessons):
    pages(client)
    card.delete()
    assert all("service-card" not in page and "<h1>" in page for page in pages(client))


def test_a_card_checked_more_than_180_days_ago_says_so():
    today = timezone.localdate()
    assert not make_card("a", checked_on=today - timedelta(days=180)).is_stale()
    assert make_card("b", checked_on=today - timedelta(days=181)).is_stale()
    assert make_card("c", checked_on=None).is_stale()


def test_the_editor_is_told_of_stale_cards(client):
    make_card("lama", name="Layanan lama", checked_on=date(2025, 1, 1))
    make_card("baru", name="Layanan baru", checked_on=timezone.localdate())
    sign_in_as_staff(client, make_person("Yuliana", Role.EDITOR))
    page = client.get("/cms/").content.decode()
    assert "Layanan lama" in page
    assert "Layanan baru" not in page


def test_an_address_becomes_a_link_only_when_it_is_one():
    assert web_address("https://a.go.id/x") == "https://a.go.id/x"
    assert web_address("dukcapil.kemendagri.go.id") == "https://dukcapil.kemendagri.go.id"
    assert web_address("Aplikasi IKD di Play Store") == ""
    assert web_address("javascript:alert(1)") == ""


def test_the_services_page_lists_the_published_cards(client, card):
    make_card("konsep", name="Belum terbit").unpublish()
    page = client.get("/layanan/").content.decode()
    assert 'id="ikd"' in page
    assert "Belum terbit" not in page
