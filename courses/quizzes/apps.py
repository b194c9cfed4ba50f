"""Quizzes: questions with versions, attempts, answers; graded on the server."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesConfig(AppConfig):
    """Question banks, quizzes, attempts and answers."""

    name = "courses.quizzes"
    verbose_name = _("Quizzes")
