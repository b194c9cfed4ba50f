"""Moodle XML as Moodle and people make it."""

import base64
import textwrap

import pytest

from courses.quizzes.domain.exchange.moodle import read_moodle
from courses.quizzes.domain.exchange.parcels import ExchangeRefused, Remark
from courses.quizzes.domain.specs import BlankSpec, OptionSpec
from tests.courses.quizzes.exchange.inventing import PICTURE


def quiz(*questions: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><quiz>' + "".join(questions) + "</quiz>"
    ).encode()


def choice(answers: str, *, single: str = "true", more: str = "") -> str:
    return f"""
    <question type="multichoice">
      <name><text>Kata sandi</text></name>
      <questiontext format="html"><text><![CDATA[<p dir="ltr" style="color:red">Mana yang
        kuat?<script>alert(1)</script></p>]]></text></questiontext>
      <generalfeedback format="html"><text></text></generalfeedback>
      <defaultgrade>1.0000000</defaultgrade><single>{single}</single>{more}{answers}
    </question>"""


def answer(percent: str, text: str, feedback: str = "") -> str:
    return (
        f'<answer fraction="{percent}" format="html"><text><![CDATA[<p>{text}</p>]]></text>'
        f'<feedback format="html"><text><![CDATA[{feedback}]]></text></feedback></answer>'
    )


def test_html_in_cdata_is_cleaned_and_the_category_names_the_file():
    category = (
        '<question type="category"><category><text>$course$/top/Bank A</text></category></question>'
    )
    parcel = read_moodle(
        quiz(category, choice(answer("0", "1234") + answer("100", "frasa panjang", "<p>Ya</p>")))
    )
    one = parcel.questions[0]
    assert (parcel.title, parcel.refusals, parcel.remarks) == ("Bank A", (), ())
    assert (one.ref, one.kind, one.text_html) == (
        "Kata-sandi",
        "single",
        "<p>Mana yang\n        kuat?</p>",
    )
    assert one.options == (
        OptionSpec("a", "1234", correct=False),
        OptionSpec("b", "frasa panjang", correct=True, feedback="Ya"),
    )


def test_fractions_and_negative_fractions_make_several_right_answers():
    answers = answer("50", "A") + answer("50", "B") + answer("-100", "C")
    one = read_moodle(quiz(choice(answers, single="false"))).questions[0]
    assert (one.kind, one.partial, [option.correct for option in one.options]) == (
        "several",
        "share",
        [True, True, False],
    )


def test_a_partly_right_answer_to_a_single_choice_is_said_to_count_as_wrong():
    parcel = read_moodle(quiz(choice(answer("100", "A") + answer("33.33333", "B"))))
    assert parcel.remarks == (
        Remark("Kata-sandi", "Its partly right answers count as wrong here."),
    )


def test_cloze_becomes_a_text_with_gaps():
    text = "<p>Isi.</p><p>Ibu kota {1:SHORTANSWER:=Jakarta~%50%DKI#hampir} dan {2:MULTICHOICE_S:~mau~=tidak}.</p>"
    question = f"""<question type="cloze"><name><text>Rumpang</text></name>
      <questiontext format="html"><text><![CDATA[{text}]]></text></questiontext></question>"""
    one = read_moodle(quiz(question)).questions[0]
    assert (one.text_html, one.blank_text) == (
        "<p>Isi.</p>",
        "<p>Ibu kota [[1]] dan [[2]].</p>",
    )
    assert one.blanks == (
        BlankSpec("1", ("Jakarta",)),
        BlankSpec("2", ("tidak",), ("mau", "tidak")),
    )


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (
            '<question type="calculated"><name><text>X</text></name></question>',
            "it makes up its numbers each time, which is not possible here.",
        ),
        (
            '<question type="stack"><name><text>X</text></name></question>',
            "its kind (stack) does not exist here.",
        ),
        (
            choice(answer("50", "A") + answer("50", "B")),
            "exactly one of its answers has to be worth 100 %.",
        ),
        (
            choice(answer("100", '<img src="@@PLUGINFILE@@/a.png">') + answer("0", "B")),
            "one of its answers is a picture; answers here are words.",
        ),
        (
            choice(answer("100", "A") + answer("0", "B")).replace(
                "kuat?", 'kuat?<img src="https://lain.example/a.png">'
            ),
            "its picture lies on another site. Put it into the question.",
        ),
    ],
)
def test_what_cannot_be_taken_over_is_refused_with_its_reason(question, reason):
    parcel = read_moodle(quiz(question))
    assert (parcel.questions, [one.reason for one in parcel.refusals]) == ((), [reason])


def test_a_picture_inside_the_file_comes_along():
    content = base64.b64encode(PICTURE).decode()
    wrapped = "\n".join(textwrap.wrap(content, 76))
    file = f'<file name="denah kota.png" path="/" encoding="base64">{wrapped}</file>'
    question = choice(answer("100", "A") + answer("0", "B")).replace(
        "kuat?", 'kuat?<img src="@@PLUGINFILE@@/denah%20kota.png" alt="Denah">'
    )
    question = question.replace("]]></text></questiontext>", f"]]></text>{file}</questiontext>")
    parcel = read_moodle(quiz(question))
    one = parcel.questions[0]
    assert one.picture.startswith("gambar/denah-kota-")
    assert (one.picture_alt, dict(parcel.files)) == ("Denah", {one.picture: PICTURE})


LAUGHS = """<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<quiz><question type="essay"><name><text>&b;</text></name></question></quiz>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<quiz><question type="essay"><name><text>&x;</text></name></question></quiz>"""


@pytest.mark.parametrize("content", [LAUGHS, OUTSIDE])
def test_entities_are_never_read(content):
    with pytest.raises(ExchangeRefused) as refused:
        read_moodle(content.encode())
    assert str(refused.value) == (
        "The file defines entities of its own. Such files can do harm, so it was not read."
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"<quiz>", b"\xff\xfe\x00", b'<?xml version="1.0" encoding="klingon"?><quiz/>', b"<a/>"],
)
def test_what_is_no_moodle_file_is_refused_in_a_sentence(content):
    with pytest.raises(ExchangeRefused):
        read_moodle(content)


def test_a_file_nested_without_end_is_refused():
    with pytest.raises(ExchangeRefused):
        read_moodle(b"<quiz>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</quiz>")
