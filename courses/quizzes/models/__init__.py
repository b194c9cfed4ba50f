"""Questions with versions, quizzes and exams made of them, attempts, answers and rooms."""

from courses.quizzes.models.attempts import Answer, Attempt
from courses.quizzes.models.corrections import KeyCorrection, RegradedAttempt
from courses.quizzes.models.exams import Exam, ExamRelease, ExtraTime, TryGrant
from courses.quizzes.models.exchange import PendingPicture, PendingQuestions
from courses.quizzes.models.marks import EssayMark
from courses.quizzes.models.printing import PaperEntry, PrintedPaper, PrintRun
from courses.quizzes.models.questions import (
    Question,
    QuestionBank,
    QuestionReview,
    QuestionVersion,
)
from courses.quizzes.models.quizzes import Quiz, QuizItem, QuizVersion
from courses.quizzes.models.sessions import ExamSession, Seat, SessionEvent
from courses.quizzes.models.statistics import DomainMonth, QuestionStatistics

__all__ = [
    "Answer",
    "Attempt",
    "DomainMonth",
    "EssayMark",
    "Exam",
    "ExamRelease",
    "ExamSession",
    "ExtraTime",
    "KeyCorrection",
    "PaperEntry",
    "PendingPicture",
    "PendingQuestions",
    "PrintRun",
    "PrintedPaper",
    "Question",
    "QuestionBank",
    "QuestionReview",
    "QuestionStatistics",
    "QuestionVersion",
    "Quiz",
    "QuizItem",
    "QuizVersion",
    "RegradedAttempt",
    "Seat",
    "SessionEvent",
    "TryGrant",
]
