"""Satisfaction in nine elements, as PermenPANRB 14/2017 has them: 25 to 100, and a mark A to D."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from courses.catalogue.domain.wishes import keep_wish
from courses.workshops.models import SurveyAnswer, Workshop

# The element as the regulation names it, and the question as a neighbour would ask it.
ELEMENTS = (
    ("Persyaratan", _("Was it easy to take part?")),
    ("Sistem, mekanisme, dan prosedur", _("Was the order of the day clear?")),
    ("Waktu penyelesaian", _("Did it begin and end on time?")),
    ("Biaya/tarif", _("Was it free, as promised?")),
    ("Produk spesifikasi jenis pelayanan", _("Is what you learnt of use to you?")),
    ("Kompetensi pelaksana", _("Did the trainer know the matter?")),
    ("Perilaku pelaksana", _("Was the trainer friendly and patient?")),
    ("Penanganan pengaduan, saran, dan masukan", _("Were your questions answered?")),
    ("Sarana dan prasarana", _("Were room, light and devices good enough?")),
)
LOWEST, HIGHEST = 1, 4
# Table of the regulation: the interval of the converted value, its mark and its words.
MARKS = (
    (Decimal("88.31"), "A", "Sangat baik"),
    (Decimal("76.61"), "B", "Baik"),
    (Decimal("65.00"), "C", "Kurang baik"),
    (Decimal("25.00"), "D", "Tidak baik"),
)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Satisfaction:
    """The result: the index, its mark, and the value of each element, all from 25 to 100."""

    answers: int
    index: Decimal
    mark: str
    words: str
    elements: tuple[Decimal, ...]


@dataclass(frozen=True)
class Opinion:
    """One answer: nine numbers from 1 to 4, and what somebody wants to learn next."""

    elements: tuple[int, ...]
    remark: str = ""
    next_kit: str = ""
    wish: str = ""
    on_paper: bool = False


@transaction.atomic
def keep_opinion(workshop: Workshop, opinion: Opinion, address: str) -> SurveyAnswer:
    """Keep an answer without anything about who gave it; a wish goes to the demand report, too."""
    answer = SurveyAnswer.objects.create(
        workshop=workshop,
        elements=list(opinion.elements),
        remark=opinion.remark,
        next_kit=opinion.next_kit,
        wish=opinion.wish,
        on_paper=opinion.on_paper,
    )
    if opinion.wish:
        keep_wish(opinion.wish, f"{workshop.pk}:{address}")
    return answer


def satisfaction_of(answers: Sequence[SurveyAnswer]) -> Satisfaction | None:
    """Return the result of these answers; None when there are none.

    Each element's mean weighs one ninth; their sum times 25 is the index.
    """
    if not answers:
        return None
    means = [
        Decimal(sum(answer.elements[place] for answer in answers)) / len(answers)
        for place in range(len(ELEMENTS))
    ]
    index = _rounded(sum(means, Decimal(0)) / len(ELEMENTS) * 25)
    mark, words = mark_of(index)
    return Satisfaction(
        len(answers), index, mark, words, tuple(_rounded(mean * 25) for mean in means)
    )


def mark_of(index: Decimal) -> tuple[str, str]:
    """Return the mark of an index, and its words."""
    return next((mark, words) for least, mark, words in MARKS if index >= least)


def next_wishes(answers: Sequence[SurveyAnswer]) -> list[tuple[str, int]]:
    """Return what people want to learn next, most wanted first: codes of kits, then own words."""
    counts = Counter(answer.next_kit or answer.wish for answer in answers)
    counts.pop("", None)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)
