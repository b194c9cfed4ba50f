"""What goes out comes back, but for what the format was said not to keep."""

from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.quizzes.domain.checking import faults_of_questions
from courses.quizzes.domain.exchange.gift import read_gift, write_gift
from courses.quizzes.domain.exchange.moodle import read_moodle, write_moodle
from courses.quizzes.domain.exchange.parcels import Parcel
from courses.quizzes.domain.exchange.qti import read_qti, write_qti21, write_qti30
from tests.courses.quizzes.exchange.inventing import KINDS, PATH, PICTURE, questions

FORMATS = {
    "moodle": (write_moodle, read_moodle),
    "gift": (write_gift, read_gift),
    "qti 2.1": (write_qti21, read_qti),
    "qti 3.0": (write_qti30, read_qti),
}


def differences(before, after):
    return {
        one.name: (getattr(before, one.name), getattr(after, one.name))
        for one in fields(before)
        if getattr(before, one.name) != getattr(after, one.name)
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FORMATS)
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_a_question_comes_back_whole_but_for_what_was_named(name, kind, data):
    write, read = FORMATS[name]
    question = data.draw(questions(kind))
    assert faults_of_questions([question]) == []
    written = write(Parcel("Bank / ujian", (question,), files={PATH: PICTURE}))
    lost = {loss.part for loss in written.losses}
    if "question" in lost:
        return
    back = read(written.content)
    assert (back.refusals, back.title.rpartition("/")[2].strip()) == ((), "ujian")
    allowed = {part for loss in lost for part in ALSO_CHANGED.get(loss, ())}
    changed = differences(question, back.questions[0])
    assert {part: changed[part] for part in changed if part not in lost | allowed} == {}
    if question.picture and "picture" not in lost:
        assert dict(back.files) == {PATH: PICTURE}


# Entries sorted into groups come back as pairs; words without their picture mean nothing.
ALSO_CHANGED = {"kind": {"options", "groups", "pairs", "partial"}, "picture": {"picture_alt"}}


@pytest.mark.parametrize("write", [write_moodle, write_gift, write_qti21, write_qti30])
def test_the_same_questions_give_the_same_file(write):
    parcel = Parcel("Bank", ())
    assert write(parcel).content == write(parcel).content
