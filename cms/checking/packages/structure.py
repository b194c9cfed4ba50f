"""The pattern of a course and of a lesson: a goal, a practice, three things to remember, a way out."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.blocks import COUNTED
from cms.checking.packages.findings import Finding, TextFile
from cms.checking.packages.sources import CourseSource, Sources
from cms.starter.documents import LessonDocument

THINGS_TO_REMEMBER = 3
GOAL = ("Setelah ini Anda bisa", "Setelah ini kamu bisa")


def check_structure(sources: Sources) -> Iterator[Finding]:
    """Yield what is missing in courses and lessons."""
    for course in sources.courses:
        yield from _of_course(course)
        for lesson, file in course.lessons():
            yield from _of_lesson(lesson, file, course.audiences)


def _of_course(course: CourseSource) -> Iterator[Finding]:
    if not course.package.lessons:
        yield course.course_file.error("course.lessons", _("The course has no lesson."))
    if course.package.quiz is None:
        yield course.course_file.error("course.quiz", _("The course has no quiz at its end."))
    unchecked = sum(lesson.checked_on is None for lesson in course.package.lessons)
    if unchecked:
        message = ngettext(
            "Nobody has checked the facts of %(count)d lesson yet (“diperiksa”).",
            "Nobody has checked the facts of %(count)d lessons yet (“diperiksa”).",
            unchecked,
        ) % {"count": unchecked}
        yield course.course_file.advice("course.unchecked", message)


def _of_lesson(lesson: LessonDocument, file: TextFile, audiences: list[str]) -> Iterator[Finding]:
    kinds = {kind for kind, _value in lesson.blocks}
    if not lesson.goal.startswith(GOAL):
        message = _("The goal begins with “Setelah ini Anda bisa …” (or “kamu”).")
        yield file.error("lesson.goal", message, "tujuan:")
    if not lesson.source:
        yield file.error("lesson.source", _("No source is named (“sumber”)."), "sumber:")
    if not kinds & set(COUNTED):
        yield file.error("lesson.practice", _("There is no practice. Learners learn by doing."))
    if "stuck" not in kinds:
        yield file.error("lesson.stuck", _("“::: macet” is missing: what to do when stuck."))
    if "story" not in kinds:
        yield file.advice("lesson.story", _("“::: cerita” is missing: a story from here."))
    if "steps" not in kinds:
        yield file.advice("lesson.steps", _("“::: langkah” is missing: numbered steps."))
    if "face_to_face" not in kinds and "warga" in audiences:
        yield file.error(
            "lesson.face_to_face",
            _("“::: tatap-muka” is missing: citizens are always told the face-to-face way."),
        )
    yield from _remembered(lesson, file)


def _remembered(lesson: LessonDocument, file: TextFile) -> Iterator[Finding]:
    points = [len(value["points"]) for kind, value in lesson.blocks if kind == "remember"]
    if points != [THINGS_TO_REMEMBER]:
        yield file.error(
            "lesson.remember",
            _("“::: ingat” with exactly %(number)d things is missing.")
            % {"number": THINGS_TO_REMEMBER},
            "::: ingat",
        )
