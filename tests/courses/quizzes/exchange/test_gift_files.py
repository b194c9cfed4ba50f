"""GIFT as people write it."""

from decimal import Decimal

import pytest

from courses.quizzes.domain.exchange.gift import read_gift
from courses.quizzes.domain.exchange.parcels import ExchangeRefused
from courses.quizzes.domain.specs import BlankSpec, NumericKey, OptionSpec, PairSpec

FILE = """// Contoh dari seorang guru
$CATEGORY: tugas/Bank B

::S1:: Siapa yang dikubur di makam Grant? {=Grant ~Tidak ada # keliru ~Napoleon}

::BS:: Matahari terbit di timur.{T}

Dua tambah dua sama dengan {=empat =4}.

::Angka:: Berapa pi? {#3.14159:0.0005}

::Rentang:: Pilih antara 1 dan 5 {#1..5}

::Jodoh:: Pasangkan. {=Indonesia -> Jakarta =Jepang -> Tokyo}

::Esai:: Ceritakan. {}

Judul tanpa jawaban

::Semua:: Pilih dua. {~%50%satu ~%50%dua ~%-100%tiga}
"""


def test_every_kind_that_gift_has_is_read():
    parcel = read_gift(FILE.encode())
    found = {one.ref: one for one in parcel.questions}
    assert parcel.title == "Bank B"
    assert [(one.place, one.reason) for one in parcel.refusals] == [
        (8, "it has no answers in braces.")
    ]
    assert found["S1"].options == (
        OptionSpec("a", "Grant", correct=True),
        OptionSpec("b", "Tidak ada", feedback="keliru"),
        OptionSpec("c", "Napoleon"),
    )
    assert [option.correct for option in found["BS"].options] == [True, False]
    assert found["Angka"].numeric == (NumericKey(Decimal("3.14159"), Decimal("0.0005")),)
    assert found["Rentang"].numeric == (NumericKey(Decimal(3), Decimal(2)),)
    assert found["Jodoh"].pairs == (
        PairSpec("a", "Indonesia", "Jakarta"),
        PairSpec("b", "Jepang", "Tokyo"),
    )
    assert found["Semua"].kind == "several"
    assert found["Esai"].kind == "essay"
    blanks = next(one for one in parcel.questions if one.kind == "blanks")
    assert blanks.blanks == (BlankSpec("1", ("empat", "4")),)
    assert blanks.blank_text == "<p>Dua tambah dua sama dengan [[1]].</p>"


def test_escaped_signs_are_no_notation():
    one = read_gift(rb"::E:: Hasil 2 \= 1 \+ 1\: \{ya\} {=benar \~ ini ~salah \# itu}").questions[0]
    assert one.text_html == "<p>Hasil 2 = 1 \\+ 1: {ya}</p>"
    assert [option.text for option in one.options] == ["benar ~ ini", "salah # itu"]


def test_another_encoding_is_read_and_said():
    parcel = read_gift("::C:: Kopi apa? {=café ~teh}".encode("cp1252"))
    assert parcel.questions[0].options[0].text == "café"
    assert [one.sentence for one in parcel.remarks] == [
        "The file is not in UTF-8. Look whether all letters are right."
    ]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\0\1\2{=a ~b}"])
def test_what_holds_no_question_is_refused(content):
    with pytest.raises(ExchangeRefused):
        read_gift(content)
