"""Words for the gradebook's values: the same as in the spreadsheet."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from courses.classes.domain.cells import Cell, State
from courses.classes.domain.exporting import reached_in_words, words_of
from courses.classes.domain.gradebook import GradebookRow
from courses.classes.models import Assignment

register = template.Library()
SIGNS = {State.DONE: "✓", State.HELP: "!", State.LATE: "!", State.WORKING: "…"}


@register.filter
def in_words(cell: Cell) -> str:
    """Return what a cell says."""
    return words_of(cell)


@register.filter
def sign(cell: Cell) -> str:
    """Return the sign beside the word, so that nothing depends on colour."""
    return SIGNS.get(cell.state, "")


@register.filter
def reached(row: GradebookRow) -> str:
    """Return whether the mean reaches the KKTP."""
    return reached_in_words(row)


@register.filter
def mark_in_words(facts: Mapping[str, Any], assignment: Assignment) -> str:
    """Return a mark of the trail as words: points, levels of the rubric, note."""
    titles = {row["id"]: row["title"] for row in assignment.rubric}
    parts = [] if facts.get("points") is None else [str(facts["points"])]
    parts += [f"{titles.get(row, row)}: {level}" for row, level in facts.get("levels", {}).items()]
    parts += [f"“{facts['note']}”"] if facts.get("note") else []
    return ", ".join(parts) or _("none")
