"""Publish a quiz: questions and rules get a new version only where they changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.catalogue.models import Lesson
from courses.quizzes.domain.checking import QuizNotPublishable, check_quiz
from courses.quizzes.domain.drawing import Candidate, Cell, PoolTooSmall, draw
from courses.quizzes.domain.pools import rows_of
from courses.quizzes.domain.questions import fingerprint
from courses.quizzes.domain.questions_used import questions_for
from courses.quizzes.domain.specs import QuizSpec
from courses.quizzes.models import Exam, QuestionBank, QuestionVersion, Quiz, QuizItem, QuizVersion

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
# Rules that came later: left out of the fingerprint while they say nothing, so that a quiz that
# nobody changed keeps its version.
LATER_RULES = (
    "waits",
    "grace_minutes",
    "opens_at",
    "closes_at",
    "blueprint",
    "domain_percents",
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
    questions = questions_for(
        _bank_of(lesson), spec.questions, certifies=spec.mode == QuizVersion.Mode.TEST
    )
    rules = _rules_of(spec)
    if faults := [*_faults_of_mode(spec), *faults_of_draw(rules, questions)]:
        raise QuizNotPublishable(faults)
    version = version_of(quiz, quiz.current, rules, questions)
    if version != quiz.current:
        quiz.current = version
        quiz.save(update_fields=["current"])
    return version


def _rules_of(spec: QuizSpec) -> dict[str, Any]:
    rules = {name: getattr(spec, name) for name in RULES}
    return rules | {
        "waits": list(spec.waits),
        "opens_at": spec.opens_at,
        "closes_at": spec.closes_at,
        "blueprint": [
            {"tags": dict(cell.tags), "questions": cell.questions} for cell in spec.blueprint
        ],
        "domain_percents": {str(domain): least for domain, least in spec.domain_percents.items()},
    }


def _faults_of_mode(spec: QuizSpec) -> Iterator[str]:
    if spec.mode not in (QuizVersion.Mode.PRACTICE, QuizVersion.Mode.TEST):
        yield _("An exam is drawn from a bank of its own. Make this quiz a practice or a test.")


def faults_of_draw(rules: Mapping[str, Any], questions: Sequence[QuestionVersion]) -> Iterator[str]:
    """Yield why papers cannot be drawn by these rules from these questions, for their editor."""
    opens, closes = rules.get("opens_at"), rules.get("closes_at")
    if opens and closes and closes <= opens:
        yield _("The quiz closes before it opens. Change one of the two dates.")
    cells = [Cell(cell["tags"], cell["questions"]) for cell in rules["blueprint"]]
    if not cells:
        return
    total = sum(cell.questions for cell in cells)
    if rules["pass_count"] is not None and rules["pass_count"] > total:
        yield _(
            "Each paper has %(total)d questions, so it is passed with 1 to %(total)d right answers."
        ) % {"total": total}
    try:
        draw([Candidate(name, tags) for _pk, name, tags in rows_of(questions)], cells, seed=0)
    except PoolTooSmall as shortage:
        yield str(shortage)


def version_of(
    owner: Quiz | Exam,
    newest: QuizVersion | None,
    rules: Mapping[str, Any],
    questions: Sequence[QuestionVersion],
) -> QuizVersion:
    """Return the newest version if it has these rules and questions, or make the next one."""
    telling = {name: value for name, value in rules.items() if name not in LATER_RULES or value}
    digest = fingerprint({"rules": telling, "questions": [question.pk for question in questions]})
    if newest is not None and newest.digest == digest:
        return newest
    same_kind = (
        owner.versions.filter(mode=rules["mode"]) if isinstance(owner, Exam) else owner.versions
    )
    version = owner.versions.create(number=same_kind.count() + 1, digest=digest, **rules)
    QuizItem.objects.bulk_create(
        QuizItem(version=version, question=question, position=position)
        for position, question in enumerate(questions, start=1)
    )
    return version


def _bank_of(lesson: Lesson) -> QuestionBank:
    code = lesson.course.code
    bank = QuestionBank.objects.get_or_create(
        code=code, defaults={"title": code, "is_of_pages": True}
    )[0]
    if not bank.is_of_pages:
        raise QuizNotPublishable(
            [
                _("There is a question bank called %(code)s already. Rename it first.")
                % {"code": code}
            ]
        )
    return bank
