"""What the pupils of a class have done, read at once for all of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from courses.catalogue.domain import PublishedItem, PublishedOutline, outlines_of
from courses.catalogue.models import Course, Lesson
from courses.classes.domain.cells import (
    Done,
    Tried,
    done_in_course,
    done_in_lesson,
    done_in_quiz,
)
from courses.classes.models import Assignment
from courses.learning.models import Enrolment
from courses.learning.rules import with_done_lessons
from courses.quizzes.models import Attempt


@dataclass(frozen=True)
class Work:
    """Results by (person, course), attempts by (person, quiz), and the outlines of the courses."""

    outlines: dict[int, PublishedOutline]
    enrolments: dict[tuple[int, int], Enrolment]
    attempts: dict[tuple[int, UUID], list[Tried]] = field(default_factory=dict)

    def done(self, person: int, assignment: Assignment) -> Done:
        """Return what this person has done for the assignment. No query."""
        if assignment.course_id is None:
            return Done()
        if assignment.lesson_id and self.is_quiz(assignment):
            return done_in_quiz(assignment, self.attempts.get((person, assignment.lesson_id), ()))
        enrolment = self.enrolments.get((person, assignment.course_id))
        if enrolment is None:
            return Done()
        outline = self.outlines.get(assignment.course_id)
        if assignment.lesson_id:
            item = self.item(assignment)
            result = enrolment.results.get(str(assignment.lesson_id), {})
            return done_in_lesson(item, result) if item else Done("done" in result)
        if outline is None:
            return Done()
        return done_in_course(outline, enrolment.results, is_complete=bool(enrolment.completed_at))

    def item(self, assignment: Assignment) -> PublishedItem | None:
        """Return the assigned lesson or quiz as it is published now."""
        outline = self.outlines.get(assignment.course_id or 0)
        return (
            outline.by_key.get(assignment.lesson_id) if outline and assignment.lesson_id else None
        )

    def is_quiz(self, assignment: Assignment) -> bool:
        """Tell whether it is done by answering a quiz."""
        return bool(assignment.lesson and assignment.lesson.kind == Lesson.Kind.QUIZ)

    def active_at(self, person: int, assignment: Assignment) -> datetime | None:
        """Return when this person last did something in the course."""
        enrolment = self.enrolments.get((person, assignment.course_id or 0))
        return enrolment.active_at if enrolment else None


def work_of(people: Sequence[int], assignments: Iterable[Assignment]) -> Work:
    """Return what these people have done for these assignments (their lessons at hand).

    Three queries, and two more in a process that meets a course's version first.
    """
    asked = list(assignments)
    courses = {each.course_id for each in asked if each.course_id}
    current = dict(Course.objects.filter(pk__in=courses).values_list("pk", "current"))
    by_version = outlines_of(version for version in current.values() if version)
    outlines = {pk: by_version[version] for pk, version in current.items() if version}
    return Work(outlines, _enrolments(people, outlines), _attempts(people, asked))


def _enrolments(
    people: Sequence[int], outlines: dict[int, PublishedOutline]
) -> dict[tuple[int, int], Enrolment]:
    found = Enrolment.objects.filter(learner__in=people, course__in=outlines).only(
        "learner", "course", "results", "active_at", "completed_at"
    )
    enrolments = {}
    for enrolment in found:
        # A newer version may ask less of a lesson than the one it was done in.
        enrolment.results = with_done_lessons(enrolment.results, outlines[enrolment.course_id])
        enrolments[enrolment.learner_id, enrolment.course_id] = enrolment
    return enrolments


def _attempts(
    people: Sequence[int], assignments: Sequence[Assignment]
) -> dict[tuple[int, UUID], list[Tried]]:
    quizzes = [
        each.lesson_id
        for each in assignments
        if each.lesson and each.lesson.kind == Lesson.Kind.QUIZ
    ]
    rows = Attempt.objects.filter(learner__in=people, quiz__in=quizzes).values_list(
        "learner", "quiz", "id", "submitted_at", "score", "passed"
    )
    found: dict[tuple[int, UUID], list[Tried]] = defaultdict(list)
    for person, quiz, pk, submitted_at, score, passed in rows:
        found[person, quiz].append(Tried(str(pk), submitted_at, score, passed))
    return found
