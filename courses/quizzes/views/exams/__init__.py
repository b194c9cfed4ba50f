"""The pages of exams: for those who take them, for proctors, and for those who answer for them."""

from courses.quizzes.views.exams.managing import grant, manage, managed, release, schedule
from courses.quizzes.views.exams.rooms import (
    act,
    open_new_room,
    room,
    room_list,
    seat_list,
    seat_sheet,
)
from courses.quizzes.views.exams.statistics import attempt_review, correction, statistics
from courses.quizzes.views.exams.taking import (
    begin,
    enter_room,
    exam,
    exam_list,
    waiting_room,
    waiting_state,
)

__all__ = [
    "act",
    "attempt_review",
    "begin",
    "correction",
    "enter_room",
    "exam",
    "exam_list",
    "grant",
    "manage",
    "managed",
    "open_new_room",
    "release",
    "room",
    "room_list",
    "schedule",
    "seat_list",
    "seat_sheet",
    "statistics",
    "waiting_room",
    "waiting_state",
]
