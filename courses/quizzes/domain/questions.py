"""Publish questions into a bank: a question gets a new version only where its wording changed."""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from courses.people.models import User
from courses.quizzes.domain.kinds import KINDS
from courses.quizzes.domain.specs import QuestionSpec
from courses.quizzes.domain.stating import stated, wording_of
from courses.quizzes.models import Question, QuestionBank, QuestionVersion

FIRST_PARAGRAPH = re.compile(r"\s*<p\b[^>]*>(?P<heading>.*?)</p>(?P<more>.*)\Z", re.DOTALL)
OPTION = "option:"


def publish_questions(
    bank: QuestionBank, specs: Sequence[QuestionSpec], *, drafted_by: User | None = None
) -> list[QuestionVersion]:
    """Make each question of the bank read as stated, and return the versions in that order."""
    refs = [spec.ref for spec in specs]
    Question.objects.bulk_create(
        [Question(bank=bank, ref=ref) for ref in refs], ignore_conflicts=True
    )
    known = bank.questions.filter(ref__in=refs).select_related("current")
    questions = {question.ref: question for question in known}
    versions = [_publish_question(questions[spec.ref], spec, drafted_by) for spec in specs]
    changed = [version.question for version in versions if _becomes_current(version)]
    Question.objects.bulk_update(changed, ["current"])
    return versions


def _becomes_current(version: QuestionVersion) -> bool:
    question = version.question
    if question.current_id == version.pk:
        return False
    question.current = version
    return True


def _publish_question(
    question: Question, spec: QuestionSpec, drafted_by: User | None
) -> QuestionVersion:
    newest, digest = question.current, fingerprint(wording_of(spec))
    if newest is not None and newest.digest == digest:
        return newest
    ids = _ids_of_parts(spec, newest)
    return QuestionVersion.objects.create(
        question=question,
        number=newest.number + 1 if newest else 1,
        digest=digest,
        kind=spec.kind,
        content=content_of(spec, ids),
        key=_key(spec, ids),
        stated=stated(spec),
        tags=dict(spec.tags),
        lesson_slug=spec.lesson_slug,
        reason=spec.reason,
        drafted_by=drafted_by,
    )


def _ids_of_parts(spec: QuestionSpec, newest: QuestionVersion | None) -> dict[str, str]:
    """Return the public id of each part by the editor's name: random, and kept from before."""
    known = _known_ids(newest) if newest else {}
    return {
        name: _fixed_id(spec, name) or known.get(name) or secrets.token_hex(4)
        for name in KINDS[spec.kind].named(spec)
    }


def _fixed_id(spec: QuestionSpec, name: str) -> str:
    """Return the id of true or false, which everybody knows."""
    return name.removeprefix(OPTION) if spec.kind == Question.Kind.TRUE_FALSE else ""


def _known_ids(newest: QuestionVersion) -> dict[str, str]:
    if newest.kind == Question.Kind.TRUE_FALSE:
        return {}
    options = {
        f"{OPTION}{facts['origin']}": public for public, facts in newest.key["options"].items()
    }
    return options | {name: public for public, name in newest.key.get("origins", {}).items()}


def content_of(spec: QuestionSpec, ids: Mapping[str, str]) -> dict[str, Any]:
    """Return what anyone may see of the question from the start."""
    parts = FIRST_PARAGRAPH.match(spec.text_html)
    content = {
        "heading": parts["heading"].strip() if parts else spec.text_html,
        "more": parts["more"].strip() if parts else "",
        "picture": spec.picture,
        "picture_alt": spec.picture_alt,
    }
    if spec.partial != "none":
        content["partial"] = spec.partial
    return content | KINDS[spec.kind].content(spec, ids)


def _key(spec: QuestionSpec, ids: Mapping[str, str]) -> dict[str, Any]:
    key = {
        "feedback": spec.feedback,
        "options": {
            ids[f"{OPTION}{option.id}"]: {"feedback": option.feedback, "origin": option.id}
            for option in spec.options
        },
    }
    origins = {public: name for name, public in ids.items() if not name.startswith(OPTION)}
    if origins:
        key["origins"] = origins
    if spec.partial != "none":
        key["partial"] = spec.partial
    return key | KINDS[spec.kind].key(spec, ids)


def fingerprint(value: object) -> str:
    """Return what two values share only when they are equal."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()
