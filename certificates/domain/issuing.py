"""Awarding: one row, in the transaction of whatever earned it."""

from functools import partial
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from certificates.domain.achievement import Achievement
from certificates.domain.codes import new_code
from certificates.domain.numbering import give_back_number, printed_number, take_number
from certificates.models import Certificate, CertificateEvent
from certificates.signals import certificate_issued


@transaction.atomic(durable=False, savepoint=False)
def issue_certificate(
    achievement: Achievement, holder: AbstractBaseUser | None = None
) -> Certificate:
    """Award it once per person, achievement and cycle; a second call returns what is there.

    Runs inside the caller's transaction: if that is rolled back there is no certificate and its
    number goes to the next one. Everything printed is kept with the row, so no profile or course
    is read again. The document is made when the holder has confirmed the printed name.
    Costs 4 statements with the holder at hand, 5 without. `certificate_issued` follows the commit.
    """
    now = timezone.now()
    issuer = achievement.issuer
    # Taking the number first also makes everybody else of this series wait, so that the look
    # for an earlier award cannot miss one that is being made at this moment.
    taken = take_number(achievement.series_key, now, issuer.time_zone)
    if earlier := _latest_of(achievement):
        give_back_number(taken)
        return earlier
    certificate = Certificate.objects.create(
        code=new_code(),
        holder_id=holder.pk if holder else _account_of(achievement.person_id),
        person_id=achievement.person_id,
        achievement_key=achievement.achievement_key,
        cycle=achievement.cycle,
        kind=achievement.kind,
        series_id=taken.series_id,
        sequence=taken.sequence,
        number=printed_number(
            achievement.number_pattern,
            series=achievement.series_key,
            taken=taken,
            unit=issuer.unit,
            month=now.astimezone(ZoneInfo(issuer.time_zone)).month,
        ),
        jp=achievement.jp,
        snapshot=achievement.to_json(),
        awarded_at=now,
    )
    CertificateEvent.objects.create(certificate=certificate, kind=CertificateEvent.Kind.ISSUED)
    transaction.on_commit(
        partial(certificate_issued.send_robust, sender=Certificate, certificate=certificate),
        robust=True,
    )
    return certificate


def _latest_of(achievement: Achievement) -> Certificate | None:
    return (
        Certificate.objects.filter(
            person_id=achievement.person_id,
            achievement_key=achievement.achievement_key,
            cycle=achievement.cycle,
        )
        .order_by("-version")
        .first()
    )


def _account_of(person_id: str) -> int | None:
    """Return the account's key; the register keeps the award even of a person without one."""
    accounts = get_user_model().objects.filter(public_id=person_id)
    return accounts.values_list("pk", flat=True).first()
