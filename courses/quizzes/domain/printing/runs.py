"""Draw and keep the papers of a printing."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from courses.people.models import User
from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.domain.pools import paper_for
from courses.quizzes.domain.printing.notation import LETTERS, right_cells
from courses.quizzes.models import (
    Exam,
    PrintedPaper,
    PrintRun,
    QuestionVersion,
    Quiz,
    QuizVersion,
)

MOST_VARIANTS = 6
# Without letters and digits that look alike in handwriting.
SIGNS = "ABCDEFGHJKMNPQRTUVWXY346789"


class PrintRefused(Exception):  # noqa: N818 - it reads as the sentence it carries
    """Nothing was printed; the sentence says why."""


@dataclass(frozen=True)
class Order:
    """What is to be printed: an exam or a quiz by its newest rules, in so many variants."""

    occasion: str
    variants: int
    supervised: bool = False
    exam: Exam | None = None
    quiz: Quiz | None = None

    @property
    def version(self) -> QuizVersion | None:
        """Return the rules that the papers follow."""
        source = self.exam or self.quiz
        return source.current if source else None


@transaction.atomic
def print_papers(order: Order, by: User) -> PrintRun:
    """Draw the variants and keep them, so that their answers can be entered. Raises PrintRefused."""
    version = order.version
    if version is None:
        raise PrintRefused(_("It is not published yet, so there is nothing to print."))
    run = PrintRun.objects.create(
        exam=order.exam,
        quiz=order.quiz,
        version=version,
        occasion=order.occasion,
        supervised=order.supervised,
        printed_by=by,
    )
    for variant in LETTERS[: max(1, min(order.variants, MOST_VARIANTS))]:
        seed = secrets.randbits(63)
        items = paper_for(version, seed)
        _check(items)
        PrintedPaper.objects.create(
            run=run,
            variant=variant,
            code=_new_code(),
            seed=seed,
            paper=[item.to_json() for item in items],
        )
    return run


def items_of(paper: PrintedPaper) -> list[PaperItem]:
    """Return the items of a printed paper in order."""
    return [PaperItem.from_json(stored) for stored in paper.paper]


def questions_on(items: Sequence[PaperItem]) -> dict[int, QuestionVersion]:
    """Return the wordings on a paper by their id."""
    found = QuestionVersion.objects.filter(pk__in={item.question for item in items})
    return {version.pk: version for version in found.select_related("question")}


def _check(items: Sequence[PaperItem]) -> None:
    """Refuse what cannot be answered on paper."""
    questions = questions_on(items)
    for item in items:
        version = questions[item.question]
        if item.kind == "hotspot" and not right_cells(version.key):
            raise PrintRefused(
                _("Question %(ref)s: its right place is too small to be pointed at on paper.")
                % {"ref": version.question.ref}
            )


def _new_code() -> str:
    """Return six signs that no other paper has; the last one makes a mistyped code noticed."""
    for _round in range(20):
        stem = "".join(secrets.choice(SIGNS) for _sign in range(5))
        code = stem + check_sign(stem)
        if not PrintedPaper.objects.filter(code=code).exists():
            return code
    message = "No free code was found"
    raise RuntimeError(message)


def check_sign(stem: str) -> str:
    """Return the sign that belongs behind these."""
    return SIGNS[sum((n + 2) * SIGNS.index(sign) for n, sign in enumerate(stem)) % len(SIGNS)]
