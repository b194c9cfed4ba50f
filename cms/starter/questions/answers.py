"""What each kind of question has of its own, both ways: a kind has one line here."""

from collections.abc import Callable
from typing import Any, NamedTuple

from cms.starter.questions import choosing, essay, grouping, pointing, typed
from cms.starter.questions.words import Value
from cms.starter.reader import Reader


class Answer(NamedTuple):
    """How the lines of the answer are read, and how they are written."""

    read: Callable[[Reader], dict[str, Any]]
    write: Callable[[Value], dict[str, Any]]


ANSWERS = {
    "single": Answer(choosing.read_options, choosing.write_choices),
    "several": Answer(choosing.read_options, choosing.write_choices),
    "true_false": Answer(choosing.read_true_false, choosing.write_true_false),
    "ordering": Answer(choosing.read_order, choosing.write_order),
    "numeric": Answer(typed.read_numbers, typed.write_numbers),
    "short": Answer(typed.read_short, typed.write_short),
    "matching": Answer(grouping.read_pairs, grouping.write_pairs),
    "blanks": Answer(typed.read_blanks, typed.write_blanks),
    "categorise": Answer(grouping.read_groups, grouping.write_groups),
    "hotspot": Answer(pointing.read_areas, pointing.write_areas),
    "essay": Answer(essay.read_rubric, essay.write_rubric),
}
