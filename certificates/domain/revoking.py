"""Taking a certificate back, or replacing it by a corrected version; both stay visible for ever."""

from dataclasses import dataclass, replace
from functools import partial

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.domain.achievement import Achievement
from certificates.domain.badges.status import set_status
from certificates.domain.codes import new_code
from certificates.domain.naming import PrintedName, announce_named
from certificates.domain.outbox import queue_documents
from certificates.models import Badge, Certificate, CertificateEvent, CorrectionRequest
from certificates.rules import Standing, standing_of
from certificates.signals import certificate_replaced, certificate_revoked


class NoLongerStandsError(ValueError):
    """The certificate has been revoked or replaced already; the message says which."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What the new version states in place of the old; None keeps what is there."""

    name: PrintedName | None = None
    title: str | None = None

    def on(self, achievement: Achievement) -> Achievement:
        """Return the achievement corrected."""
        named = self.name.on(achievement) if self.name else achievement
        return replace(named, title=self.title) if self.title else named


@transaction.atomic
def revoke_certificate(certificate: Certificate, reason: str, by: AbstractBaseUser) -> Certificate:
    """Take the certificate back with a reason that the public page shows.

    Raises NoLongerStandsError when it is revoked already; ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError(_("Write why the certificate is revoked. Everybody can read the reason."))
    locked = _standing(certificate)
    locked.revoked_at = timezone.now()
    locked.revoked_reason = reason.strip()
    locked.save(update_fields=["revoked_at", "revoked_reason"])
    set_status(locked, Badge.Status.REVOKED)
    _note(locked, CertificateEvent.Kind.REVOKED, by, reason=locked.revoked_reason)
    transaction.on_commit(
        partial(certificate_revoked.send_robust, sender=Certificate, certificate=locked),
        robust=True,
    )
    return locked


@transaction.atomic
def replace_certificate(
    certificate: Certificate, correction: Correction, reason: str, by: AbstractBaseUser
) -> Certificate:
    """Issue a corrected version under the same number; the old one says that it was replaced.

    The new version has its own code. Its document is made at once when the name was confirmed
    before or is given here; otherwise the holder is asked to check the name first. Open requests
    for a correction are answered by it. Raises NoLongerStandsError for a version that no longer
    stands, ValueError when nothing would change.
    """
    old = _standing(certificate)
    achievement = Achievement.from_json(old.snapshot)
    corrected = correction.on(achievement)
    if corrected == achievement:
        raise ValueError(_("Nothing would change. Write what the new version should say."))
    new = _next_version(old, corrected, is_named=correction.name is not None)
    set_status(old, Badge.Status.REVOKED)
    _note(old, CertificateEvent.Kind.REPLACED, by, reason=reason, by_version=new.version)
    _note(new, CertificateEvent.Kind.ISSUED, by, reason=reason, replaces=str(old.pk))
    old.corrections.open().update(
        answer=CorrectionRequest.Answer.CORRECTED, answered_at=timezone.now(), answered_by=by
    )
    if new.name_confirmed_at:
        queue_documents(new)
        announce_named(new)
    transaction.on_commit(
        partial(certificate_replaced.send_robust, sender=Certificate, certificate=new), robust=True
    )
    return new


def _next_version(old: Certificate, corrected: Achievement, *, is_named: bool) -> Certificate:
    return Certificate.objects.create(
        code=new_code(),
        holder_id=old.holder_id,
        person_id=old.person_id,
        achievement_key=old.achievement_key,
        cycle=old.cycle,
        version=old.version + 1,
        kind=old.kind,
        series_id=old.series_id,
        sequence=old.sequence,
        number=old.number,
        jp=old.jp,
        snapshot=corrected.to_json(),
        awarded_at=old.awarded_at,
        name_confirmed_at=timezone.now() if is_named or old.name_confirmed_at else None,
        valid_until=old.valid_until,
        programme_id=old.programme_id,
        renews_id=old.renews_id,
        replaces=old,
    )


def _standing(certificate: Certificate) -> Certificate:
    """Return the row locked, or raise NoLongerStandsError."""
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    standing = standing_of(locked)
    if standing is Standing.REVOKED:
        raise NoLongerStandsError(_("This certificate has been revoked already."))
    if standing is Standing.REPLACED:
        raise NoLongerStandsError(
            _("This version has been replaced. Open the newest version and use that one.")
        )
    return locked


def _note(
    certificate: Certificate,
    kind: CertificateEvent.Kind,
    by: AbstractBaseUser,
    **details: str | int,
) -> None:
    CertificateEvent.objects.create(
        certificate=certificate, kind=kind, actor_id=by.pk, details=details
    )
