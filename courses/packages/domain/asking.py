"""Ask the statement store, in the words of xAPI 1.0.3, part three, 2.1.3."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from courses.packages.models import Statement
from courses.people.models import User

MOST = 200


@dataclass(frozen=True)
class Question:
    """What a reader asks for. `after` goes on behind a statement that was already read."""

    verb: str = ""
    activity: str = ""
    related_activities: bool = False
    registration: UUID | None = None
    agent: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    limit: int = MOST
    ascending: bool = False
    after: tuple[datetime, UUID] | None = None


@dataclass(frozen=True)
class Answer:
    """The statements found, and where the next ones begin."""

    statements: list[dict[str, Any]]
    more: tuple[datetime, UUID] | None


def find_statements(question: Question) -> Answer:
    """Return what the question asks for, the newest first unless asked otherwise. One query, two with an agent."""
    found = Statement.objects.all()
    if question.agent is not None:
        found = found.filter(learner__in=User.objects.filter(public_id=question.agent))
    if question.verb:
        found = found.filter(verb=question.verb)
    if question.activity:
        found = found.about(question.activity, related=question.related_activities)
    if question.registration:
        found = found.filter(play=question.registration)
    if question.since:
        found = found.filter(stored_at__gt=question.since)
    if question.until:
        found = found.filter(stored_at__lte=question.until)
    if question.after:
        found = found.filter(_behind(question.after, ascending=question.ascending))
    order = ("stored_at", "pk") if question.ascending else ("-stored_at", "-pk")
    limit = min(question.limit or MOST, MOST)
    rows = list(found.order_by(*order)[: limit + 1])
    page = rows[:limit]
    more = (page[-1].stored_at, page[-1].pk) if len(rows) > limit else None
    return Answer([row.document for row in page], more)


def statement_with(number: UUID) -> dict[str, Any] | None:
    """Return one statement by its id."""
    row = Statement.objects.filter(pk=number).first()
    return row.document if row else None


def is_ours(home_page: object) -> bool:
    """Tell whether an account is one of this site."""
    return home_page == settings.SITE_URL


def _behind(place: tuple[datetime, UUID], *, ascending: bool) -> Q:
    stored, number = place
    if ascending:
        return Q(stored_at__gt=stored) | Q(stored_at=stored, pk__gt=number)
    return Q(stored_at__lt=stored) | Q(stored_at=stored, pk__lt=number)
