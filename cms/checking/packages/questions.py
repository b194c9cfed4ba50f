"""Single questions: a key that can be marked, feedback for every answer, a lesson and a reason."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.checking.packages.findings import Finding, TextFile
from cms.checking.packages.sources import Sources
from cms.starter.documents import BlockValue
from cms.starter.questions import document_spec
from courses.quizzes.domain.checking import faults_of_questions

Say = Callable[[str, str], Finding]


def check_questions(sources: Sources) -> Iterator[Finding]:
    """Yield what single questions of quizzes and banks lack."""
    for course in sources.courses:
        if course.package.quiz:
            questions = course.questions()
            yield from _unmarkable(questions, course.quiz_file)
            for _kind, value in questions:
                yield from _lacking(_kind, value, course.quiz_file)
    for exam in sources.exams:
        yield from _unmarkable(exam.exam.questions, exam.exam_file)
        for kind, value in exam.exam.questions:
            file = exam.file_of(value["ref"])
            yield from _lacking(kind, value, file)
            if not value["bloom"]:
                yield _about(value, file)(
                    "question.bloom", _("it does not say what it asks for (“bloom”).")
                )


def _unmarkable(questions: tuple[BlockValue, ...], file: TextFile) -> Iterator[Finding]:
    specs = [document_spec(kind, value) for kind, value in questions]
    for sentence in faults_of_questions(specs):
        yield file.error("question.key", sentence)


def _lacking(kind: str, value: Mapping[str, Any], file: TextFile) -> Iterator[Finding]:
    say = _about(value, file)
    if "options" in value:
        silent = sum(not option["feedback"] for option in value["options"])
        if silent:
            yield say(
                "question.feedback",
                _("%(count)d of its options have no feedback (“umpan”).") % {"count": silent},
            )
    elif not value["feedback"]:
        yield say("question.feedback", _("nothing is said afterwards (“umpan”)."))
    if not value["lesson_slug"]:
        yield say("question.lesson", _("it names no lesson to learn it from (“pelajaran”)."))
    if not value["reason"]:
        yield say("question.reason", _("it does not say why its key is right (“alasan”)."))
    if not value["difficulty"]:
        yield say("question.difficulty", _("it does not say how hard it is (“tingkat”)."))


def _about(value: Mapping[str, Any], file: TextFile) -> Say:
    def say(code: str, fault: str) -> Finding:
        message = _("Question %(ref)s: %(fault)s") % {"ref": value["ref"], "fault": fault}
        return file.error(code, message, f"id: {value['ref']}")

    return say
