"""The questions of a quiz: those written in its page, and those chosen from banks."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from courses.quizzes.domain.checking import QuizNotPublishable
from courses.quizzes.domain.questions import publish_questions
from courses.quizzes.domain.specs import BankedQuestion, QuestionSpec
from courses.quizzes.models import Question, QuestionBank, QuestionVersion

Part = QuestionSpec | BankedQuestion


def questions_for(
    bank: QuestionBank, parts: Sequence[Part], *, certifies: bool
) -> list[QuestionVersion]:
    """Return the version of each question in that order; what the page states goes into its bank.

    Where passing counts for a certificate, a chosen question must have been reviewed. Raises
    QuizNotPublishable.
    """
    stated = [part for part in parts if isinstance(part, QuestionSpec)]
    written = dict(zip((part.ref for part in stated), publish_questions(bank, stated), strict=True))
    chosen = [part for part in parts if isinstance(part, BankedQuestion)]
    newest = {
        question.pk: question
        for question in Question.objects.filter(
            pk__in=[part.question for part in chosen]
        ).select_related("current")
    }
    found = {part.ref: newest.get(part.question) for part in chosen}
    if faults := [
        fault for ref, one in found.items() for fault in _faults(ref, one, certifies=certifies)
    ]:
        raise QuizNotPublishable(faults)
    current = {ref: one.current for ref, one in found.items() if one and one.current}
    return [written.get(part.ref) or current[part.ref] for part in parts]


def _faults(ref: str, question: Question | None, *, certifies: bool) -> Iterator[str]:
    if question is None or question.current is None or question.retired_at is not None:
        yield _("Question %(ref)s is no longer in its bank. Choose another.") % {"ref": ref}
    elif certifies and question.current.reviewed_at is None:
        yield _(
            "Question %(ref)s has not been reviewed yet, and this test counts. "
            "Ask its reviewers, or choose another."
        ) % {"ref": ref}
