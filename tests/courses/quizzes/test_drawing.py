from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.domain.drawing import Candidate, draw_paper
from courses.quizzes.domain.papers import PaperItem

ids = st.lists(
    st.text("0123456789abcdef", min_size=8, max_size=8), min_size=2, max_size=8, unique=True
)
seeds = st.integers(0, 2**63 - 1)


@st.composite
def candidates(draw):
    options = tuple(draw(ids))
    kind = draw(st.sampled_from(["single", "several", "true_false", "ordering"]))
    if kind == "true_false":
        options = ("true", "false")
    order = tuple(draw(st.permutations(options))) if kind == "ordering" else ()
    return Candidate(draw(st.integers(1, 10**6)), kind, options, order)


papers = st.lists(candidates(), min_size=1, max_size=12)


@given(papers, seeds)
def test_a_paper_has_every_question_in_its_place_with_all_of_its_options(questions, seed):
    drawn = draw_paper(questions, seed)
    assert [(item.question, item.kind, sorted(item.options)) for item in drawn] == [
        (question.question, question.kind, sorted(question.options)) for question in questions
    ]


@given(papers, seeds)
def test_the_same_seed_draws_the_same_paper(questions, seed):
    reordered = [
        Candidate(it.question, it.kind, tuple(reversed(it.options)), it.right_order)
        for it in questions
    ]
    assert draw_paper(questions, seed) == draw_paper(reordered, seed)


@given(papers, seeds)
def test_nothing_that_is_put_in_order_starts_in_the_right_order(questions, seed):
    for question, item in zip(questions, draw_paper(questions, seed), strict=True):
        assert question.kind != "ordering" or item.options != question.right_order


@given(papers, seeds)
def test_true_stands_before_false(questions, seed):
    drawn = draw_paper(questions, seed)
    assert {item.options for item in drawn if item.kind == "true_false"} <= {("true", "false")}


@given(papers, seeds)
def test_a_paper_survives_its_row(questions, seed):
    for item in draw_paper(questions, seed):
        assert PaperItem.from_json(item.to_json()) == item


def test_other_seeds_draw_other_orders():
    question = Candidate(1, "single", tuple("abcdefgh"))
    assert len({draw_paper([question], seed)[0].options for seed in range(20)}) == 20


def test_a_paper_drawn_years_ago_can_be_replayed():
    question = Candidate(7, "single", ("11111111", "22222222", "33333333", "44444444"))
    assert draw_paper([question], 42)[0].options == ("44444444", "22222222", "11111111", "33333333")
