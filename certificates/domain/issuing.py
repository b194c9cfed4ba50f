"""Awarding: one row, in the transaction of whatever earned it."""

from datetime import datetime
from functools import partial
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from certificates.domain.achievement import Achievement
from certificates.domain.codes import new_code
from certificates.domain.insertion import insert_new
from certificates.domain.numbering import (
    TakenNumber,
    give_back_number,
    printed_number,
    take_number,
)
from certificates.models import Certificate
from certificates.signals import certificate_issued


@transaction.atomic(durable=False, savepoint=False)
def issue_certificate(
    achievement: Achievement, holder: AbstractBaseUser | None = None
) -> Certificate:
    """Award it once per person, achievement and cycle; a second call returns what is there.

    Runs inside the caller's transaction: if that is rolled back there is no certificate and its
    number goes to the next one. Everything printed is kept with the row, so no profile or course
    is read again. The document is made when the holder has confirmed the printed name.
    Costs 2 statements with the holder at hand, 3 without. `certificate_issued` follows the commit.
    """
    now = timezone.now()
    # Taking the number first makes everybody else of this series wait, so a number that is given
    # back because of an earlier award is still the last one.
    taken = take_number(achievement.series_key, now, achievement.issuer.time_zone)
    certificate = _certificate(achievement, taken, now)
    if holder:
        # The instance too, so that whoever hears of the award need not read the holder again.
        certificate.holder = cast(Any, holder)
    else:
        certificate.holder_id = _account_of(achievement.person_id)
    if not insert_new([certificate]):
        give_back_number(taken)
        return _latest_of(achievement)
    transaction.on_commit(
        partial(certificate_issued.send_robust, sender=Certificate, certificate=certificate),
        robust=True,
    )
    return certificate


def _certificate(achievement: Achievement, taken: TakenNumber, now: datetime) -> Certificate:
    """Return the row, not yet saved. It is its own record of the award: the log begins after it."""
    issuer = achievement.issuer
    return Certificate(
        code=new_code(),
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


def _latest_of(achievement: Achievement) -> Certificate:
    """Return the earlier award that stood in the way; DoesNotExist when something else did."""
    return (
        Certificate.objects.filter(
            person_id=achievement.person_id,
            achievement_key=achievement.achievement_key,
            cycle=achievement.cycle,
        )
        .order_by("-version")[:1]
        .get()
    )


def _account_of(person_id: str) -> int | None:
    """Return the account's key; the register keeps the award even of a person without one."""
    accounts = get_user_model().objects.filter(public_id=person_id)
    return accounts.values_list("pk", flat=True).first()
