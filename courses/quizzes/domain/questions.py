"""Publish questions into a bank: a question gets a new version only where its wording changed."""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from courses.quizzes.domain.specs import OptionSpec, QuestionSpec
from courses.quizzes.models import Question, QuestionBank, QuestionVersion

FIRST_PARAGRAPH = re.compile(r"\s*<p\b[^>]*>(?P<heading>.*?)</p>(?P<more>.*)\Z", re.DOTALL)


def publish_questions(bank: QuestionBank, specs: tuple[QuestionSpec, ...]) -> list[QuestionVersion]:
    """Make each question of the bank read as stated, and return the versions in that order."""
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
    digest = fingerprint(asdict(spec))
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
        reason=spec.reason,
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


def fingerprint(value: object) -> str:
    """Return what two values share only when they are equal."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()
