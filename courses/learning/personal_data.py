"""What learning holds about a person."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from courses.catalogue.models import LessonInVersion
from courses.learning.domain.forgetting import forget_learner
from courses.learning.domain.progress import my_learning
from courses.learning.models import LearnerEvent
from courses.learning.rules import LessonResult
from courses.people.models import User


def export_for(user: User) -> dict[str, Any]:
    """Return every course with its results, and the log they were made from."""
    events = list(
        LearnerEvent.objects.filter(learner=user).select_related("course").order_by("recorded_at")
    )
    titles = _titles(event.lesson_id for event in events)
    return {
        "courses": [
            {
                "course": progress.outline.title,
                "started_at": progress.enrolment.started_at.isoformat(),
                "active_at": progress.enrolment.active_at.isoformat(),
                "completed_at": progress.completed_at and progress.completed_at.isoformat(),
                "lessons": [
                    {"lesson": titles.get(UUID(key), key)} | _exported(result)
                    for key, result in progress.enrolment.results.items()
                ],
            }
            for progress in my_learning(user)
            if progress.enrolment
        ],
        "learning_log": [
            {
                "what": event.get_kind_display(),
                "course": event.course.code,
                "lesson": titles.get(event.lesson_id, "") if event.lesson_id else "",
                "details": event.body,
                "occurred_at": event.occurred_at.isoformat(),
                "recorded_at": event.recorded_at.isoformat(),
            }
            for event in events
        ],
    }


def erase_for(user: User) -> None:
    """Delete courses, results and log; certificates keep their own frozen statement."""
    forget_learner(user)


def _titles(lessons: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the newest title of each lesson by its key."""
    appearances = LessonInVersion.objects.filter(lesson__in={key for key in lessons if key})
    return dict(appearances.order_by("version__number").values_list("lesson", "title"))


def _exported(result: LessonResult) -> dict[str, Any]:
    return {
        "read_at": result.get("read"),
        "practices": [
            {
                "practice": practice,
                "right_answers": done["correct"],
                "questions": done["total"],
                "done_at": done["at"],
            }
            for practice, done in result.get("practices", {}).items()
        ],
        "score_percent": result.get("score"),
        "done_at": result.get("done"),
    }
