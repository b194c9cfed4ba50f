"""A pupil's way in: class code, attendance number, and what is on the card."""

import re
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from courses.classes.models import Pupil
from courses.people.models import User

TRIES = 5
PAUSE = timedelta(minutes=5)


class MustWaitError(ValidationError):
    """Five wrong tries in a row: the next one has to wait."""


def enter_class(code: str, number: int, secret: str) -> User:
    """Return whom this card lets in. Four statements for the right card, three for a wrong one.

    The try is counted before the secret is looked at, in one conditional UPDATE, so that guesses
    made at the same moment are counted, too. Raises ValidationError with a sentence for a child,
    MustWaitError while that one pupil has to wait.
    """
    pupil = _pupil_at(code, number)
    if pupil is None:
        raise _not_yet()
    now = timezone.now()
    if not _may_try(pupil, now):
        raise _wait()
    if constant_time_compare(normalised_secret(secret), pupil.secret):
        Pupil.objects.filter(pk=pupil.pk).update(tries=0, wait_until=None)
        return pupil.person
    raise _not_yet()


def normalised_code(code: str) -> str:
    """Return the code as it is stored, however it was typed."""
    return re.sub(r"[^A-Z0-9]", "", code.upper())


def normalised_secret(secret: str) -> str:
    """Return a PIN without blanks, or names of pictures as they are."""
    return re.sub(r"[\s.]", "", secret).casefold()


def _pupil_at(code: str, number: int) -> Pupil | None:
    seats = Pupil.objects.present().select_related("person")
    return seats.filter(
        school_class__code=normalised_code(code),
        school_class__archived_at=None,
        number=number,
        person__is_active=True,
    ).first()


def _may_try(pupil: Pupil, now: datetime) -> bool:
    """Count this try; the last one allowed begins the wait, which a right secret ends again."""
    Pupil.objects.filter(pk=pupil.pk, wait_until__lte=now).update(tries=0, wait_until=None)
    wait = Case(When(tries=TRIES - 1, then=Value(now + PAUSE)), default=None)
    free = Pupil.objects.filter(pk=pupil.pk, wait_until=None)
    return bool(free.update(tries=F("tries") + 1, wait_until=wait))


def _not_yet() -> ValidationError:
    return ValidationError(
        _(
            "These do not belong together yet. Look at your card again. Lost it? Ask your teacher for a new card."
        ),
        code="no_match",
    )


def _wait() -> MustWaitError:
    return MustWaitError(
        _(
            "Five times it did not fit. Wait five minutes, then try again, or ask your teacher for a new card."
        ),
        code="wait",
    )
