"""Write in a bank: one question at a time, as its editor states it."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.people.models import User
from courses.quizzes.domain.checking import QuizNotPublishable, faults_of_questions
from courses.quizzes.domain.questions import publish_questions
from courses.quizzes.domain.specs import QuestionSpec
from courses.quizzes.models import Exam, Question, QuestionBank, QuestionVersion, Quiz, QuizItem


@transaction.atomic
def save_question(
    bank: QuestionBank, spec: QuestionSpec, author: User, question: Question | None = None
) -> QuestionVersion:
    """Keep the question as stated, as a new version where it changed, drafted by the author.

    A question keeps its reference and its kind for ever. Raises QuizNotPublishable, with nothing
    changed.
    """
    QuestionBank.objects.select_for_update().get(pk=bank.pk)
    if question is not None:
        spec = replace(spec, ref=question.ref)
    if sentences := [*faults_of_questions([spec]), *_faults(bank, spec, question)]:
        raise QuizNotPublishable(sentences)
    return publish_questions(bank, [spec], drafted_by=author)[0]


def _faults(bank: QuestionBank, spec: QuestionSpec, question: Question | None) -> list[str]:
    if bank.is_of_pages:
        return [_("These questions are written in the page of their quiz. Change them there.")]
    if question is None and bank.questions.filter(ref=spec.ref).exists():
        return [
            _("Two questions are called “%(ref)s”. Give each its own name.") % {"ref": spec.ref}
        ]
    return []


def retire_question(question: Question) -> None:
    """Let the question be drawn and chosen no more; what was answered stays."""
    Question.objects.filter(pk=question.pk, retired_at=None).update(retired_at=timezone.now())


def bring_back_question(question: Question) -> None:
    """Let a retired question be used again."""
    Question.objects.filter(pk=question.pk).update(retired_at=None)


@dataclass(frozen=True)
class Use:
    """A quiz or an exam that asks the question, and in which version of it."""

    title: str
    is_exam: bool
    number: int


def uses_of(question: Question) -> list[Use]:
    """Return which quizzes and exams ask the question now. One statement."""
    asked_now = (
        Q(version__in=Quiz.objects.values("current"))
        | Q(version__in=Exam.objects.values("current"))
        | Q(version__in=Exam.objects.values("placement"))
        | Q(version__in=Exam.objects.values("refresher"))
    )
    items = (
        QuizItem.objects.filter(asked_now, question__question=question)
        .select_related("version__quiz__lesson__course", "question")
        .order_by("version__title", "version")
    )
    return [_use(item) for item in items]


def _use(item: QuizItem) -> Use:
    version = item.version
    if version.quiz is None:
        return Use(version.title, is_exam=True, number=item.question.number)
    title = f"{version.quiz.lesson.course.code}: {version.title}"
    return Use(title, is_exam=False, number=item.question.number)
