"""Many awards at one moment: one row a person, no gap, no number twice."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import close_old_connections, connections, transaction
from django.db.models import Max

from certificates.domain.bulk import (
    Candidate,
    confirm_bulk_issue,
    plan_bulk_issue,
    sweep_bulk_issues,
)
from certificates.domain.issuing import issue_certificate
from certificates.domain.naming import PrintedName, confirm_name
from certificates.domain.outbox import sweep_outbox
from certificates.domain.programmes import record_met
from certificates.domain.requirements import Requirement
from certificates.models import (
    Artifact,
    Attainment,
    BulkLine,
    Certificate,
    CertificateEvent,
    OutboxEntry,
    Series,
)
from tests.certificates.awards import ISSUER, an_achievement
from tests.certificates.programmes import a_programme, attended, somebody

pytestmark = pytest.mark.django_db(transaction=True)

# SQLite lets one writer in at a time, so fewer threads meet there just as hard.
ON_POSTGRESQL = "postgresql" in settings.DATABASES["default"]["ENGINE"]
AT_ONCE = 50 if ON_POSTGRESQL else 12


def at_once(work, times=AT_ONCE):
    """Do the work in so many threads that all begin at the same moment; return what each gave."""
    ready = threading.Barrier(times)

    def one(number):
        close_old_connections()
        try:
            ready.wait(60)
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(one, range(times)))


def person_number(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def test_one_person_passing_many_times_at_once_holds_one_certificate():
    issued = at_once(lambda _: issue_certificate(an_achievement()).pk)

    assert set(issued) == {Certificate.objects.get().pk}
    assert Series.objects.get().last == 1


def test_many_people_with_every_third_rolled_back_get_numbers_without_a_gap():
    def award(number):
        with transaction.atomic():
            issue_certificate(an_achievement(person_id=person_number(number)))
            transaction.set_rollback(number % 3 == 0)

    at_once(award)

    kept = AT_ONCE - len(range(0, AT_ONCE, 3))
    sequences = Certificate.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(sequences) == list(range(1, kept + 1))
    assert Series.objects.get().last == kept


def test_the_same_people_twice_at_once_and_some_rolled_back():
    def award(number):
        with transaction.atomic():
            certificate = issue_certificate(an_achievement(person_id=person_number(number // 2)))
            transaction.set_rollback(number % 5 == 0)
            return certificate

    at_once(award)

    sequences = set(Certificate.objects.values_list("sequence", flat=True))
    assert sequences == set(range(1, Certificate.objects.count() + 1))
    assert Series.objects.get().last == len(sequences)


def test_the_harness_catches_whoever_counts_without_a_lock():
    """A control: reading the highest number and adding one gives some number twice."""
    reading = threading.Barrier(AT_ONCE)
    taken = []

    def naive(_number):
        highest = Certificate.objects.aggregate(last=Max("sequence"))["last"] or 0
        reading.wait(60)
        taken.append(highest + 1)

    at_once(naive)

    assert len(set(taken)) < len(taken)


def test_two_last_requirements_met_at_one_moment_complete_the_programme_once():
    a_programme(Requirement("course", "A1"), Requirement("course", "A2"), jp=0)

    def tell(number):
        met = attended(f"course:A{number % 2 + 1}", reference=f"occasion-{number % 4}")
        with transaction.atomic():
            return record_met(met, somebody(), ISSUER)

    given = at_once(tell)

    assert sum(len(certificates) for certificates in given) == 1
    assert Certificate.objects.count() == Series.objects.get().last == 1
    assert Attainment.objects.count() == 4


def test_workers_that_meet_over_a_list_give_each_one_theirs_once(settings):
    settings.CERTIFICATE_ISSUER = "tests.courses.learning.facts.issuer"
    programme = a_programme(Requirement("course", "A1"), jp=0)
    people = [
        Candidate(somebody(person_id=person_number(number)), met=attended("course:A1"))
        for number in range(12)
    ]
    confirm_bulk_issue(plan_bulk_issue(programme, "Kelas", people, None))

    at_once(lambda _: sweep_bulk_issues(), 4)
    sweep_bulk_issues()

    assert set(BulkLine.objects.values_list("state", flat=True)) == {"issued"}
    assert sorted(Certificate.objects.values_list("sequence", flat=True)) == list(range(1, 13))


def test_a_name_confirmed_many_times_at_once_is_queued_once():
    achievement = an_achievement()
    certificate = issue_certificate(achievement)

    at_once(lambda _: confirm_name(certificate, PrintedName.of(achievement)))

    kinds = OutboxEntry.objects.values_list("kind", flat=True)
    assert sorted(kinds) == ["badge", "pdf", "share_picture"]
    assert CertificateEvent.objects.filter(kind=CertificateEvent.Kind.NAMED).count() == 1


def test_sweeps_that_meet_do_every_piece_once():
    for number in range(20):
        achievement = an_achievement(person_id=person_number(number))
        confirm_name(issue_certificate(achievement), PrintedName.of(achievement))

    done = at_once(lambda _: sweep_outbox(), 4)

    # A badge, a PDF and a picture for each.
    assert sum(done) + sweep_outbox() == 60
    assert Artifact.objects.filter(kind=Artifact.Kind.PDF).count() == 20
    assert set(OutboxEntry.objects.values_list("tries", flat=True)) == {1}
