"""Publish a quiz: questions and rules get a new version only where they changed."""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.catalogue.models import Lesson
from courses.quizzes.domain.checking import QuizNotPublishable, check_quiz
from courses.quizzes.domain.specs import OptionSpec, QuestionSpec, QuizSpec
from courses.quizzes.models import (
    Question,
    QuestionBank,
    QuestionVersion,
    Quiz,
    QuizItem,
    QuizVersion,
)

FIRST_PARAGRAPH = re.compile(r"\s*<p\b[^>]*>(?P<heading>.*?)</p>(?P<more>.*)\Z", re.DOTALL)
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
    questions = _publish_questions(_bank_of(lesson), spec.questions)
    rules = {name: getattr(spec, name) for name in RULES}
    digest = _fingerprint({"rules": rules, "questions": [question.pk for question in questions]})
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


# --- Questions --------------------------------------------------------------------------------


def _publish_questions(
    bank: QuestionBank, specs: tuple[QuestionSpec, ...]
) -> list[QuestionVersion]:
    refs = [spec.ref for spec in specs]
    Question.objects.bulk_create(
        [Question(bank=bank, ref=ref) for ref in refs], ignore_conflicts=True
    )
    questions = {question.ref: question for question in bank.questions.filter(ref__in=refs)}
    newest = {
        version.question_id: version
        for version in QuestionVersion.objects.filter(question__in=questions.values()).order_by(
            "number"
        )
    }
    return [
        _publish_question(questions[spec.ref], spec, newest.get(questions[spec.ref].pk))
        for spec in specs
    ]


def _publish_question(
    question: Question, spec: QuestionSpec, newest: QuestionVersion | None
) -> QuestionVersion:
    digest = _fingerprint(asdict(spec))
    if newest is not None and newest.digest == digest:
        return newest
    ids = _ids_of_options(spec, newest)
    return QuestionVersion.objects.create(
        question=question,
        number=newest.number + 1 if newest else 1,
        digest=digest,
        kind=spec.kind,
        content=_content(spec, ids),
        key=_key(spec, ids),
        tags=dict(spec.tags),
        lesson_slug=spec.lesson_slug,
    )


def _ids_of_options(spec: QuestionSpec, newest: QuestionVersion | None) -> dict[str, str]:
    """Return the public id of each option by the editor's: random, and kept from before."""
    if spec.kind == Question.Kind.TRUE_FALSE:
        return {option.id: option.id for option in spec.options}
    known = (
        {facts["origin"]: public for public, facts in newest.key["options"].items()}
        if newest and newest.kind != Question.Kind.TRUE_FALSE
        else {}
    )
    return {option.id: known.get(option.id) or secrets.token_hex(4) for option in spec.options}


def _content(spec: QuestionSpec, ids: Mapping[str, str]) -> dict[str, Any]:
    parts = FIRST_PARAGRAPH.match(spec.text_html)
    options: tuple[OptionSpec, ...] = spec.options
    if spec.kind == Question.Kind.ORDERING:
        # The editor's order is the key: keep it out of the content.
        options = tuple(sorted(options, key=lambda option: ids[option.id]))
    return {
        "heading": parts["heading"].strip() if parts else spec.text_html,
        "more": parts["more"].strip() if parts else "",
        "picture": spec.picture,
        "picture_alt": spec.picture_alt,
        "options": [{"id": ids[option.id], "text": option.text} for option in options],
    }


def _key(spec: QuestionSpec, ids: Mapping[str, str]) -> dict[str, Any]:
    return {
        "answer": _answer(spec, ids),
        "feedback": spec.feedback,
        "options": {
            ids[option.id]: {"feedback": option.feedback, "origin": option.id}
            for option in spec.options
        },
    }


def _answer(spec: QuestionSpec, ids: Mapping[str, str]) -> dict[str, Any]:
    if spec.kind == Question.Kind.ORDERING:
        return {"order": [ids[option.id] for option in spec.options]}
    right = [ids[option.id] for option in spec.options if option.correct]
    return {"choices": right} if spec.kind == Question.Kind.SEVERAL else {"choice": right[0]}


def _fingerprint(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()
