"""Publish a quiz: questions and rules get a new version only where they changed."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.catalogue.models import Lesson
from courses.quizzes.domain.checking import QuizNotPublishable, check_quiz
from courses.quizzes.domain.questions import fingerprint, publish_questions
from courses.quizzes.domain.specs import QuizSpec
from courses.quizzes.models import QuestionBank, QuestionVersion, Quiz, QuizItem, QuizVersion

RULES = (
    "title",
    "instructions",
    "mode",
    "feedback",
    "pass_count",
    "pass_percent",
    "attempts_allowed",
    "wait_hours",
    "minutes_allowed",
)


@transaction.atomic
def publish_quiz(spec: QuizSpec) -> QuizVersion:
    """Make the quiz current as stated, and return its version.

    Attempts keep the version they began with. The course's outline is published first
    (catalogue.domain.publish_outline). Raises QuizNotPublishable, with nothing changed.
    """
    check_quiz(spec)
    lesson = Lesson.objects.select_related("course").filter(key=spec.key).first()
    if lesson is None or lesson.kind != Lesson.Kind.QUIZ:
        raise QuizNotPublishable([_("The course has no such quiz. Publish the course first.")])
    Quiz.objects.get_or_create(lesson=lesson)
    quiz = Quiz.objects.select_for_update(of=("self",)).select_related("current").get(lesson=lesson)
    questions = publish_questions(_bank_of(lesson), spec.questions)
    rules = {name: getattr(spec, name) for name in RULES}
    digest = fingerprint({"rules": rules, "questions": [question.pk for question in questions]})
    if quiz.current is not None and quiz.current.digest == digest:
        return quiz.current
    return _publish_version(quiz, questions, rules, digest)


def _bank_of(lesson: Lesson) -> QuestionBank:
    code = lesson.course.code
    return QuestionBank.objects.get_or_create(code=code, defaults={"title": code})[0]


def _publish_version(
    quiz: Quiz, questions: list[QuestionVersion], rules: Mapping[str, Any], digest: str
) -> QuizVersion:
    version = QuizVersion.objects.create(
        quiz=quiz, number=quiz.versions.count() + 1, digest=digest, **rules
    )
    QuizItem.objects.bulk_create(
        QuizItem(version=version, question=question, position=position)
        for position, question in enumerate(questions, start=1)
    )
    quiz.current = version
    quiz.save(update_fields=["current"])
    return version
