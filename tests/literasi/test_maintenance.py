"""The closed sign."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from literasi import maintenance


@pytest.fixture(autouse=True)
def _signs_of_this_test_only(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def said(*words: str) -> str:
    told = StringIO()
    call_command("maintenance", *words, stdout=told)
    return told.getvalue().strip()


def test_a_closed_site_says_when_to_come_back_and_asks_no_database(
    client, db, django_assert_num_queries
):
    said("on", "--minutes", "10")

    with django_assert_num_queries(0):
        answer = client.get("/katalog/")

    assert answer.status_code == 503
    assert 590 <= int(answer["Retry-After"]) <= 600
    assert answer["Cache-Control"] == "no-store"
    assert "Situs sedang kami perbaiki" in answer.content.decode()
    assert client.get("/healthz/live").status_code == 200


def test_opening_it_takes_the_sign_down(client, db):
    said("on")
    assert said("off") == "The site is open."
    assert client.get("/bantuan/").status_code == 200


def test_a_forgotten_sign_falls_down_by_itself(client, db):
    said("on", "--minutes", "1")
    maintenance.sign().write_text((timezone.now() - timedelta(seconds=1)).isoformat())
    assert said() == "The site is open."
    assert client.get("/bantuan/").status_code == 200


def test_a_sign_that_nobody_can_read_closes_nothing(client, db):
    maintenance.sign().write_text("nanti sore")
    assert client.get("/bantuan/").status_code == 200
