"""Moodle XML, both ways."""

from courses.quizzes.domain.exchange.moodle.reading import read_moodle
from courses.quizzes.domain.exchange.moodle.writing import write_moodle

__all__ = ["read_moodle", "write_moodle"]
