"""A holder says that something is wrong; the answer is due within 3 × 24 hours (UU 27/2022 art. 30)."""

from functools import partial

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import Certificate, CertificateEvent, CorrectionRequest
from certificates.rules import can_ask_for_correction
from certificates.signals import correction_asked, correction_declined


class CorrectionRefusedError(ValueError):
    """This certificate cannot be corrected; the message says why."""


@transaction.atomic
def ask_for_correction(
    certificate: Certificate, wish: str, by: AbstractBaseUser
) -> CorrectionRequest:
    """Write down what it should say; while a request waits, a new wish takes the place of the old.

    Raises CorrectionRefusedError for a version that was replaced or revoked.
    """
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if not can_ask_for_correction(locked):
        raise CorrectionRefusedError(
            _("This version no longer stands. Open the newest version of your certificate.")
        )
    request, is_new = CorrectionRequest.objects.update_or_create(
        certificate=locked, answered_at=None, defaults={"wish": wish.strip()}
    )
    if is_new:
        CertificateEvent.objects.create(
            certificate=locked, kind=CertificateEvent.Kind.CORRECTION_ASKED, actor_id=by.pk
        )
        transaction.on_commit(
            partial(correction_asked.send_robust, sender=Certificate, certificate=locked),
            robust=True,
        )
    return request


@transaction.atomic
def decline_correction(request: CorrectionRequest, words: str, by: AbstractBaseUser) -> None:
    """Answer that nothing is changed, and why; the holder reads the words."""
    if not words.strip():
        raise ValueError(_("Write to the holder why nothing is changed."))
    answered = (
        CorrectionRequest.objects.open()
        .filter(pk=request.pk)
        .update(
            answer=CorrectionRequest.Answer.DECLINED,
            answer_text=words.strip(),
            answered_at=timezone.now(),
            answered_by_id=by.pk,
        )
    )
    if answered:
        CertificateEvent.objects.create(
            certificate_id=request.certificate_id,
            kind=CertificateEvent.Kind.CORRECTION_DECLINED,
            actor_id=by.pk,
        )
        transaction.on_commit(
            partial(
                correction_declined.send_robust,
                sender=Certificate,
                certificate=request.certificate,
                words=words.strip(),
            ),
            robust=True,
        )
