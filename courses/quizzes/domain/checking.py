"""What must hold of a quiz before it can be published, in sentences for its editor."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from courses.quizzes.domain.kinds import KINDS
from courses.quizzes.domain.specs import BankedQuestion, QuestionSpec, QuizSpec
from courses.quizzes.models import QuizVersion

PARTIAL = ("none", "share")


class QuizNotPublishable(Exception):  # noqa: N818 - it reads as the sentence it carries
    """The quiz cannot be published; `sentences` say what to mend."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def check_quiz(spec: QuizSpec) -> None:
    """Raise QuizNotPublishable with everything that is wrong with the quiz."""
    if sentences := [*_faults_of_rules(spec), *faults_of_questions(spec.questions)]:
        raise QuizNotPublishable(sentences)


def faults_of_questions(questions: Sequence[QuestionSpec | BankedQuestion]) -> list[str]:
    """Return what is wrong with the questions, each by itself and beside the others."""
    sentences = list(_faults_of_references(questions))
    for question in questions:
        if isinstance(question, QuestionSpec):
            sentences += _faults_of_question(question)
    return sentences


def _faults_of_rules(spec: QuizSpec) -> Iterator[str]:
    total = len(spec.questions)
    if not total:
        yield _("The quiz has no question yet. Add at least one.")
    if spec.mode not in QuizVersion.Mode.values or spec.feedback not in QuizVersion.Feedback.values:
        yield _("Choose whether the quiz is a practice or a test, and when feedback is shown.")
    if (spec.pass_count is None) == (spec.pass_percent is None):
        yield _("State when the quiz is passed: by a number of right answers, or by a percentage.")
    if total and spec.pass_count is not None and not 1 <= spec.pass_count <= total:
        yield _(
            "The quiz has %(total)d questions, so it is passed with 1 to %(total)d right answers."
        ) % {"total": total}
    if spec.pass_percent is not None and not 1 <= spec.pass_percent <= 100:
        yield _("The percentage needed to pass lies between 1 and 100.")
    if spec.attempts_allowed is not None and spec.attempts_allowed < 1:
        yield _("Allow at least one attempt, or leave the number empty for any number.")
    if spec.minutes_allowed is not None and spec.minutes_allowed < 1:
        yield _("Allow at least one minute, or leave the time empty for any time.")


def _faults_of_references(questions: Sequence[QuestionSpec | BankedQuestion]) -> Iterator[str]:
    for ref, times in Counter(question.ref for question in questions).items():
        if times > 1:
            yield _("Two questions are called “%(ref)s”. Give each its own name.") % {"ref": ref}


def _faults_of_question(question: QuestionSpec) -> Iterator[str]:
    for fault in _faults_by_itself(question):
        yield _("Question %(ref)s: %(fault)s") % {"ref": question.ref, "fault": fault}


def _faults_by_itself(question: QuestionSpec) -> Iterator[str]:
    if question.kind not in KINDS:
        yield _("its kind is unknown.")
        return
    if question.partial not in PARTIAL:
        yield _("choose whether an answer that is right in part counts in part.")
    if question.partial == "share" and not KINDS[question.kind].has_shares:
        yield _("an answer of this kind is right or not, so it gives no share of the point.")
    yield from KINDS[question.kind].faults(question)
