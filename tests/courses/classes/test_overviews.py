"""Small numbers stay hidden, also from who can subtract."""

from courses.classes.domain.overviews import SchoolNumbers, hide_small_cells, total_of
from courses.people.models import School


def numbers(npsn: str, pupils: int, active: int = 0, completed: int = 0) -> SchoolNumbers:
    return SchoolNumbers(School(npsn=npsn, name=npsn), 1, pupils, active, completed)


def shown(*rows: SchoolNumbers) -> list[tuple[int | None, int | None, int | None]]:
    return [(row.pupils, row.active, row.completed) for row in hide_small_cells(rows)]


def test_a_school_of_few_pupils_shows_no_number():
    assert shown(numbers("1", 9, 9, 9), numbers("2", 3), numbers("3", 200)) == [
        (None, None, None),
        (None, None, None),
        (200, 0, 0),
    ]


def test_one_hidden_school_hides_the_next_smallest_as_well():
    assert shown(numbers("1", 4), numbers("2", 30), numbers("3", 200)) == [
        (None, None, None),
        (None, None, None),
        (200, 0, 0),
    ]


def test_a_part_that_is_small_or_leaves_a_small_rest_is_hidden():
    assert shown(numbers("1", 100, active=95, completed=3), numbers("2", 100, 50, 100)) == [
        (100, None, None),
        (100, 50, 100),
    ]


def test_the_total_counts_only_what_is_shown():
    rows = hide_small_cells([numbers("1", 4), numbers("2", 30), numbers("3", 200)])

    assert total_of(rows) == 200
