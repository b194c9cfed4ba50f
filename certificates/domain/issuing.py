"""Awarding: one row, in the transaction of whatever earned it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from certificates.domain.achievement import Achievement
from certificates.domain.announcing import announce
from certificates.domain.awarding import Award
from certificates.domain.codes import new_code
from certificates.domain.insertion import insert_new
from certificates.domain.numbering import (
    TakenNumber,
    give_back_number,
    printed_number,
    take_number,
)
from certificates.domain.splitting import split_jp
from certificates.models import Certificate, CertificateEvent


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
    account_id = None if holder else _account_of(achievement.person_id)
    return _issued(Award(achievement), holder, account_id)


def issue_awards(
    awards: Sequence[Award], holder: AbstractBaseUser | None, *, account_id: int | None
) -> list[Certificate]:
    """Give several awards of one person; numbers are taken in the order of the series' names.

    Whoever gives more than one award takes the series in this order, so nobody waits in a ring.
    Returned in the order of `awards`.
    """
    issued: dict[int, Certificate] = {}
    by_series = sorted(enumerate(awards), key=lambda placed: placed[1].achievement.series_key)
    for place, award in by_series:
        issued[place] = _issued(award, holder, account_id)
    return [issued[place] for place in range(len(awards))]


def _issued(award: Award, holder: AbstractBaseUser | None, account_id: int | None) -> Certificate:
    now = timezone.now()
    achievement = award.achievement
    # Taking the number first makes everybody else of this series wait, so a number that is given
    # back because of an earlier award is still the last one.
    taken = take_number(achievement.series_key, now, achievement.issuer.time_zone)
    certificate = _certificate(achievement, taken, now)
    certificate.programme = award.programme
    certificate.renews = award.renews
    if holder:
        # The instance too, so that whoever hears of the award need not read the holder again.
        certificate.holder = cast(Any, holder)
    else:
        certificate.holder_id = account_id
    if not insert_new([certificate]):
        give_back_number(taken)
        return _latest_of(achievement)
    if award.renews:
        CertificateEvent.objects.create(
            certificate=award.renews,
            kind=CertificateEvent.Kind.RENEWED,
            details={"by": str(certificate.pk), "cycle": achievement.cycle},
        )
    transaction.on_commit(partial(announce, certificate), robust=True)
    return certificate


def _with_split_jp(achievement: Achievement) -> Achievement:
    """Return it with JP on every material, as page two prints them."""
    materials = split_jp(achievement.materials, achievement.jp)
    return replace(achievement, materials=materials)


def _certificate(achievement: Achievement, taken: TakenNumber, now: datetime) -> Certificate:
    """Return the row, not yet saved. It is its own record of the award: the log begins after it."""
    issuer = achievement.issuer
    certificate = unnumbered(achievement, now)
    certificate.series_id = taken.series_id
    certificate.sequence = taken.sequence
    certificate.number = printed_number(
        achievement.number_pattern,
        series=achievement.series_key,
        taken=taken,
        unit=issuer.unit,
        month=now.astimezone(ZoneInfo(issuer.time_zone)).month,
    )
    return certificate


def unnumbered(achievement: Achievement, now: datetime) -> Certificate:
    """Return the row without its place in a series; nothing is written."""
    return Certificate(
        code=new_code(),
        person_id=achievement.person_id,
        achievement_key=achievement.achievement_key,
        cycle=achievement.cycle,
        kind=achievement.kind,
        jp=achievement.jp,
        snapshot=_with_split_jp(achievement).to_json(),
        awarded_at=now,
        valid_until=achievement.valid_until,
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
