"""Enrol, progress, complete: the verbs of learning."""

from courses.learning.domain.claims import claim_progress
from courses.learning.domain.enrolment import enrol
from courses.learning.domain.facts import Fact, FactResult, Recorded, record_batch, record_facts
from courses.learning.domain.progress import (
    CourseProgress,
    LessonProgress,
    explain_what_is_missing,
    my_learning,
    progress_in,
    progress_of,
)
from courses.learning.domain.results import record_lesson_result, record_practice, record_read

__all__ = [
    "CourseProgress",
    "Fact",
    "FactResult",
    "LessonProgress",
    "Recorded",
    "claim_progress",
    "enrol",
    "explain_what_is_missing",
    "my_learning",
    "progress_in",
    "progress_of",
    "record_batch",
    "record_facts",
    "record_lesson_result",
    "record_practice",
    "record_read",
]
