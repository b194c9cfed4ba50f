from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.domain.drawing import Candidate, Cell, PoolTooSmall, draw, paper_item
from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.models import QuestionVersion

names = st.integers(0, 2**32 - 1).map("{:08x}".format)
ids = st.lists(names, min_size=2, max_size=8, unique=True)
seeds = st.integers(0, 2**63 - 1)


@st.composite
def wordings(draw):
    """A question with options: what of it is shuffled, and what is right."""
    options = tuple(draw(ids))
    kind = draw(st.sampled_from(["single", "several", "true_false", "ordering"]))
    if kind == "true_false":
        options = ("true", "false")
    key = {"answer": {"order": draw(st.permutations(options))}} if kind == "ordering" else {}
    content = {"options": [{"id": option, "text": option} for option in options]}
    return QuestionVersion(pk=draw(st.integers(1, 10**6)), kind=kind, content=content, key=key)


def single(pk, *options):
    content = {"options": [{"id": option, "text": option} for option in options]}
    return QuestionVersion(pk=pk, kind="single", content=content, key={})


# --- The parts of one question ----------------------------------------------------------------------


@given(wordings(), seeds)
def test_a_question_on_paper_has_all_of_its_options(question, seed):
    item = paper_item(question, seed)
    options = sorted(option["id"] for option in question.content["options"])
    assert (item.question, item.kind, sorted(item.options)) == (question.pk, question.kind, options)


@given(wordings(), seeds)
def test_the_same_seed_shuffles_alike_however_the_options_were_written(question, seed):
    before = paper_item(question, seed)
    question.content["options"].reverse()
    assert paper_item(question, seed) == before


@given(wordings(), seeds)
def test_nothing_that_is_put_in_order_starts_in_the_right_order(question, seed):
    if question.kind == "ordering":
        assert list(paper_item(question, seed).options) != question.key["answer"]["order"]


@given(wordings(), seeds)
def test_true_stands_before_false(question, seed):
    if question.kind == "true_false":
        assert paper_item(question, seed).options == ("true", "false")


@given(wordings(), seeds)
def test_a_paper_survives_its_row(question, seed):
    item = paper_item(question, seed)
    assert PaperItem.from_json(item.to_json()) == item


def test_papers_of_the_first_release_can_still_be_read():
    stored = {"question": 3, "kind": "single", "options": ["b2", "a1"]}
    assert PaperItem.from_json(stored).options == ("b2", "a1")


def test_other_seeds_shuffle_into_other_orders():
    question = single(1, *"abcdefgh")
    assert len({paper_item(question, seed).options for seed in range(20)}) == 20


def test_a_paper_drawn_years_ago_can_be_replayed():
    question = single(7, "11111111", "22222222", "33333333", "44444444")
    shown = ("44444444", "22222222", "11111111", "33333333")
    assert paper_item(question, 42).options == shown


# --- Which questions ----------------------------------------------------------------------------------

DEPTHS = ("ingat", "terapkan", "analisis")


@st.composite
def pools(draw):
    tags = st.fixed_dictionaries({"domain": st.integers(1, 3), "bloom": st.sampled_from(DEPTHS)})
    drawn = draw(st.lists(tags, max_size=6))
    return [Candidate(f"soal-{number}", one) for number, one in enumerate(drawn)]


@st.composite
def blueprints(draw):
    """Cells that may overlap: of a domain, of a depth, of both, or of any question."""
    tags = st.fixed_dictionaries(
        {}, optional={"domain": st.integers(1, 3), "bloom": st.sampled_from(DEPTHS)}
    )
    cells = st.builds(Cell, tags, st.integers(1, 2))
    return draw(st.lists(cells, min_size=1, max_size=3))


def places_of(cells):
    return [cell for cell in cells for _place in range(cell.questions)]


def can_be_filled(candidates, places):
    """Say so by trying every way: slow, and obviously right."""
    if len(candidates) < len(places):
        return False
    return any(
        all(cell.takes(one.tags) for cell, one in zip(places, chosen, strict=True))
        for chosen in permutations(candidates, len(places))
    )


@given(pools(), blueprints(), seeds)
def test_every_blueprint_is_filled_or_the_short_cell_is_named(candidates, cells, seed):
    places = places_of(cells)
    if can_be_filled(candidates, places):
        drawn = draw(candidates, cells, seed)
        assert can_be_filled(drawn, places)
        assert len({one.name for one in drawn}) == len(drawn) == len(places)
        assert {one.name for one in drawn} <= {one.name for one in candidates}
        return
    with pytest.raises(PoolTooSmall) as told:
        draw(candidates, cells, seed)
    assert told.value.cell in cells
    assert 0 < told.value.missing <= told.value.cell.questions
    assert told.value.cell.name in str(told.value)


@given(pools(), blueprints(), seeds)
def test_the_same_seed_draws_the_same_questions_in_the_same_order(candidates, cells, seed):
    def drawn(pool):
        try:
            return draw(pool, cells, seed)
        except PoolTooSmall:
            return None

    assert drawn(candidates) == drawn(candidates[::-1])


def test_the_cell_that_stays_short_is_named_with_how_many_it_misses():
    pool = [Candidate(f"s{n}", {"domain": 3, "bloom": "ingat"}) for n in range(4)]
    with pytest.raises(PoolTooSmall) as told:
        draw(pool, [Cell({"domain": 3, "bloom": "ingat"}, 6)], 1)
    assert (told.value.cell.name, told.value.missing) == ("domain 3, ingat", 2)


def test_the_blueprint_of_the_certification_of_civil_servants_is_drawn_as_written():
    """domain 3.3: 50 questions by domain and depth, from a bank with four for each place."""
    wanted = {1: (5, 8, 2), 2: (3, 3, 1), 3: (6, 6, 3), 4: (4, 4, 2), 5: (1, 1, 1)}
    cells = [
        Cell({"domain": domain, "bloom": depth}, count)
        for domain, counts in wanted.items()
        for depth, count in zip(DEPTHS, counts, strict=True)
    ]
    pool = [
        Candidate(f"{cell.name} {number}", cell.tags)
        for cell in cells
        for number in range(4 * cell.questions)
    ]
    for seed in range(20):
        drawn = draw(pool, cells, seed)
        assert Counter((one.tags["domain"], one.tags["bloom"]) for one in drawn) == {
            (cell.tags["domain"], cell.tags["bloom"]): cell.questions for cell in cells
        }


def test_every_question_of_a_cell_is_drawn_about_equally_often():
    pool = [Candidate(f"s{n}", {}) for n in range(8)]
    times = Counter(one.name for seed in range(800) for one in draw(pool, [Cell({}, 2)], seed))
    assert all(150 < times[one.name] < 250 for one in pool)
