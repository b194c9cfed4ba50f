"""Hand in an attempt: mark what is saved, and let a pass count, in one transaction."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from courses.people.domain.privacy import refuse_while_paused
from courses.quizzes.domain.keys import keys_for
from courses.quizzes.domain.passing import count_pass
from courses.quizzes.models import Answer, Attempt, QuestionVersion
from courses.quizzes.rules import is_passed, percent_of

# Without I, L, O and U: nothing that is misread when it is read out.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

Domains = dict[str, dict[str, object]]


@transaction.atomic
def submit_attempt(attempt: Attempt) -> Attempt:
    """Mark the saved answers and close the attempt; a second call changes nothing.

    A learner's pass is recorded in the course, or as an exam that was passed, which may complete
    something and award its certificate: all of it together, or nothing. Where a person has to mark
    an answer, the result waits for `settle_marked`. Raises ProcessingPausedError while the learner
    has paused.
    """
    locked = lock_attempt(attempt)
    if locked.submitted_at is not None:
        return locked
    if locked.learner is not None:
        refuse_while_paused(locked.learner)
    answers = _mark_answers(locked)
    now = timezone.now()
    locked.submitted_at = min(now, locked.deadline) if locked.deadline else now
    locked.left = None
    locked.receipt = receipt_of(locked, answers)
    _settle(locked, answers, ["submitted_at", "left", "receipt"])
    return locked


@transaction.atomic
def settle_marked(attempt: Attempt) -> Attempt:
    """Finish a handed-in attempt once no answer waits for a person any more; safe to call twice."""
    locked = lock_attempt(attempt)
    if locked.submitted_at is None or locked.passed is not None:
        return locked
    _settle(locked, list(locked.answers.all()), [])
    return locked


# As the database keeps them: four decimals, however they were summed.
POINTS = Decimal("0.0001")


def lock_attempt(attempt: Attempt) -> Attempt:
    """Return the attempt as it is now, and let nobody else change it until the commit."""
    return (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("version", "learner", "exam__bank", "quiz__lesson__course")
        .get(pk=attempt.pk)
    )


def _mark_answers(attempt: Attempt) -> list[Answer]:
    answers = list(attempt.answers.select_related("question"))
    keys = keys_for(answer.question_id for answer in answers)
    for answer in answers:
        given = keys.mark(answer.question, answer.response)
        answer.points, answer.correct = given.points, given.correct
    Answer.objects.bulk_update(answers, ["points", "correct"])
    return answers


def _settle(attempt: Attempt, answers: list[Answer], fields: list[str]) -> None:
    """Write the result, if nothing waits for a person; a pass counts from here on."""
    if all(answer.points is not None for answer in answers):
        tally(attempt, answers)
        fields = [*fields, "correct", "points", "score", "passed", "domains"]
    attempt.save(update_fields=fields)
    if attempt.passed:
        count_pass(attempt)


def tally(attempt: Attempt, answers: Iterable[Answer]) -> None:
    """Add up marked answers on the attempt, which is not saved. One statement."""
    marked = list(answers)
    total = len(attempt.paper)
    points = sum((answer.points or Decimal(0) for answer in marked), Decimal(0))
    attempt.points = points
    attempt.correct = sum(bool(answer.correct) for answer in marked)
    attempt.score = percent_of(points, total)
    attempt.domains = _domains(attempt, {one.position: one.points for one in marked})
    attempt.passed = is_passed(attempt.version, points, total, attempt.domains)


def _domains(attempt: Attempt, points: Mapping[int, Decimal | None]) -> Domains:
    """Return points and number of questions of each domain of the paper, unanswered ones too."""
    ids = [stored["question"] for stored in attempt.paper]
    tags = dict(QuestionVersion.objects.filter(pk__in=set(ids)).values_list("pk", "tags"))
    sums: dict[str, tuple[Decimal, int]] = {}
    for position, pk in enumerate(ids, start=1):
        if "domain" not in tags[pk]:
            continue
        domain = str(tags[pk]["domain"])
        before, count = sums.get(domain, (Decimal(0), 0))
        sums[domain] = (before + (points.get(position) or Decimal(0)), count + 1)
    return {
        domain: {"points": str(reached.quantize(POINTS)), "questions": count}
        for domain, (reached, count) in sorted(sums.items())
    }


def receipt_of(attempt: Attempt, answers: Iterable[Answer]) -> str:
    """Return the short number that its taker gets: R-7K2Q-91, from the answers that were handed in.

    Whoever doubts that an answer arrived has it computed again from what is stored.
    """
    given = sorted((one.position, one.sequence, one.response) for one in answers)
    stated = json.dumps([str(attempt.pk), given], sort_keys=True)
    digest = int.from_bytes(hashlib.sha256(stated.encode()).digest())
    letters = "".join(LETTERS[digest >> (5 * place) & 31] for place in range(6))
    return f"R-{letters[:4]}-{letters[4:]}"
