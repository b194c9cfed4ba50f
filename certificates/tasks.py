"""Background work of certificates. Rows hold the truth; a task that is lost is swept up."""

from celery import shared_task

from certificates.domain.outbox import do_work_of


@shared_task
def do_work_of_certificate(certificate_id: str) -> None:
    """Do what waits for this certificate; safe to run twice, since each piece is claimed first.

    It does not retry by itself: the outbox row says when the next try is due, and the sweep does it.
    """
    do_work_of(certificate_id)
