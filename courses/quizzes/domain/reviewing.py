"""Two people for every question that certifies: one writes it, another looks at it."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.people.models import Role, User
from courses.people.rules import is_admin
from courses.quizzes.models import Question, QuestionBank, QuestionReview, QuestionVersion
from courses.quizzes.querysets import QuestionQuerySet

WRITERS = frozenset({Role.EDITOR, Role.CERTIFIER})
READERS = frozenset({Role.REVIEWER, Role.CERTIFIER})
Verdict = QuestionReview.Verdict


class ReviewRefused(Exception):  # noqa: N818 - it reads as the sentence it carries
    """The review was not kept; the sentence says why."""


def can_write_questions(person: User, bank: QuestionBank) -> bool:
    """Say whether somebody may write in this bank: its owners, or every editor if it has none.

    Nobody writes in a bank whose questions stand in the pages of quizzes.
    """
    if bank.is_of_pages:
        return False
    return is_admin(person) or _holds_one(person, WRITERS, bank.owners.values_list("pk", flat=True))


def can_read_bank(person: User, bank: QuestionBank) -> bool:
    """Say whether somebody may read the questions of this bank with their keys."""
    return (
        is_admin(person)
        or person.roles.filter(role__in=WRITERS | READERS).exists()
        or bank.owners.filter(pk=person.pk).exists()
    )


def can_review(person: User, version: QuestionVersion) -> bool:
    """Say whether somebody may judge this version: never one's own, nor one that is judged."""
    if version.drafted_by_id == person.pk or version.reviewed_at is not None:
        return False
    return can_review_in(person, version.question.bank)


def can_review_in(person: User, bank: QuestionBank) -> bool:
    """Say whether somebody may judge what others wrote in this bank."""
    reviewers = bank.reviewers.values_list("pk", flat=True)
    return is_admin(person) or _holds_one(person, READERS, reviewers)


def _holds_one(person: User, roles: frozenset[Role], named: Iterable[object]) -> bool:
    names = set(named)
    if names:
        return person.pk in names
    return person.roles.filter(role__in=roles).exists()


@transaction.atomic
def review_question(
    version: QuestionVersion, reviewer: User, verdict: str, note: str = ""
) -> QuestionReview:
    """Keep what the reviewer says of this version; an approval lets it certify.

    Raises ReviewRefused: for one's own question, for an older version, for a return without a word.
    """
    locked = (
        QuestionVersion.objects.select_for_update(of=("self",))
        .select_related("question__bank")
        .get(pk=version.pk)
    )
    if locked.question.current_id != locked.pk:
        raise ReviewRefused(_("This question has been changed meanwhile. Look at the new version."))
    if locked.drafted_by_id == reviewer.pk:
        raise ReviewRefused(_("You wrote this question, so somebody else has to review it."))
    if not can_review(reviewer, locked):
        raise ReviewRefused(_("This question has been reviewed, or you are not its reviewer."))
    if verdict == Verdict.RETURNED and not note.strip():
        raise ReviewRefused(_("Say what should change, so that its author can mend it."))
    if verdict == Verdict.APPROVED:
        locked.reviewed_by, locked.reviewed_at = reviewer, timezone.now()
        locked.save(update_fields=["reviewed_by", "reviewed_at"])
    return QuestionReview.objects.create(
        version=locked, reviewer=reviewer, verdict=Verdict(verdict), note=note.strip()
    )


@transaction.atomic
def approve_questions(bank: QuestionBank, versions: Iterable[int], reviewer: User) -> int:
    """Let many wordings of a bank certify that the reviewer has read; return how many it were.

    What was changed or judged meanwhile, and what the reviewer wrote, is left out. Raises
    ReviewRefused for somebody who does not review here.
    """
    if not can_review_in(reviewer, bank):
        raise ReviewRefused(_("You are not a reviewer of this bank."))
    read = list(
        QuestionVersion.objects.select_for_update(of=("self",))
        .filter(pk__in=versions, question__bank=bank, question__current=F("pk"))
        .filter(Q(drafted_by=None) | ~Q(drafted_by=reviewer), reviewed_at=None)
        .values_list("pk", flat=True)
    )
    now = timezone.now()
    QuestionVersion.objects.filter(pk__in=read).update(reviewed_by=reviewer, reviewed_at=now)
    QuestionReview.objects.bulk_create(
        QuestionReview(version_id=pk, reviewer=reviewer, verdict=Verdict.APPROVED, decided_at=now)
        for pk in read
    )
    return len(read)


def questions_to_review(person: User) -> QuestionQuerySet:
    """Return the questions of banks that wait for this person's review."""
    waiting = (
        Question.objects.in_use()
        .of_banks()
        .filter(current__reviewed_at__isnull=True)
        .exclude(current__drafted_by=person)
    )
    named = waiting.filter(bank__reviewers=person)
    if is_admin(person):
        return waiting
    if person.roles.filter(role__in=READERS).exists():
        return named | waiting.filter(bank__reviewers__isnull=True)
    return named


def unreviewed(bank: QuestionBank) -> list[Question]:
    """Return the questions of a bank that may not certify yet, in the order of their names."""
    waiting = bank.questions.in_use().filter(current__reviewed_at__isnull=True)
    return list(waiting.select_related("current").order_by("ref"))
