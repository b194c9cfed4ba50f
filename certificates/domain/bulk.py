"""Certificates for many people at once: a list, a look at it, a yes, and the worker goes through it.

Each line goes through the same verb as a single award, so nothing can be given twice and no
number is left out, however often a worker is killed on the way.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from certificates.domain.achievement import Issuer
from certificates.domain.attaining import Holder, Met
from certificates.domain.looking_ahead import Outlook, outlook_of
from certificates.domain.programmes import give_due, record_met
from certificates.domain.requirements import requirements_of
from certificates.models import Attainment, BulkIssue, BulkLine, Certificate, Portfolio, Programme

logger = logging.getLogger(__name__)

MOST_TRIES = 5
MOST_IN_ONE_SWEEP = 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody for the list; `met` is told to the register first, when it does not know it yet."""

    holder: Holder
    account_id: int | None = None
    met: Met | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the worker is."""

    total: int
    done: int
    by_state: dict[str, int]

    @property
    def is_finished(self) -> bool:
        """Tell whether nothing is left to do."""
        return self.done == self.total


def candidates_of(programme: Programme, key: str, first: date, last: date) -> list[Candidate]:
    """Return everybody whose portfolio has met this between two days: a finished class, a workshop."""
    met = Attainment.objects.filter(key=key, met_on__range=(first, last))
    portfolios = Portfolio.objects.filter(pk__in=met.order_by().values("portfolio"))
    found = [
        Candidate(Holder.from_json(one.holder), one.account_id) for one in portfolios if one.holder
    ]
    return sorted(found, key=lambda candidate: candidate.holder.name.casefold())


@transaction.atomic
def plan_bulk_issue(
    programme: Programme,
    title: str,
    candidates: Iterable[Candidate],
    by: AbstractBaseUser | None,
) -> BulkIssue:
    """Write the list down; nobody is given anything before `confirm_bulk_issue`."""
    bulk = BulkIssue.objects.create(
        programme=programme, title=title, made_by_id=by.pk if by else None
    )
    once = {candidate.holder.person_id: candidate for candidate in candidates}
    BulkLine.objects.bulk_create(
        BulkLine(
            bulk=bulk,
            person_id=person_id,
            account_id=candidate.account_id,
            holder=candidate.holder.to_json(),
            met=_stored(candidate.met),
        )
        for person_id, candidate in once.items()
    )
    return bulk


def outlook(bulk: BulkIssue) -> list[tuple[BulkLine, Outlook]]:
    """Return line by line what would happen now; three queries however many lines."""
    lines = list(bulk.lines.all())
    told = {line.person_id: _met(line.met) for line in lines if line.met}
    return [
        (line, seen)
        for line, seen in zip(lines, outlook_of(bulk.programme, lines, told), strict=True)
    ]


def confirm_bulk_issue(bulk: BulkIssue) -> bool:
    """Let the worker begin; tell whether this was the first yes."""
    unconfirmed = BulkIssue.objects.filter(pk=bulk.pk, confirmed_at=None)
    return bool(unconfirmed.update(confirmed_at=timezone.now()))


def progress_of(bulk: BulkIssue) -> Progress:
    """Return how far the worker is; one query."""
    counts = Counter(bulk.lines.values_list("state", flat=True))
    total = sum(counts.values())
    return Progress(total, total - counts[BulkLine.State.WAITING], dict(counts))


def sweep_bulk_issues() -> int:
    """Work through lines that wait; return how many were settled. Any number may sweep at once."""
    if not BulkLine.objects.due().exists():
        return 0
    issuer: Issuer = import_string(settings.CERTIFICATE_ISSUER)()
    settled = 0
    for line_id in BulkLine.objects.due().values_list("pk", flat=True)[:MOST_IN_ONE_SWEEP]:
        settled += _settle(line_id, issuer)
    return settled


def _settle(line_id: int, issuer: Issuer) -> bool:
    """Give one person theirs; the try is counted first, so that one who kills workers is stopped."""
    BulkLine.objects.due().filter(pk=line_id).update(tries=F("tries") + 1)
    try:
        with transaction.atomic():
            return _given(line_id, issuer)
    except Exception as error:
        logger.exception("Line %s of a bulk issue", line_id)
        _stop_after_many_tries(line_id, f"{type(error).__name__}: {error}")
        return False


def _given(line_id: int, issuer: Issuer) -> bool:
    line = (
        BulkLine.objects.due()
        .filter(pk=line_id)
        .select_related("bulk__programme")
        .select_for_update(skip_locked=True, of=("self",))
        .first()
    )
    if line is None:
        return False
    if line.tries > MOST_TRIES:
        return _write(line, BulkLine.State.STOPPED, _("Every worker stopped while doing this."))
    programme, holder = line.bulk.programme, Holder.from_json(line.holder)
    if line.met:
        issued = record_met(_met(line.met), holder, issuer, line.account)
    else:
        issued = give_due(programme, holder, issuer, line.account)
    for certificate in issued:
        if certificate.programme_id == programme.pk:
            return _write(line, BulkLine.State.ISSUED, certificate=certificate)
    held = _held(programme, line.person_id)
    state = BulkLine.State.HELD if held else BulkLine.State.INCOMPLETE
    return _write(line, state, certificate=held)


def _held(programme: Programme, person_id: str) -> Certificate | None:
    held = Certificate.objects.filter(person_id=person_id, programme=programme).standing()
    return held.order_by("-cycle").first()


def _write(
    line: BulkLine, state: BulkLine.State, words: str = "", certificate: Certificate | None = None
) -> bool:
    line.state, line.words, line.certificate = state, words, certificate
    line.save(update_fields=["state", "words", "certificate"])
    return True


def _stop_after_many_tries(line_id: int, words: str) -> None:
    BulkLine.objects.due().filter(pk=line_id, tries__gte=MOST_TRIES).update(
        state=BulkLine.State.STOPPED, words=words[:300]
    )


def retry_stopped(bulk: BulkIssue) -> int:
    """Let what did not work begin again, after somebody has mended the cause."""
    stopped = bulk.lines.filter(state=BulkLine.State.STOPPED)
    return stopped.update(state=BulkLine.State.WAITING, tries=0, words="")


def sources_of(programme: Programme) -> Sequence[tuple[str, str]]:
    """Return what a list can be made from: the programme's requirements, by their keys."""
    return [(one.key, one.title or one.code) for one in requirements_of(programme.requirements)]


def _stored(met: Met | None) -> dict[str, Any] | None:
    if met is None:
        return None
    return asdict(met) | {
        "started_on": met.started_on.isoformat(),
        "met_on": met.met_on.isoformat(),
        "domain_scores": dict(met.domain_scores),
    }


def _met(stored: dict[str, Any]) -> Met:
    days = {name: date.fromisoformat(stored[name]) for name in ("started_on", "met_on")}
    return Met(**{**stored, **days})
