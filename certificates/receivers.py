"""Wake a worker at once where there is a broker; without one the sweep comes by in two seconds."""

import logging
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from kombu.exceptions import OperationalError

from certificates.models import Certificate
from certificates.signals import certificate_named
from certificates.tasks import do_work_of_certificate

logger = logging.getLogger(__name__)

# With `retry=False` Celery still waits seconds for a connection; somebody waits for this page.
ASK_ONCE = {"max_retries": 0}


@receiver(certificate_named)
def wake_a_worker(certificate: Certificate, **_kwargs: Any) -> None:
    """Send the task; a broker that is away only makes the holder wait for the next sweep."""
    if not settings.CELERY_BROKER_URL:
        return
    try:
        do_work_of_certificate.apply_async((str(certificate.pk),), retry_policy=ASK_ONCE)
    except OperationalError as error:
        logger.warning("The broker does not answer (%s); the sweep will make the PDF.", error)
