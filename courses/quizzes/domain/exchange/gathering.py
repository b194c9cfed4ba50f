"""Gather the questions of a file one by one, and the reason for each that does not come along."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from courses.quizzes.domain.checking import faults_of_questions
from courses.quizzes.domain.exchange.markup import one_line
from courses.quizzes.domain.exchange.naming import Names
from courses.quizzes.domain.exchange.parcels import (
    ExchangeRefused,
    Parcel,
    QuestionRefused,
    Refusal,
    Remark,
)
from courses.quizzes.domain.exchange.rubrics import usual_rubric
from courses.quizzes.domain.specs import QuestionSpec

MOST_QUESTIONS = 5000
LONGEST_NAME = 120


@dataclass
class Gathering:
    """The questions of one file so far."""

    names: Names = field(default_factory=Names)
    title: str = ""
    place: int = 0
    questions: list[QuestionSpec] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def name_after(self, title: str) -> None:
        """Keep the first title that the file states."""
        self.title = self.title or one_line(title)[:160]

    @contextmanager
    def question(self, name: str) -> Iterator[int]:
        """Count a question; what is raised inside becomes its refusal."""
        self.place += 1
        if self.place > MOST_QUESTIONS:
            raise ExchangeRefused(
                _("The file has more than %(most)d questions. Split it.") % {"most": MOST_QUESTIONS}
            )
        try:
            yield self.place
        except QuestionRefused as refused:
            self.refusals.append(Refusal(self.place, one_line(name)[:LONGEST_NAME], str(refused)))

    def keep(
        self, question: QuestionSpec, remarks: Sequence[str], files: Mapping[str, bytes]
    ) -> None:
        """Keep the question with what belongs to it. Raises QuestionRefused if the bank would refuse it."""
        said = list(remarks)
        if question.kind == "essay":
            # The levels of its rubric are shares of the point.
            question = replace(question, partial="share")
        if question.kind == "essay" and not question.rubric:
            question = replace(question, rubric=usual_rubric())
            said.append(_("It had no rubric and got a usual one. Look at it."))
        if faults := faults_of_questions([question]):
            raise QuestionRefused(faults[0])
        self.questions.append(question)
        self.remarks += [Remark(question.ref, sentence) for sentence in said]
        self.files |= files

    def parcel(self) -> Parcel:
        """Return what was gathered. Raises ExchangeRefused when there was no question at all."""
        if not self.place:
            raise ExchangeRefused(_("The file holds no question."))
        return Parcel(
            self.title,
            tuple(self.questions),
            tuple(self.refusals),
            tuple(self.remarks),
            dict(self.files),
        )
