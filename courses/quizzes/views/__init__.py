"""The pages of a quiz: before it, in it, after it; and claiming what a guest did."""

from courses.quizzes.views.claim import claim
from courses.quizzes.views.intro import intro
from courses.quizzes.views.results import result
from courses.quizzes.views.saving import state
from courses.quizzes.views.taking import later, question, resume, review, sheets, submit

__all__ = [
    "claim",
    "intro",
    "later",
    "question",
    "result",
    "resume",
    "review",
    "sheets",
    "state",
    "submit",
]
