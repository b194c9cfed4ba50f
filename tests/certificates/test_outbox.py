"""The work that follows from a certificate: on a lease, safe to repeat, given up in the end."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from certificates.domain import outbox
from certificates.domain.handing import pdf_of
from certificates.domain.issuing import issue_certificate
from certificates.domain.naming import PrintedName, confirm_name
from certificates.domain.outbox import (
    MOST_TRIES,
    Work,
    claim_next,
    do_claimed,
    do_work_of,
    retry_parked,
    sweep_outbox,
)
from certificates.domain.rendering import make_pdf
from certificates.models import Artifact, CertificateEvent, OutboxEntry
from tests.certificates.awards import an_achievement

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate():
    achievement = an_achievement()
    return confirm_name(issue_certificate(achievement), PrintedName.of(achievement))


def let_the_lease_run_out() -> None:
    OutboxEntry.objects.update(leased_until=timezone.now() - timedelta(seconds=1))


def the_pdf(certificate) -> Artifact:
    return certificate.artifacts.get(kind=Artifact.Kind.PDF)


def test_a_sweep_makes_the_pdf_that_waits(certificate):
    assert (sweep_outbox(), sweep_outbox()) == (3, 0)

    artifact = the_pdf(certificate)
    assert pdf_of(certificate).startswith(b"%PDF-1.7")
    assert artifact.path == f"certificates/{artifact.sha256[:2]}/{artifact.sha256}.pdf"


def test_a_sweep_that_finds_nothing_takes_no_lock(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert sweep_outbox() == 0


def test_work_done_three_times_leaves_one_file_and_one_record(certificate):
    fingerprints = set()
    for _time in range(3):
        OutboxEntry.objects.update(done_at=None)
        let_the_lease_run_out()
        Artifact.objects.all().delete()
        sweep_outbox()
        fingerprints.add(frozenset(certificate.artifacts.values_list("kind", "sha256")))

    assert len(fingerprints) == 1
    assert sorted(kind for kind, _ in fingerprints.pop()) == ["pdf", "share_picture"]


def test_who_comes_second_keeps_the_first_result(certificate):
    assert make_pdf(certificate) == make_pdf(certificate)
    assert certificate.events.filter(kind=CertificateEvent.Kind.RENDERED).count() == 1


def test_work_on_a_lease_is_left_alone_until_the_lease_runs_out(certificate):
    assert claim_next().certificate == certificate
    assert claim_next() is None
    assert do_work_of(str(certificate.pk)) == 0

    let_the_lease_run_out()

    assert do_work_of(str(certificate.pk)) == 3


def test_a_kind_waits_for_the_kind_that_comes_before_it(certificate):
    order = []
    while entry := claim_next():
        order.append(entry.kind)
        do_claimed(entry)

    assert order[:2] == ["badge", "pdf"]
    assert sorted(order[2:]) == ["share_picture"]


def test_what_comes_after_work_that_was_given_up_waits_until_it_is_mended(certificate):
    OutboxEntry.objects.filter(kind="badge").update(parked_reason="broken")

    assert sweep_outbox() == 0

    retry_parked(OutboxEntry.objects.get(kind="badge"))
    assert sweep_outbox() == 3


def test_a_failure_is_tried_again_later_and_then_given_up_with_its_reason(certificate, monkeypatch):
    def fail(_certificate):
        raise OSError("disk full")

    monkeypatch.setitem(outbox.WORK, OutboxEntry.Kind.BADGE, Work(fail))
    pauses = []
    for _try in range(MOST_TRIES):
        before = timezone.now()
        assert sweep_outbox() == 0
        entry = OutboxEntry.objects.get(kind="badge")
        pauses.append(round((entry.leased_until - before).total_seconds()))
        let_the_lease_run_out()

    assert pauses[:4] == [5, 10, 20, 40]
    assert (entry.parked_reason, entry.tries) == ("OSError: disk full", MOST_TRIES)
    assert claim_next() is None

    monkeypatch.undo()
    retry_parked(entry)
    assert sweep_outbox() == 3


def test_work_that_kills_every_worker_is_given_up(certificate):
    for _killed in range(MOST_TRIES):
        assert claim_next() is not None
        let_the_lease_run_out()

    assert claim_next() is None
    assert OutboxEntry.objects.get(kind="badge").parked_reason == (
        f"Every one of {MOST_TRIES} workers stopped while doing this."
    )


def test_a_lost_file_is_rendered_again(certificate):
    sweep_outbox()
    artifact = the_pdf(certificate)
    storages["private"].delete(artifact.path)

    assert len(pdf_of(certificate)) == artifact.size
    assert storages["private"].exists(artifact.path)


def test_a_file_whose_bytes_changed_with_the_design_gets_a_new_record(certificate):
    sweep_outbox()
    Artifact.objects.filter(kind="pdf").update(path="certificates/old.pdf", sha256="0" * 64)

    assert pdf_of(certificate).startswith(b"%PDF")

    event = certificate.events.filter(kind=CertificateEvent.Kind.RENDERED).last()
    assert event.details == {
        "sha256": the_pdf(certificate).sha256,
        "instead_of": "0" * 64,
    }


def test_no_half_written_file_is_left_behind(certificate):
    before = files_kept()
    sweep_outbox()

    new = files_kept() - before
    assert new
    assert {name for name in new if not name.endswith((".pdf", ".png")) or name[0] == "."} == set()


def files_kept():
    """Return the names of the files of certificates, other tests' among them."""
    private = storages["private"]
    folders = private.listdir("certificates")[0] if private.exists("certificates") else []
    return {name for folder in folders for name in private.listdir(f"certificates/{folder}")[1]}
