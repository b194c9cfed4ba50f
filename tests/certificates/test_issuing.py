"""Awarding in the transaction of whatever earned it."""

import pytest
from django.db import transaction

from certificates.domain.achievement import Achievement
from certificates.domain.issuing import issue_certificate
from certificates.models import Certificate, OutboxEntry, Series
from certificates.signals import certificate_issued
from tests.certificates.awards import a_person, an_achievement

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """Collect the certificates that were announced."""
    announced = []

    def listen(certificate, **_kwargs):
        announced.append(certificate)

    certificate_issued.connect(listen)
    yield announced
    certificate_issued.disconnect(listen)


def test_an_award_is_a_numbered_row_with_everything_printed():
    holder = a_person()
    achievement = an_achievement(holder)

    certificate = issue_certificate(achievement, holder)

    certificate.refresh_from_db()
    year = certificate.awarded_at.year
    assert (certificate.holder, certificate.number, certificate.jp) == (
        holder,
        f"SK/000001/BKPSDM/{year}",
        5,
    )
    assert Achievement.from_json(certificate.snapshot) == achievement
    assert certificate.events.count() == 0, "the row itself says that it was issued"
    assert OutboxEntry.objects.count() == 0, "the document waits for the name to be confirmed"


def test_a_second_award_of_the_same_thing_is_the_first_one():
    holder = a_person()
    first = issue_certificate(an_achievement(holder), holder)

    again = issue_certificate(an_achievement(holder, title="Judul lain"), holder)

    assert again == first
    assert again.snapshot["title"] == "Keamanan Informasi dan Pelindungan Data Pribadi"
    assert Series.objects.get().last == 1


def test_another_cycle_is_another_award_with_the_next_number():
    holder = a_person()

    sequences = [
        issue_certificate(an_achievement(holder, cycle=cycle), holder).sequence for cycle in (1, 2)
    ]

    assert sequences == [1, 2]


def test_the_holder_is_found_by_the_public_id():
    holder = a_person()

    assert issue_certificate(an_achievement(holder)).holder == holder


def test_an_award_costs_two_statements_and_a_third_to_find_the_holder(django_assert_num_queries):
    holder, other = a_person(), a_person("lain")

    with django_assert_num_queries(2):
        issue_certificate(an_achievement(holder), holder)
    with django_assert_num_queries(3):
        issue_certificate(an_achievement(other))


def test_it_is_announced_once_and_only_after_commit(heard, django_capture_on_commit_callbacks):
    holder = a_person()
    with django_capture_on_commit_callbacks(execute=True):
        certificate = issue_certificate(an_achievement(holder), holder)
        assert heard == []
    with django_capture_on_commit_callbacks(execute=True):
        issue_certificate(an_achievement(holder), holder)

    assert heard == [certificate]


@pytest.mark.django_db(transaction=True)
def test_a_pass_that_is_rolled_back_leaves_neither_certificate_nor_gap(heard):
    first, second = a_person(), a_person("kedua")
    with transaction.atomic():
        issue_certificate(an_achievement(first), first)
        transaction.set_rollback(True)
    with transaction.atomic():
        certificate = issue_certificate(an_achievement(second), second)

    assert list(Certificate.objects.values_list("sequence", flat=True)) == [1]
    assert heard == [certificate]


def test_a_listener_that_breaks_does_not_break_the_award(django_capture_on_commit_callbacks):
    def break_down(**_kwargs):
        raise RuntimeError

    certificate_issued.connect(break_down)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            issue_certificate(an_achievement())
    finally:
        certificate_issued.disconnect(break_down)

    assert Certificate.objects.count() == 1
