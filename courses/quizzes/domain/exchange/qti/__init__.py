"""QTI content packages, versions 2.1 and 3.0, both ways.

Both say the same in different words: assessmentItem is qti-assessment-item in 3.0. Inside this
folder the words of 2.1 are used; `dialects` translates at the doors.
"""

from courses.quizzes.domain.exchange.qti.packages import read_qti, write_qti21, write_qti30

__all__ = ["read_qti", "write_qti21", "write_qti30"]
