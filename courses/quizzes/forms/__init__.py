"""What browsers post: answers, rooms, dates and grants."""

from courses.quizzes.forms.answers import (
    PostedAnswer,
    answer_from_fields,
    answer_from_json,
    largest_body,
    milliseconds,
    moved_order,
)
from courses.quizzes.forms.exams import ExtraTimeForm, ScheduleForm, TryForm
from courses.quizzes.forms.keys import KeyForm
from courses.quizzes.forms.rooms import ExtensionForm, OpenRoomForm, PinForm

__all__ = [
    "ExtensionForm",
    "ExtraTimeForm",
    "KeyForm",
    "OpenRoomForm",
    "PinForm",
    "PostedAnswer",
    "ScheduleForm",
    "TryForm",
    "answer_from_fields",
    "answer_from_json",
    "largest_body",
    "milliseconds",
    "moved_order",
]
