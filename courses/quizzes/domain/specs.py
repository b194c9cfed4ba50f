"""A quiz as an editor published it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class OptionSpec:
    """One option of a question; `id` is the editor's, and takers never see it."""

    id: str
    text: str
    correct: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class QuestionSpec:
    """One question; `ref` is its name in the bank of its course and stays the same for ever.

    `kind` is single, several, true_false or ordering. The options of true_false are two, with the
    ids "true" and "false" (their texts are ours); those of ordering stand in the right order.
    `text_html` is clean HTML: a paragraph that becomes the heading, then whatever else there is.
    `lesson_slug` names the lesson of the same course that teaches it. `reason` says why the key is
    right: it is for reviewers, and takers never see it.
    """

    ref: str
    kind: str
    text_html: str
    options: tuple[OptionSpec, ...]
    picture: str = ""
    picture_alt: str = ""
    feedback: str = ""
    tags: Mapping[str, object] = field(default_factory=dict)
    lesson_slug: str = ""
    reason: str = ""


@dataclass(frozen=True)
class QuizSpec:
    """A quiz: `key` is that of its item in the outline of the course.

    `mode` is practice or test, `feedback` immediate or after. It is passed with `pass_count` right
    answers or with `pass_percent`: exactly one of them is given. `attempts_allowed` None means any
    number, `minutes_allowed` None any time; `wait_hours` lie between two attempts.
    """

    key: UUID
    title: str
    questions: tuple[QuestionSpec, ...]
    instructions: str = ""
    mode: str = "practice"
    feedback: str = "immediate"
    pass_count: int | None = None
    pass_percent: int | None = None
    attempts_allowed: int | None = None
    wait_hours: int = 0
    minutes_allowed: int | None = None


@dataclass(frozen=True)
class Slot:
    """How many questions of one domain of the ASN index and one depth (bloom) an exam draws."""

    domain: int
    bloom: str
    questions: int


@dataclass(frozen=True)
class ExamSpec:
    """The rules of an exam that is drawn from a bank.

    It is passed with `pass_percent` of all questions and, in each domain of `domain_percents`, with
    that percentage of its own. `wait_hours` lie before the second try, the third, and so on.
    `needs` are the codes of the courses whose quizzes come before it; who reaches `placement_percent`
    in the placement check needs none of them. `sources` are the courses that teach each domain.
    """

    minutes: int
    pass_percent: int
    blueprint: tuple[Slot, ...]
    attempts_allowed: int | None = None
    wait_hours: tuple[int, ...] = ()
    domain_percents: Mapping[int, int] = field(default_factory=dict)
    sources: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    placement_percent: int | None = None

    @property
    def total(self) -> int:
        """Return how many questions the exam has."""
        return sum(slot.questions for slot in self.blueprint)


@dataclass(frozen=True)
class BankSpec:
    """The questions of an exam and its rules; `code` stays the same for ever.

    The tags of a question name what the blueprint draws by: "domain" and "bloom".
    """

    code: str
    title: str
    questions: tuple[QuestionSpec, ...]
    exam: ExamSpec
