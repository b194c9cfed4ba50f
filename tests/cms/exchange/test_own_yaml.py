"""Our own file of questions: what is written is read again."""

from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.exchange.own_yaml import read_own, write_own
from courses.quizzes.domain.exchange.parcels import ExchangeRefused, Parcel
from tests.courses.quizzes.exchange.inventing import KINDS, PATH, PICTURE, questions


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
@given(data=st.data())
def test_a_question_comes_back_whole_but_for_what_was_named(kind, data):
    question = data.draw(questions(kind))
    written = write_own(Parcel("Bank", (question,), files={PATH: PICTURE}))
    lost = {loss.part for loss in written.losses}
    if "question" in lost:
        return
    back = read_own(written.content)
    assert back.refusals == ()
    changed = {
        one.name
        for one in fields(question)
        if getattr(question, one.name) != getattr(back.questions[0], one.name)
    }
    assert changed - lost == set()


def test_a_broken_question_is_refused_with_its_line_and_the_others_come_along():
    text = """soal:
- id: A-1
  jenis: benar_salah
  tanya: Apakah ini benar?
  jawab: benar
- id: A-2
  jenis: benar_salah
  tanya: Dan ini?
  jawab: mungkin
"""
    parcel = read_own(text.encode())
    assert [one.ref for one in parcel.questions] == ["A-1"]
    assert [(one.place, one.name, one.reason) for one in parcel.refusals] == [
        (
            2,
            "A-2",
            "soal.yaml, baris 9: “mungkin” tidak dikenal untuk “jawab”. Yang dikenal: benar, salah.",
        )
    ]


def test_a_file_that_is_not_ours_is_refused():
    with pytest.raises(ExchangeRefused):
        read_own(b"- satu\n- dua\n")
