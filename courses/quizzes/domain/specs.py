"""A quiz as an editor published it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class OptionSpec:
    """One option of a question; `id` is the editor's, and takers never see it.

    Of a question that is sorted into groups, `group` is the id of the group where it belongs.
    """

    id: str
    text: str
    correct: bool = False
    feedback: str = ""
    group: str = ""


@dataclass(frozen=True)
class NumericKey:
    """A number that is right, give or take the tolerance; `unit` empty means that none is asked."""

    value: Decimal
    tolerance: Decimal = Decimal(0)
    unit: str = ""


@dataclass(frozen=True)
class TextKey:
    """The words that are right. Spacing never counts; `typing_mistakes` is how many letters may differ."""

    accepted: tuple[str, ...]
    case_sensitive: bool = False
    typing_mistakes: int = 0


@dataclass(frozen=True)
class PairSpec:
    """Two things that belong together; with an empty `left`, `right` belongs to nothing."""

    id: str
    left: str
    right: str


@dataclass(frozen=True)
class BlankSpec:
    """A gap in a text: typed in, or chosen from `choices` where there are any."""

    id: str
    accepted: tuple[str, ...]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class GroupSpec:
    """A heading under which options are sorted."""

    id: str
    title: str


@dataclass(frozen=True)
class AreaSpec:
    """A part of a picture, in thousandths of its width and height.

    circle: x, y, radius (of the width) · rect: left, top, right, bottom · polygon: x, y, x, y, …
    """

    id: str
    shape: str
    points: tuple[int, ...]
    label: str
    correct: bool


@dataclass(frozen=True)
class RubricRow:
    """What a marker looks at in a text; each level has its points and its words."""

    id: str
    title: str
    levels: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class QuestionSpec:
    """One question; `ref` is its name in the bank of its course and stays the same for ever.

    `kind` is one of Question.Kind. The options of true_false are two, with the ids "true" and
    "false" (their texts are ours); those of ordering stand in the right order. `text_html` is clean
    HTML: a paragraph that becomes the heading, then whatever else there is. `lesson_slug` names the
    lesson of the same course that teaches it. `reason` says why the key is right: it is for
    reviewers, and takers never see it. `blank_text` is clean HTML with [[id]] where a blank is.
    `partial` is "none" (all or nothing) or "share" (a share of the point for what is right of it).
    `picture_source` is the editor's name of the picture, `picture_size` its width and height.
    `tags` may have pilar, domain (1-5), element, kka_element, competency, difficulty and bloom.
    """

    ref: str
    kind: str
    text_html: str
    options: tuple[OptionSpec, ...] = ()
    picture: str = ""
    picture_alt: str = ""
    feedback: str = ""
    tags: Mapping[str, object] = field(default_factory=dict)
    lesson_slug: str = ""
    reason: str = ""
    numeric: tuple[NumericKey, ...] = ()
    text_key: TextKey | None = None
    pairs: tuple[PairSpec, ...] = ()
    blanks: tuple[BlankSpec, ...] = ()
    blank_text: str = ""
    groups: tuple[GroupSpec, ...] = ()
    areas: tuple[AreaSpec, ...] = ()
    rubric: tuple[RubricRow, ...] = ()
    max_words: int | None = None
    partial: str = "none"
    picture_source: str = ""
    picture_size: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class BankedQuestion:
    """A question of a bank, used in a quiz as its newest version reads."""

    question: UUID
    ref: str


@dataclass(frozen=True)
class CellSpec:
    """So many questions with these tags; without tags, any questions."""

    tags: Mapping[str, object]
    questions: int


@dataclass(frozen=True)
class QuizSpec:
    """A quiz: `key` is that of its item in the outline of the course.

    `mode` is practice or test, `feedback` immediate, after or never. It is passed with `pass_count`
    right answers or with `pass_percent`: exactly one of them is given. `attempts_allowed` None means
    any number, `minutes_allowed` None any time; `wait_hours` lie between two attempts, or `waits`
    before the second, the third and so on. With a `blueprint` each paper is drawn from the
    questions; without one it has them all. `domain_percents` is what a domain needs beside the total.
    """

    key: UUID
    title: str
    questions: tuple[QuestionSpec | BankedQuestion, ...]
    instructions: str = ""
    mode: str = "practice"
    feedback: str = "immediate"
    pass_count: int | None = None
    pass_percent: int | None = None
    attempts_allowed: int | None = None
    wait_hours: int = 0
    minutes_allowed: int | None = None
    waits: tuple[int, ...] = ()
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    blueprint: tuple[CellSpec, ...] = ()
    domain_percents: Mapping[int, int] = field(default_factory=dict)


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
    in the placement check needs none of them. Of the same questions the refresher draws
    `refresher_questions`, by the same rules. `sources` are the courses that teach each domain.
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
    refresher_questions: int | None = None

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
