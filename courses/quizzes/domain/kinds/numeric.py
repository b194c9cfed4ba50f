"""A number, within a tolerance, with its unit where one is asked."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.domain.kinds.base import Given, Ids, KindOfQuestion, Response
from courses.quizzes.domain.kinds.refusals import AnswerRefused
from courses.quizzes.domain.specs import QuestionSpec

LONGEST = 40
# «Rp 50.000», «-12,5 %», «1 500 MB»: what people write around a number does not make it wrong.
AS_WRITTEN = re.compile(
    r"(?:rp\.?)?\s*(?P<number>[-+−]?\d[\d.,\s]*|[-+−]?[.,]\d+)\s*(?P<unit>\D*)", re.I
)
THOUSANDS = re.compile(r"[-+]?\d{1,3}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*")


class Numeric(KindOfQuestion):
    """A number in any of the accepted forms."""

    def faults(self, spec: QuestionSpec) -> Iterator[str]:
        if not spec.numeric:
            yield _("state the number that is right.")
        if any(key.tolerance < 0 for key in spec.numeric):
            yield _("its tolerance is 0 or more.")
        if len({bool(key.unit) for key in spec.numeric}) > 1:
            yield _("give every accepted number a unit, or none of them.")

    def content(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        return {"asks_unit": any(key.unit for key in spec.numeric)}

    def key(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        first = spec.numeric[0]
        return {
            "answer": {"number": in_figures(first.value), "unit": first.unit},
            "numeric": [
                {"value": str(one.value), "tolerance": str(one.tolerance), "unit": one.unit}
                for one in spec.numeric
            ],
        }

    def clean(self, shown: Given, raw: Given) -> Response | None:
        number, unit = raw.get("number"), raw.get("unit", "")
        if not isinstance(number, str) or not isinstance(unit, str):
            return None
        if max(len(number), len(unit)) > LONGEST:
            return None
        number, unit = " ".join(number.split()), " ".join(unit.split())
        if number and not readings(number):
            raise AnswerRefused(
                "not_a_number", _("Write a number in figures, for example 1500 or 12,5.")
            )
        return {"number": number, "unit": unit}

    def share(self, key: Given, response: Given) -> Fraction:
        return Fraction(any(_fits(one, response) for one in key["numeric"]))


def readings(written: str) -> set[Decimal]:
    """Return the numbers that the text may stand for.

    1.500 is one thousand five hundred to most Indonesians and one and a half to a calculator: both
    are taken, because the question is not about how numbers are written.
    """
    match = AS_WRITTEN.fullmatch(written.strip())
    if match is None:
        return set()
    figures = re.sub(r"\s", "", match["number"]).replace("−", "-")
    forms = {_with_one_point(figures)}
    if THOUSANDS.fullmatch(figures):
        forms.add(re.sub(r"[.,]", "", figures))
    return {value for form in forms if (value := _decimal(form)) is not None}


def in_figures(value: Decimal) -> str:
    """Return a number without an exponent and without zeros that say nothing."""
    figures = f"{value:f}"
    return figures.rstrip("0").rstrip(".") if "." in figures else figures


def _with_one_point(figures: str) -> str:
    """Return the number with a point before its fraction: the last mark is the decimal one."""
    last = max(figures.rfind("."), figures.rfind(","))
    if last < 0:
        return figures
    mark = figures[last]
    if figures.count(mark) > 1:
        return figures.replace(mark, "") if not set(figures) & ({".", ","} - {mark}) else ""
    whole = figures[:last].replace(".", "").replace(",", "")
    return f"{whole}.{figures[last + 1 :]}"


def _decimal(figures: str) -> Decimal | None:
    try:
        return Decimal(figures)
    except InvalidOperation:
        return None


def _fits(key: Given, response: Given) -> bool:
    if key["unit"] and _plain(_unit_of(response)) != _plain(key["unit"]):
        return False
    value, tolerance = Decimal(key["value"]), Decimal(key["tolerance"])
    return any(abs(number - value) <= tolerance for number in readings(response["number"]))


def _unit_of(response: Given) -> str:
    if response.get("unit"):
        return str(response["unit"])
    match = AS_WRITTEN.fullmatch(response["number"])
    return match["unit"] if match else ""


def _plain(unit: str) -> str:
    return re.sub(r"[\s.]", "", unit).casefold()
