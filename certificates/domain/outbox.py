"""The work that follows from a certificate: taken on a lease, safe to repeat, given up in the end."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from certificates.domain.badges.issuing import make_badge
from certificates.domain.rendering import make_pdf
from certificates.domain.sharing import make_share_picture
from certificates.domain.signing.choosing import signs_by_itself
from certificates.domain.signing.documents import sign_document
from certificates.models import Certificate, OutboxEntry
from certificates.querysets import OutboxQuerySet

logger = logging.getLogger(__name__)

MOST_TRIES = 10
MOST_IN_ONE_SWEEP = 200
# A first failure is tried again after this pause, every further one after twice the pause before.
FIRST_PAUSE = timedelta(seconds=5)

Kind = OutboxEntry.Kind


@dataclass(frozen=True, slots=True)
class Work:
    """What is done for a kind of entry, and which other kind has to be done before."""

    verb: Callable[[Certificate], object]
    after: str = ""


WORK: dict[str, Work] = {
    Kind.BADGE: Work(make_badge),
    Kind.PDF: Work(make_pdf, after=Kind.BADGE),
    Kind.SIGNATURE: Work(sign_document, after=Kind.PDF),
    Kind.SHARE_PICTURE: Work(make_share_picture, after=Kind.PDF),
}


def queue_documents(certificate: Certificate) -> None:
    """Write down all that is made from a certificate, once; in the transaction of what calls for it."""
    kinds = [Kind.BADGE, Kind.PDF, Kind.SHARE_PICTURE]
    if signs_by_itself():
        kinds.append(Kind.SIGNATURE)
    OutboxEntry.objects.bulk_create(
        [OutboxEntry(certificate=certificate, kind=kind) for kind in kinds], ignore_conflicts=True
    )


def queue_work(certificate: Certificate, kind: OutboxEntry.Kind) -> OutboxEntry:
    """Write down that this has to be done, once; in the transaction of what calls for it."""
    entry, _is_new = OutboxEntry.objects.get_or_create(certificate=certificate, kind=kind)
    return entry


def sweep_outbox() -> int:
    """Do the work that waits; return how many pieces were done.

    Any number of processes may sweep at once. A sweep ends after 200 pieces, so that other
    background work gets its turn.
    """
    done = 0
    for _turn in range(MOST_IN_ONE_SWEEP):
        entry = claim_next()
        if entry is None:
            break
        done += do_claimed(entry)
    return done


def do_work_of(certificate_id: str) -> int:
    """Do the work that waits for this certificate; return how many pieces were done here."""
    done = 0
    while entry := _claim(OutboxEntry.objects.filter(certificate_id=certificate_id)):
        done += do_claimed(entry)
    return done


def claim_next() -> OutboxEntry | None:
    """Take a lease on the piece that has waited longest; None when nothing waits."""
    # Looking first costs no lock: a sweep that finds nothing must not stop SQLite's writers.
    if not OutboxEntry.objects.due(timezone.now()).exists():
        return None
    _park_what_kills_its_worker()
    return _claim(OutboxEntry.objects.all())


def do_claimed(entry: OutboxEntry) -> bool:
    """Do the work of a lease that we hold; on failure set the time of the next try, or give up."""
    try:
        WORK[entry.kind].verb(entry.certificate)
    except Exception as error:
        logger.exception("%s, try %d", entry, entry.tries)
        _put_back(entry, error)
        return False
    _mark_done(entry)
    return True


def retry_parked(entry: OutboxEntry) -> None:
    """Let work that was given up begin again, after somebody has mended the cause."""
    OutboxEntry.objects.filter(pk=entry.pk, done_at=None).update(
        tries=0, parked_reason="", leased_until=timezone.now()
    )


def _claim(among: OutboxQuerySet) -> OutboxEntry | None:
    """Take the lease and count the try before the work begins, so that a killed worker counts too.

    PostgreSQL passes over rows that another worker is just claiming; SQLite has one writer anyway.
    """
    now = timezone.now()
    with transaction.atomic():
        entry = (
            among.due(now)
            .filter(_nothing_comes_before(), tries__lt=MOST_TRIES)
            .select_related("certificate")
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("leased_until")
            .first()
        )
        if entry is None:
            return None
        entry.tries += 1
        entry.leased_until = now + lease()
        entry.save(update_fields=["tries", "leased_until"])
    return entry


def _nothing_comes_before() -> Q:
    """Leave out work whose turn comes after other work of the same certificate."""
    turn = Q()
    for kind, work in WORK.items():
        if work.after:
            first = OutboxEntry.objects.filter(
                certificate=OuterRef("certificate"), kind=work.after, done_at=None
            )
            turn &= ~Q(Exists(first), kind=kind)
    return turn


def lease() -> timedelta:
    """Return how long a worker may take: far longer than any paper needs."""
    return timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)


def _mark_done(entry: OutboxEntry) -> None:
    OutboxEntry.objects.filter(pk=entry.pk, done_at=None).update(done_at=timezone.now())


def _put_back(entry: OutboxEntry, error: Exception) -> None:
    if entry.tries >= MOST_TRIES:
        _park(entry.pk, f"{type(error).__name__}: {error}")
        return
    OutboxEntry.objects.filter(pk=entry.pk).update(leased_until=_next_try(entry.tries))


def _next_try(tries: int) -> datetime:
    return timezone.now() + FIRST_PAUSE * 2 ** (tries - 1)


def _park_what_kills_its_worker() -> None:
    for entry_id in (
        OutboxEntry.objects.due(timezone.now())
        .filter(tries__gte=MOST_TRIES)
        .values_list("pk", flat=True)
    ):
        _park(entry_id, f"Every one of {MOST_TRIES} workers stopped while doing this.")


def _park(entry_id: int, reason: str) -> None:
    logger.error("Work %s is given up: %s", entry_id, reason)
    OutboxEntry.objects.filter(pk=entry_id).update(parked_reason=reason[:300])
