"""GIFT, the plain text format of Moodle, both ways."""

from courses.quizzes.domain.exchange.gift.reading import read_gift
from courses.quizzes.domain.exchange.gift.writing import write_gift

__all__ = ["read_gift", "write_gift"]
