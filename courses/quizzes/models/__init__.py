"""Questions with versions, quizzes made of them, attempts and answers."""

from courses.quizzes.models.attempts import Answer, Attempt
from courses.quizzes.models.questions import Question, QuestionBank, QuestionVersion
from courses.quizzes.models.quizzes import Quiz, QuizItem, QuizVersion

__all__ = [
    "Answer",
    "Attempt",
    "Question",
    "QuestionBank",
    "QuestionVersion",
    "Quiz",
    "QuizItem",
    "QuizVersion",
]
