"""Certificates for a whole class: a list, a look, a yes, and the worker goes through it."""

from datetime import date

import pytest

from certificates.domain import bulk as bulk_module
from certificates.domain.bulk import (
    Candidate,
    candidates_of,
    confirm_bulk_issue,
    outlook,
    plan_bulk_issue,
    progress_of,
    retry_stopped,
    sweep_bulk_issues,
)
from certificates.domain.programmes import record_met
from certificates.domain.requirements import Requirement
from certificates.models import BulkLine, Certificate, Series
from tests.certificates.awards import ISSUER
from tests.certificates.programmes import a_programme, attended, somebody
from tests.courses.learning.statements import statements

pytestmark = pytest.mark.django_db

KIT = Requirement("attendance", "K3", "Awas Penipuan", minimum_share=80)


@pytest.fixture(autouse=True)
def _issuer(settings):
    settings.CERTIFICATE_ISSUER = "tests.courses.learning.facts.issuer"


def person(number):
    return somebody(person_id=f"00000000-0000-4000-8000-{number:012d}", name=f"Peserta {number:03}")


def states(bulk):
    return list(bulk.lines.order_by("person_id").values_list("state", flat=True))


@pytest.fixture
def programme():
    return a_programme(KIT, code="K3", kind="completion", jp=0, is_open=False)


@pytest.fixture
def bulk(programme):
    """Three who attended, one who did so too seldom, while the programme was still closed."""
    for number, share in ((1, 100), (2, 80), (3, 90), (4, 50)):
        record_met(attended("attendance:K3", share=share), person(number), ISSUER)
    programme.is_open = True
    programme.save()
    candidates = candidates_of(programme, "attendance:K3", date(2026, 11, 1), date(2026, 11, 30))
    return plan_bulk_issue(programme, "Lokakarya K3", candidates, None)


def test_nothing_is_given_before_the_yes_and_the_look_says_what_would_happen(bulk):
    assert sweep_bulk_issues() == 0
    assert Certificate.objects.count() == 0
    assert [(line.holder["name"], seen.state, seen.missing) for line, seen in outlook(bulk)] == [
        ("Peserta 001", "issued", ()),
        ("Peserta 002", "issued", ()),
        ("Peserta 003", "issued", ()),
        ("Peserta 004", "incomplete", ("Awas Penipuan",)),
    ]


def test_the_worker_gives_each_one_theirs_with_numbers_in_a_row(bulk):
    first = confirm_bulk_issue(bulk)
    again = confirm_bulk_issue(bulk)
    settled = sweep_bulk_issues()

    assert (first, again, settled, sweep_bulk_issues()) == (True, False, 4, 0)
    assert states(bulk) == ["issued", "issued", "issued", "incomplete"]
    assert sorted(Certificate.objects.values_list("sequence", flat=True)) == [1, 2, 3]
    assert Series.objects.get().last == 3
    done = progress_of(bulk)
    assert (done.total, done.done, done.is_finished) == (4, 4, True)


def test_a_second_list_for_the_same_people_gives_nobody_a_second_one(bulk, programme):
    confirm_bulk_issue(bulk)
    sweep_bulk_issues()
    candidates = candidates_of(programme, "attendance:K3", date(2026, 11, 1), date(2026, 11, 30))
    second = plan_bulk_issue(programme, "Sekali lagi", candidates, None)
    confirm_bulk_issue(second)
    sweep_bulk_issues()

    assert states(second) == ["held", "held", "held", "incomplete"]
    assert Certificate.objects.count() == Series.objects.get().last == 3


def test_what_was_met_can_be_told_with_the_list(programme):
    programme.is_open = True
    programme.save()
    candidates = [
        Candidate(person(number), met=attended("attendance:K3", share=90)) for number in (7, 8)
    ]
    bulk = plan_bulk_issue(programme, "Kelas", [*candidates, candidates[0]], None)
    looked = [seen.state for _line, seen in outlook(bulk)]
    confirm_bulk_issue(bulk)
    sweep_bulk_issues()

    assert looked == ["issued", "issued"]
    assert states(bulk) == ["issued", "issued"]


def test_a_line_that_does_not_work_is_stopped_with_its_reason_and_can_begin_again(
    bulk, monkeypatch
):
    def broken(*_args, **_options):
        raise RuntimeError("printer on fire")

    confirm_bulk_issue(bulk)
    with monkeypatch.context() as broken_time:
        broken_time.setattr(bulk_module, "give_due", broken)
        for _sweep in range(bulk_module.MOST_TRIES):
            sweep_bulk_issues()
    stopped = BulkLine.objects.filter(state="stopped")

    assert set(stopped.values_list("words", flat=True)) == {"RuntimeError: printer on fire"}
    assert progress_of(bulk).is_finished
    assert retry_stopped(bulk) == 4
    sweep_bulk_issues()
    assert states(bulk) == ["issued", "issued", "issued", "incomplete"]


def test_the_look_costs_the_same_for_one_line_and_for_four(programme, bulk):
    BulkLine.objects.filter(bulk=bulk).exclude(person_id=person(1).person_id).delete()
    bulk.refresh_from_db()
    assert bulk.programme
    with statements() as one:
        outlook(bulk)
    for number in (2, 3, 4):
        BulkLine.objects.create(
            bulk=bulk, person_id=person(number).person_id, holder=person(number).to_json()
        )
    with statements() as four:
        outlook(bulk)

    assert (len(one), len(four)) == (3, 3)
