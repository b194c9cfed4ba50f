"""Workers that die by SIGKILL at the worst points; Celery that takes part and Redis that does not."""

import hashlib
import os
import signal
import subprocess
import sys

import pytest
import redis
from django.conf import settings as django_settings

from certificates.domain.issuing import issue_certificate
from certificates.domain.naming import PrintedName, confirm_name
from certificates.domain.outbox import sweep_outbox
from certificates.domain.rendering import render_pdf
from certificates.models import Artifact, Certificate, CertificateEvent, OutboxEntry
from certificates.tasks import do_work_of_certificate
from tests.certificates.awards import an_achievement
from tests.services import database_url, free_port, until

pytestmark = pytest.mark.django_db(transaction=True)

POINTS = [
    "before the paper is set",
    "before the file is kept",
    "before the file is renamed",
    "before the file is recorded",
    "before the work is marked done",
]


def award(number: int) -> Certificate:
    achievement = an_achievement(
        person_id=f"00000000-0000-4000-8000-{number:012d}", holder_name=f"Peserta {number}"
    )
    return confirm_name(issue_certificate(achievement), PrintedName.of(achievement))


def run_worker(files, point: str, pieces: int) -> int:
    """Run a worker of its own until it ends, and return how."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "literasi.settings.test",
        "DATABASE_URL": database_url(),
        "OUTBOX_LEASE_SECONDS": "1",
        "FILES": str(files),
    }
    command = [sys.executable, "-m", "tests.faults.certificate_worker", point, str(pieces)]
    return subprocess.run(
        command, env=environment, cwd=django_settings.BASE_DIR, check=False, timeout=120
    ).returncode


def test_30_awards_end_complete_though_a_worker_dies_at_every_point(transactional_db, tmp_path):
    certificates = [award(number) for number in range(30)]

    ends = [run_worker(tmp_path, point, 3) for point in POINTS]
    ends.append(run_worker(tmp_path, "never", 0))

    assert ends == [-signal.SIGKILL] * len(POINTS) + [0]
    assert sorted(Certificate.objects.values_list("sequence", flat=True)) == list(range(1, 31))
    assert OutboxEntry.objects.open().count() == OutboxEntry.objects.parked().count() == 0
    pdfs = Artifact.objects.filter(kind=Artifact.Kind.PDF)
    artifacts = {artifact.certificate_id: artifact for artifact in pdfs}
    for certificate in certificates:
        artifact = artifacts[certificate.pk]
        content = (tmp_path / artifact.path).read_bytes()
        assert hashlib.sha256(content).hexdigest() == artifact.sha256
        assert content == render_pdf(certificate, certificate.badge)
    assert len(artifacts) == 30
    assert CertificateEvent.objects.filter(kind=CertificateEvent.Kind.RENDERED).count() == 30


def test_a_celery_worker_makes_the_pdf_within_seconds_of_the_name(
    celery_worker, redis_url, celery_sender
):
    celery_sender(redis_url)

    certificate = award(1)

    pdf = certificate.artifacts.filter(kind=Artifact.Kind.PDF)
    until(pdf.exists, "The worker did not make the PDF", seconds=20)
    sha256 = hashlib.sha256(render_pdf(certificate, certificate.badge)).hexdigest()
    assert pdf.get().sha256 == sha256


def test_a_task_sent_three_times_makes_one_pdf(celery_worker, redis_url, celery_sender):
    celery_sender(redis_url)
    certificates = [award(number) for number in range(10)]
    for certificate in certificates * 3:
        do_work_of_certificate.delay(str(certificate.pk))

    until(lambda: not OutboxEntry.objects.open().exists(), "The worker did not finish", seconds=60)

    assert Artifact.objects.filter(kind=Artifact.Kind.PDF).count() == 10
    assert CertificateEvent.objects.filter(kind=CertificateEvent.Kind.RENDERED).count() == 10


def test_a_broker_that_is_away_is_asked_once_and_costs_only_the_wait_for_the_sweep(
    transactional_db, celery_sender, monkeypatch
):
    asked = []
    connect = redis.Connection._connect
    monkeypatch.setattr(
        redis.Connection, "_connect", lambda self: asked.append(self.port) or connect(self)
    )
    celery_sender(f"redis://127.0.0.1:{(port := free_port())}/0")

    certificate = award(1)

    assert asked == [port]
    assert not certificate.artifacts.exists()
    assert sweep_outbox() == 3
    assert certificate.artifacts.exists()
