"""Essays: a person reads them, with the rubric beside, and the attempt goes on."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.notices.domain import send_message
from courses.people.models import Role, User
from courses.people.rules import ROLES_THAT_MARK, is_admin
from courses.quizzes.domain.marking import in_points
from courses.quizzes.domain.submitting import lock_attempt, settle_marked
from courses.quizzes.models import Answer, Attempt, EssayMark, Question

Essays = QuerySet[Answer]

# They read texts of anybody, whose names they do not see; the others those of people in their care.
READ_EVERYTHING = frozenset({Role.EDITOR, Role.REVIEWER})


class MarkRefused(Exception):  # noqa: N818 - it reads as the sentence it carries
    """The marking was not kept; the sentence says why."""


def can_mark_essays(person: User) -> bool:
    """Say whether somebody marks essays at all."""
    return is_admin(person) or not _roles_of(person).isdisjoint(ROLES_THAT_MARK)


def _roles_of(person: User) -> set[str]:
    return set(person.roles.values_list("role", flat=True))


def essays_for(marker: User) -> Essays:
    """Return the handed-in essays that this person may mark, read or not; never their own."""
    handed_in = Answer.objects.filter(
        question__kind=Question.Kind.ESSAY, attempt__submitted_at__isnull=False
    )
    essays = handed_in.exclude(attempt__learner=marker)
    roles = _roles_of(marker)
    if not roles.isdisjoint(READ_EVERYTHING) or is_admin(marker):
        return essays
    if roles.isdisjoint(ROLES_THAT_MARK):
        return essays.none()
    reached = Q(attempt__learner__in=User.objects.visible_to(marker).values("pk"))
    taught = import_string(settings.PUPILS_TAUGHT)(marker)
    return essays.filter(reached | Q(attempt__learner__in=taught.values("pk")))


def queue_for(marker: User) -> Essays:
    """Return the essays that wait, the oldest first."""
    return essays_for(marker).filter(points__isnull=True).order_by("attempt__submitted_at", "pk")


def count_waiting(marker: User) -> int:
    """Return how many essays wait for this person."""
    return queue_for(marker).count()


@transaction.atomic
def mark_essay(
    answer: Answer, marker: User, levels: Mapping[str, int], comment: str = ""
) -> EssayMark:
    """Keep the chosen level of each row, tell the taker, and finish the attempt if nothing waits.

    Until the attempt is finished a marking may be done again; the newest counts. Raises
    MarkRefused, with nothing stored.
    """
    attempt = lock_attempt(answer.attempt)
    if not essays_for(marker).filter(pk=answer.pk).exists():
        raise MarkRefused(_("This essay is not yours to mark."))
    if attempt.passed is not None:
        raise MarkRefused(_("This essay has been marked, and its result is out."))
    share = _share(answer.question.key["rubric"], levels)
    mark = EssayMark.objects.create(
        answer=answer,
        marker=marker,
        levels=dict(levels),
        points=in_points(share),
        comment=comment.strip(),
    )
    Answer.objects.filter(pk=answer.pk).update(points=mark.points, correct=share == 1)
    settled = settle_marked(attempt)
    if settled.passed is not None:
        _tell(settled)
    return mark


def _share(rubric: list[dict[str, Any]], levels: Mapping[str, int]) -> Fraction:
    known = {row["id"]: {level["points"] for level in row["levels"]} for row in rubric}
    if set(levels) != set(known) or any(levels[id] not in known[id] for id in known):
        raise MarkRefused(_("Choose one level in each row of the rubric."))
    return Fraction(sum(levels.values()), sum(map(max, known.values())))


def _tell(attempt: Attempt) -> None:
    if attempt.learner is None:
        return
    send_message(
        attempt.learner,
        kind="essay-marked",
        key=f"essay-marked:{attempt.pk}",
        subject=_("Your answers to “%(title)s” have been read") % {"title": attempt.version.title},
        body=_("Your result is there, with what the reader wrote to you."),
        path=_path_of(attempt),
    )


def _path_of(attempt: Attempt) -> str:
    if attempt.exam is not None:
        return reverse("quizzes:exam-result", args=[attempt.exam.slug, attempt.pk])
    if attempt.quiz is None:
        return ""
    return reverse("quizzes:result", args=[attempt.quiz.lesson.course.slug, attempt.pk])


def age_in_words(since: datetime, now: datetime) -> str:
    """Return how long an essay has waited, in days, or hours before the first."""
    days, hours = (now - since).days, int((now - since).total_seconds() // 3600)
    if days:
        return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
    if hours:
        return ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}
    return _("less than an hour")
