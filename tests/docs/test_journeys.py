"""The list of journeys says the truth: each has a row, and a row names a test that speaks of it."""

import ast
import re

import pytest
from django.conf import settings

PAGE = settings.BASE_DIR / "docs" / "journeys.md"
ROWS = dict(re.findall(r"^\| (J\d+) \| .+ \| (.+) \|$", PAGE.read_text(), re.MULTILINE))
NOT_SHOWN = ["J3", "J17", "J19"]


def words_about(file: str, test: str) -> str:
    """Return the docstrings of a test and of its file."""
    tree = ast.parse((settings.BASE_DIR / file).read_text())
    found = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    return f"{ast.get_docstring(tree)} {ast.get_docstring(found[test])}"


def test_every_journey_has_a_row_and_what_is_not_shown_says_why():
    assert list(ROWS) == [f"J{number}" for number in range(1, 29)]
    assert [journey for journey, shown in ROWS.items() if shown.startswith("– ")] == NOT_SHOWN


@pytest.mark.parametrize("journey", [journey for journey in ROWS if journey not in NOT_SHOWN])
def test_the_test_of_a_journey_is_there_and_names_it(journey):
    file, test = ROWS[journey].strip("`").split("::")

    assert re.search(rf"\b{journey}\b", words_about(file, test))
