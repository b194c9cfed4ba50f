"""Certificates while workers and whole groups of them die, each job queued three times."""

import os

import pytest
from django.conf import settings as django_settings
from django.db import connection

from tests.faults.certificate_chaos import Outcome, Storm, environment_of, send, weather
from tests.services import database_url, until

pytestmark = pytest.mark.django_db(transaction=True)

ON_POSTGRESQL = "postgresql" in django_settings.DATABASES["default"]["ENGINE"]
AWARDS = 300 if ON_POSTGRESQL else 100
NAIVE = 30


@pytest.fixture
def storm(transactional_db, redis_url, tmp_path, monkeypatch, celery_sender):
    """Groups of workers on this test's database, and this process on their broker."""
    environment = environment_of(database_url(), redis_url, tmp_path)
    for name, value in environment.items():
        if os.environ.get(name) != value:
            monkeypatch.setenv(name, value)
    celery_sender(redis_url)
    return Storm(environment, tmp_path)


def test_every_award_ends_with_one_certificate_one_number_and_one_file(storm):
    outcome = weather(storm, AWARDS, strikes=3, patience=200)

    assert outcome.faults() == [], outcome.table()
    assert outcome.groups_killed == 3


def test_the_harness_catches_whoever_looks_first_and_writes_afterwards(storm):
    """A control: the naive way, with nobody dying, already gives people and numbers twice."""
    storm.environment["CHAOS_DEATHS"] = "0"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE chaos_naive (person integer, number integer)")
    try:
        with storm.blowing():
            send("tests.faults.chaos_jobs.naive_award", NAIVE, in_order=True)
            until(lambda: len(set(naive("person"))) == NAIVE, "Not all were given", seconds=200)
        outcome = Outcome(
            awards=NAIVE,
            people=[str(person) for person in naive("person")],
            numbers=naive("number"),
            artifacts=NAIVE,
            announced=NAIVE,
        )
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE chaos_naive")

    assert "somebody has two" in outcome.faults()
    assert "numbers are not 1 to N" in outcome.faults()


def naive(column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM chaos_naive")
        return [value for (value,) in cursor.fetchall()]
