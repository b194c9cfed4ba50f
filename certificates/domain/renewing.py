"""Which certificate of a programme a person can be given next: the first, or one that renews the last."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from certificates.domain.local_days import local_day
from certificates.models import Certificate, Programme


@dataclass(frozen=True, slots=True)
class Turn:
    """The next certificate of a person in a programme.

    `after` is the day after which everything must have been met; `by_refresher` says that the
    short refresher is enough.
    """

    cycle: int = 1
    renews: Certificate | None = None
    after: date | None = None
    by_refresher: bool = False


def next_turn(programme: Programme, latest: Certificate | None, today: date) -> Turn | None:
    """Return the person's next turn; None while the certificate that they hold is good enough.

    `latest` is the newest version of the last certificate. One that was revoked is earned anew,
    with what was met after it was taken back.
    """
    if latest is None:
        return Turn()
    if latest.revoked_at is not None:
        return Turn(latest.cycle + 1, after=local_day(latest, latest.revoked_at))
    window = renewal_window(programme, latest)
    if window is None or today < window[0]:
        return None
    in_time = today <= window[1]
    return Turn(
        cycle=latest.cycle + 1,
        renews=latest,
        after=local_day(latest, latest.awarded_at),
        by_refresher=in_time and bool(programme.renewal_key),
    )


def renewal_window(programme: Programme, certificate: Certificate) -> tuple[date, date] | None:
    """Return the first and last day on which the refresher renews it; None when it never runs out."""
    if certificate.valid_until is None:
        return None
    return (
        add_months(certificate.valid_until, -programme.renewal_opens_months),
        add_months(certificate.valid_until, programme.renewal_closes_months),
    )


def is_refreshed_by(certificate: Certificate, today: date) -> str:
    """Return the key of the refresher that renews it now; empty when none does."""
    programme = certificate.programme
    if programme is None or not programme.is_open:
        return ""
    turn = next_turn(programme, certificate, today)
    return programme.renewal_key if turn and turn.by_refresher else ""


def valid_until(programme: Programme, turn: Turn, today: date) -> date | None:
    """Return the last day of the next certificate: renewing early takes no day away."""
    if programme.validity_months is None:
        return None
    begins = today
    if turn.renews and turn.renews.valid_until:
        begins = max(today, turn.renews.valid_until)
    return add_months(begins, programme.validity_months)


def add_months(day: date, months: int) -> date:
    """Return the same day of a later or earlier month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
