"""What may leave the site with its keys: practices, and nothing that a test or an exam asks as well."""

from dataclasses import replace

from django.db.models import Q
from django.utils.translation import gettext as _

from cms.exchange.collecting import parcel_of_quiz
from courses.quizzes.domain.exchange.parcels import Loss, Parcel
from courses.quizzes.models import QuizItem, QuizVersion

Mode = QuizVersion.Mode


class StaysHereError(Exception):
    """What was asked for may not leave the site; the sentence says why."""


def open_questions_of(version: QuizVersion) -> tuple[Parcel, tuple[Loss, ...]]:
    """Return the questions of a practice that may go with their keys, and those that may not.

    Whoever opens a package can read the keys in it. Raises StaysHereError for a test.
    """
    if version.mode != Mode.PRACTICE:
        raise StaysHereError(
            _("“%(title)s” is a test. Whoever opens a package can read its keys: it stays here.")
            % {"title": version.title}
        )
    parcel = parcel_of_quiz(version)
    kept = _refs_of_tests(version)
    losses = tuple(
        Loss(ref, "question", _("A test or an exam asks this question too; its key stays here."))
        for ref in sorted(kept)
    )
    return replace(
        parcel, questions=tuple(one for one in parcel.questions if one.ref not in kept)
    ), losses


def _refs_of_tests(version: QuizVersion) -> set[str]:
    """Return the names of the questions that any test, of now or of before, asks as well."""
    asked = QuizItem.objects.exclude(version__mode=Mode.PRACTICE).values("question__question")
    secret = Q(question__question__in=asked) | ~Q(question__question__bank__exam={})
    return set(version.items.filter(secret).values_list("question__question__ref", flat=True))
