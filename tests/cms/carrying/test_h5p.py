"""Quizzes as .h5p: our own importer takes them, and what they cannot hold is named."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils.translation import gettext

from cms.carrying.gathering import StaysHereError
from cms.carrying.h5p import write_content_only, write_self_contained
from courses.packages.domain.archives import Severity
from courses.packages.domain.inspecting import inspect
from tests.courses.quizzes.kinds import EVERY_KIND
from tests.courses.quizzes.making import SINGLE, TRUE_FALSE, a_test, practice

pytestmark = pytest.mark.django_db


def quiz_of(*questions):
    return practice(questions=questions, pass_count=1).current


def content_of(file: bytes):
    with ZipFile(BytesIO(file)) as archive:
        return json.loads(archive.read("content/content.json"))


def test_on_our_cards_it_is_accepted_and_needs_nothing():
    written = write_self_contained(quiz_of(SINGLE, TRUE_FALSE))
    report, package = inspect(BytesIO(written.content))
    assert (report.verdict, str(package.main)) == ("accepted", "Literasi.Cards 1.0")
    assert written.losses == ()
    cards = content_of(written.content)["cards"]
    yes, no = gettext("True"), gettext("False")
    assert [card["question"]["params"]["options"] for card in cards] == [
        [
            {
                "text": "Membacakan kodenya",
                "correct": False,
                "feedback": "UMPAN-salah-satu UMPAN-soal-satu",
            },
            {
                "text": "Menutup telepon",
                "correct": True,
                "feedback": "UMPAN-benar-satu UMPAN-soal-satu",
            },
            {
                "text": "Memberi separuh",
                "correct": False,
                "feedback": "UMPAN-salah-dua UMPAN-soal-satu",
            },
        ],
        [
            {"text": yes, "correct": False, "feedback": "UMPAN-soal-tiga"},
            {"text": no, "correct": True, "feedback": "UMPAN-soal-tiga"},
        ],
    ]


def test_for_h5ps_own_types_it_lacks_only_their_libraries():
    written = write_content_only(quiz_of(*EVERY_KIND))
    report, _package = inspect(BytesIO(written.content))
    assert report.verdict == "needs_library"
    assert {one.code for one in report.findings if one.severity == Severity.ERROR} == {
        "missing-library"
    }
    questions = content_of(written.content)["questions"]
    assert [one["library"] for one in questions] == [
        "H5P.MultiChoice 1.16",
        "H5P.MultiChoice 1.16",
        "H5P.TrueFalse 1.8",
        "H5P.DragText 1.10",
        "H5P.Blanks 1.14",
        "H5P.DragText 1.10",
        "H5P.Blanks 1.14",
        "H5P.DragText 1.10",
    ]
    assert questions[4]["params"]["questions"] == ["<p>*.go.id/KUNCI-go.id*</p>"]
    assert questions[5]["params"]["textField"] == (
        "KTP → *Dukcapil*\nPajak kendaraan → *Samsat*\nKartu keluarga → *Dukcapil*"
    )
    assert questions[5]["params"]["distractors"] == "*Bank*"
    assert questions[6]["params"]["questions"] == [
        "<p>Kode OTP adalah *rahasia/KUNCI-rahasia* milik Anda. "
        "Jangan *diberikan* kepada siapa pun.</p>"
    ]


def test_what_does_not_fit_is_named():
    losses = write_content_only(quiz_of(*EVERY_KIND)).losses
    assert [loss.ref for loss in losses if loss.part == "question"] == ["K-05", "K-10", "K-11"]
    on_cards = write_self_contained(quiz_of(*EVERY_KIND)).losses
    assert len([loss for loss in on_cards if loss.part == "question"]) == len(EVERY_KIND) - 2


@pytest.mark.parametrize("write", [write_content_only, write_self_contained])
def test_the_same_quiz_gives_the_same_bytes(write):
    version = quiz_of(SINGLE)
    assert write(version).content == write(version).content


@pytest.mark.parametrize("write", [write_content_only, write_self_contained])
def test_a_test_does_not_leave(write):
    with pytest.raises(StaysHereError):
        write(a_test().current)


def test_a_question_that_an_exam_asks_too_stays_here():
    version = quiz_of(SINGLE, TRUE_FALSE)
    bank = version.items.get(question__question__ref="T-01").question.question.bank
    assert write_self_contained(version).losses == ()
    in_a_test = a_test().current
    in_a_test.items.create(
        question=version.items.get(question__question__ref="T-01").question, position=90
    )
    written = write_self_contained(version)
    assert [(loss.ref, loss.part) for loss in written.losses] == [("T-01", "question")]
    assert len(content_of(written.content)["cards"]) == 1
    bank.exam = {"minutes": 60}
    bank.save()
    with pytest.raises(StaysHereError):
        write_self_contained(version)
