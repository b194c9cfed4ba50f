"""What a class has gained between the test before and the test after, for each curriculum element."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from courses.classes.domain.cells import attempts_that_count
from courses.classes.domain.work import Work, work_of
from courses.classes.models import Assignment, SchoolClass
from courses.quizzes.models import Answer, Attempt, QuestionVersion

# BSKAP 046/H/KR/2025: the four elements of Informatika, and the two that KKA has of its own.
ELEMENTS = {
    "BK": _("Computational thinking (BK)"),
    "LD": _("Digital literacy (LD)"),
    "AD": _("Data analysis (AD)"),
    "AP": _("Algorithms and programming (AP)"),
    "KA": _("Artificial intelligence (KA)"),
}
OTHER = ""


@dataclass(frozen=True)
class Gain:
    """One element: the mean share of points before and after, in percent."""

    element: str
    before: int
    after: int

    @property
    def name(self) -> str:
        """Return the element as teachers call it."""
        return str(ELEMENTS.get(self.element) or self.element or _("Other questions"))

    @property
    def points(self) -> int:
        """Return the percentage points between the two."""
        return self.after - self.before


@dataclass(frozen=True)
class Gains:
    """The gains of the pupils who took both tests; `pupils` counts them."""

    rows: tuple[Gain, ...]
    pupils: int
    has_both_tests: bool


def gains_of(school_class: SchoolClass) -> Gains:
    """Return the gain of the class. Eight queries for any number of pupils."""
    tests = list(
        school_class.assignments.filter(
            purpose__in=(Assignment.Purpose.BEFORE, Assignment.Purpose.AFTER)
        ).select_related("lesson")
    )
    people = list(school_class.pupils.present().values_list("person", flat=True))
    work = work_of(people, tests)
    before = _chosen(tests, Assignment.Purpose.BEFORE, people, work)
    after = _chosen(tests, Assignment.Purpose.AFTER, people, work)
    both = [person for person in people if person in before and person in after]
    shares = _shares([*(before[one] for one in both), *(after[one] for one in both)])
    mean_before = _means(shares[before[person]] for person in both)
    mean_after = _means(shares[after[person]] for person in both)
    rows = tuple(
        Gain(element, mean_before[element], mean_after[element])
        for element in sorted(mean_before.keys() & mean_after.keys(), key=_place)
    )
    purposes = {test.purpose for test in tests}
    return Gains(rows, len(both), has_both_tests=len(purposes) == 2)


def element_of(tags: Mapping[str, Any], ref: str) -> str:
    """Return the element that a question is about: its tag, else the end of its reference (P1-03-LD)."""
    tagged = tags.get("element") or tags.get("kka_element")
    if tagged:
        return str(tagged)
    last = ref.rsplit("-", 1)[-1].upper()
    return last if last in ELEMENTS else OTHER


def _place(element: str) -> tuple[int, str]:
    order = list(ELEMENTS)
    return (order.index(element) if element in order else len(order), element)


def _chosen(
    tests: Iterable[Assignment], purpose: str, people: Iterable[int], work: Work
) -> dict[int, str]:
    """Return the attempt that counts, by person: the first one before, the last one after."""
    chosen: dict[int, str] = {}
    for test in tests:
        if test.purpose != purpose or test.lesson_id is None:
            continue
        for person in people:
            tried = attempts_that_count(test, work.attempts.get((person, test.lesson_id), ()))
            if tried:
                is_first = purpose == Assignment.Purpose.BEFORE
                chosen.setdefault(person, (tried[0] if is_first else tried[-1]).id)
    return chosen


def _shares(stated: list[str]) -> dict[str, dict[str, Fraction]]:
    """Return the share of points of each attempt, by element. Three queries."""
    attempts = [UUID(pk) for pk in stated]
    papers = dict(Attempt.objects.filter(pk__in=attempts).values_list("pk", "paper"))
    questions = {each["question"] for paper in papers.values() for each in paper}
    elements = {
        pk: element_of(tags, ref)
        for pk, tags, ref in QuestionVersion.objects.filter(pk__in=questions).values_list(
            "pk", "tags", "question__ref"
        )
    }
    points = {
        (attempt, position): Fraction(points) if points is not None else Fraction(bool(correct))
        for attempt, position, points, correct in Answer.objects.filter(
            attempt__in=attempts
        ).values_list("attempt", "position", "points", "correct")
    }
    shares = {}
    for pk, paper in papers.items():
        by_element: dict[str, list[Fraction]] = defaultdict(list)
        for position, each in enumerate(paper, start=1):
            element = elements[each["question"]]
            by_element[element].append(points.get((pk, position), Fraction(0)))
        shares[str(pk)] = {
            element: sum(values, Fraction(0)) / len(values)
            for element, values in by_element.items()
        }
    return shares


def _means(shares: Iterable[Mapping[str, Fraction]]) -> dict[str, int]:
    gathered: dict[str, list[Fraction]] = defaultdict(list)
    for share in shares:
        for element, value in share.items():
            gathered[element].append(value)
    return {
        element: round(100 * sum(values, Fraction(0)) / len(values))
        for element, values in gathered.items()
    }
