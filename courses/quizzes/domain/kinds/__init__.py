"""The kinds of question, one file each. A new kind is a file here and a line below."""

from courses.quizzes.domain.kinds.base import KindOfQuestion, Response, Shuffle
from courses.quizzes.domain.kinds.blanks import Blanks
from courses.quizzes.domain.kinds.categorising import Categorising
from courses.quizzes.domain.kinds.choosing import Several, Single, TrueFalse
from courses.quizzes.domain.kinds.essay import Essay
from courses.quizzes.domain.kinds.matching import Matching
from courses.quizzes.domain.kinds.numeric import Numeric
from courses.quizzes.domain.kinds.ordering import Ordering
from courses.quizzes.domain.kinds.pointing import Pointing
from courses.quizzes.domain.kinds.refusals import AnswerRefused
from courses.quizzes.domain.kinds.words import Short
from courses.quizzes.models import Question

__all__ = ["KINDS", "AnswerRefused", "KindOfQuestion", "Response", "Shuffle"]

KINDS: dict[str, KindOfQuestion] = {
    Question.Kind.SINGLE: Single(),
    Question.Kind.SEVERAL: Several(),
    Question.Kind.TRUE_FALSE: TrueFalse(),
    Question.Kind.ORDERING: Ordering(),
    Question.Kind.NUMERIC: Numeric(),
    Question.Kind.SHORT: Short(),
    Question.Kind.MATCHING: Matching(),
    Question.Kind.BLANKS: Blanks(),
    Question.Kind.CATEGORISE: Categorising(),
    Question.Kind.HOTSPOT: Pointing(),
    Question.Kind.ESSAY: Essay(),
}
