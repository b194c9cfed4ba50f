"""Give a class, or some of its pupils, something to do until a day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from courses.catalogue.domain import PublishedOutline, outlines_of
from courses.catalogue.models import Audience, Course, Lesson
from courses.classes.models import Assignment, Pupil, SchoolClass
from courses.people.domain.audit import note
from courses.people.models import User
from courses.quizzes.domain.granting import grant_tries
from courses.quizzes.models import Quiz

COURSE, LESSON, PAPER = "course", "lesson", "paper"


@dataclass(frozen=True)
class Order:
    """What a teacher assigns: `what` is course:<id>, lesson:<key> or paper, as in the choices."""

    what: str
    title: str
    opens_on: date
    due_on: date | None = None
    purpose: str = Assignment.Purpose.WORK
    pupils: Sequence[Pupil] = field(default_factory=tuple)


def assignable_outlines() -> list[PublishedOutline]:
    """Return the published courses, those for pupils first. One query, and two for new versions."""
    courses = list(Course.objects.published().with_current())
    outlines = outlines_of(course.current_id for course in courses if course.current_id)
    for_pupils = {
        course.pk
        for course in courses
        if course.current and Audience.PUPIL in course.current.audiences
    }
    return sorted(outlines.values(), key=lambda each: (each.course_id not in for_pupils, each.code))


@transaction.atomic
def assign(school_class: SchoolClass, order: Order, *, by: User) -> Assignment:
    """Return the new assignment. Raises ValidationError when what it names is not published."""
    target = _target(order)
    assignment = Assignment.objects.create(
        school_class=school_class,
        title=order.title or target.title,
        lesson=target.lesson,
        course_id=target.course_id,
        purpose=order.purpose,
        opens_on=order.opens_on,
        due_on=order.due_on,
        rubric=rubric_of(target.lesson.key) if target.lesson else [],
        created_by=by,
    )
    assignment.pupils.set(order.pupils)
    note(by, "assignment.made", school_class=school_class.code, assignment=assignment.pk)
    return assignment


@transaction.atomic
def change_assignment(assignment: Assignment, order: Order, *, by: User) -> None:
    """Keep other dates, another title or other pupils; what is assigned stays."""
    assignment.title = order.title or assignment.title
    assignment.purpose = order.purpose
    assignment.opens_on, assignment.due_on = order.opens_on, order.due_on
    assignment.save(update_fields=["title", "purpose", "opens_on", "due_on"])
    assignment.pupils.set(order.pupils)
    note(by, "assignment.changed", assignment=assignment.pk)


@transaction.atomic
def withdraw_assignment(assignment: Assignment, *, by: User) -> None:
    """Take an assignment away with its marks; what pupils have learnt stays."""
    note(
        by,
        "assignment.withdrawn",
        school_class=assignment.school_class.code,
        title=assignment.title,
    )
    assignment.delete()


@transaction.atomic
def assign_remedial(
    assignment: Assignment, pupils: Sequence[Pupil], title: str, day: date, *, by: User
) -> Assignment:
    """Return the same once more for these pupils; only what they do from that day on counts in it.

    Where a quiz limits tries, each pupil gets one more. Raises ValidationError for nobody.
    """
    if not pupils:
        raise ValidationError(_("Choose at least one pupil."))
    again = Assignment.objects.create(
        school_class=assignment.school_class,
        title=title[:160],
        lesson_id=assignment.lesson_id,
        course_id=assignment.course_id,
        purpose=Assignment.Purpose.REMEDIAL,
        opens_on=day,
        rubric=assignment.rubric,
        created_by=by,
    )
    again.pupils.set(pupils)
    _grant_a_try(again, pupils, by)
    note(by, "assignment.made", school_class=again.school_class.code, assignment=again.pk)
    return again


def _grant_a_try(assignment: Assignment, pupils: Sequence[Pupil], by: User) -> None:
    quiz = Quiz.objects.select_related("current").filter(pk=assignment.lesson_id).first()
    rules = quiz.current if quiz else None
    if quiz is None or rules is None:
        return
    if rules.attempts_allowed is not None or rules.wait_hours:
        for pupil in pupils:
            grant_tries(quiz, pupil.person, by, reason=assignment.title)


def plan_of(lesson: UUID) -> dict[str, Any] | None:
    """Return the teacher's sheet of a lesson, which only the editors' floor has; None without one."""
    plan: dict[str, Any] | None = import_string(settings.LESSON_PLANS)(lesson)
    return plan


def rubric_of(lesson: UUID) -> list[dict[str, Any]]:
    """Return the rubric of the lesson's project as rows with levels; empty without one."""
    plan = plan_of(lesson)
    return plan["rubric"] if plan else []


@dataclass(frozen=True)
class _Target:
    title: str
    lesson: Lesson | None = None
    course_id: int | None = None


def _target(order: Order) -> _Target:
    kind, _colon, key = order.what.partition(":")
    if kind == PAPER:
        return _Target(order.title)
    for outline in assignable_outlines():
        if kind == COURSE and str(outline.course_id) == key:
            return _Target(outline.title, course_id=outline.course_id)
        for item in outline.items:
            if kind == LESSON and str(item.key) == key:
                lesson = Lesson.objects.get(key=item.key)
                return _Target(item.title, lesson, outline.course_id)
    raise ValidationError(_("This lesson is no longer published. Choose another one."))
