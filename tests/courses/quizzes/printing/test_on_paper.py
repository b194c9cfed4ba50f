"""An exam on paper from the printer to the result."""

import subprocess

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.people.models import Role
from courses.quizzes.domain.exchange.markup import one_line
from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.domain.printing.entering import (
    EntryRefused,
    add_candidate,
    finish_row,
    keep_row,
    take_back,
)
from courses.quizzes.domain.printing.notation import typed_key
from courses.quizzes.domain.printing.runs import Order, items_of, print_papers, questions_on
from courses.quizzes.domain.printing.sheets import answers_pdf, key_pdf, questions_pdf
from courses.quizzes.models import Attempt, PaperEntry, PrintRun
from courses.quizzes.personal_data import erase_for, export_for
from tests.courses.quizzes.kinds import EVERY_KIND
from tests.courses.quizzes.making import practice
from tests.people import make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db
WITHOUT_PICTURES = tuple(one for one in EVERY_KIND if one.kind not in {"hotspot", "essay"})


@pytest.fixture
def certifier():
    return make_person("Bu Rina", Role.CERTIFIER)


@pytest.fixture
def run(certifier):
    quiz = practice(questions=WITHOUT_PICTURES, pass_count=8, mode="test", feedback="after")
    return print_papers(Order("Aula, sesi 1", 2, quiz=quiz), certifier)


def key_of(paper) -> dict[str, str]:
    items = items_of(paper)
    questions = questions_on(items)
    return {
        str(place): typed_key(item, questions[item.question].key)
        for place, item in enumerate(items, start=1)
    }


def text_of(pdf: bytes) -> str:
    return one_line(
        subprocess.run(
            ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
        ).stdout.decode()
    )


def test_each_variant_keeps_a_paper_and_a_code_of_its_own(run):
    first, second = run.papers.all()
    assert (first.variant, second.variant) == ("A", "B")
    assert first.code != second.code
    assert first.paper != second.paper
    assert len(first.paper) == len(WITHOUT_PICTURES)


def test_what_stands_in_the_key_is_graded_as_right(run, certifier):
    paper = run.papers.last()
    learner = make_person("Budi")
    entry = add_candidate(run, paper, learner, certifier)
    keep_row(entry, key_of(paper), certifier)
    attempt = finish_row(entry, certifier)
    assert (attempt.score, attempt.passed, attempt.on_paper) == (100, True, True)
    assert attempt.paper == paper.paper
    assert PaperEntry.objects.get().attempt == attempt


def test_a_row_is_mended_and_taken_back_until_it_is_finished(run, certifier):
    paper = run.papers.first()
    entry = add_candidate(run, paper, make_person("Budi"), certifier)
    keep_row(entry, {"1": "Z", "99": "A"}, certifier)
    with pytest.raises(EntryRefused) as refused:
        finish_row(entry, certifier)
    assert str(refused.value).startswith("Question 1:")
    assert Attempt.objects.count() == 0
    keep_row(entry, {"1": "A"}, certifier)
    assert PaperEntry.objects.get().typed == {"1": "A"}
    assert take_back(entry, certifier).typed == {"1": "Z"}
    assert take_back(entry, certifier).typed == {"1": "A"}
    finish_row(entry, certifier)
    with pytest.raises(EntryRefused):
        keep_row(entry, {"1": "B"}, certifier)


def test_the_papers_are_tagged_and_say_what_belongs_on_them(run):
    paper = run.papers.first()
    questions, sheet, key = questions_pdf(paper), answers_pdf(paper), key_pdf(paper)
    assert all(b"/StructTreeRoot" in one and b"/MarkInfo" in one for one in (questions, sheet, key))
    assert paper.code in text_of(questions)
    assert paper.code in text_of(sheet)
    assert "Seseorang meminta kode OTP." in text_of(questions)
    assert "Rahasia" in text_of(key)
    assert questions_pdf(paper) == questions


def test_no_key_and_no_feedback_stands_on_the_papers_of_candidates(run):
    paper = run.papers.first()
    for pdf in (questions_pdf(paper), answers_pdf(paper)):
        assert "UMPAN" not in text_of(pdf)
        assert "KUNCI" not in text_of(pdf)


def test_the_whole_way_through_the_pages(client, run):
    learner = make_person("Ahmad Fauzi", Role.CIVIL_SERVANT)
    sign_in_as_staff(client, make_person("Pak Admin", Role.ADMIN))
    paper = run.papers.first()
    added = client.post(
        reverse("quizzes:paper-candidate", args=[run.pk]),
        {"code": paper.code.lower(), "words": "ahmad fauzi"},
    )
    entry = PaperEntry.objects.get()
    assert (added.status_code, entry.learner) == (302, learner)
    key = key_of(paper)
    cells = {f"r{entry.pk}-{place}": value for place, value in key.items()}
    grid = reverse("quizzes:paper-grid", args=[run.pk])
    client.post(grid, {**cells, "do": "save"})
    assert (PaperEntry.objects.get().typed, Attempt.objects.count()) == (key, 0)
    client.post(grid, {**cells, "do": f"finish:{entry.pk}"})
    assert Attempt.objects.get().score == 100
    assert "100 %" in client.get(grid).text


def test_a_mistyped_code_is_told_from_one_of_another_printing(client, run):
    sign_in_as_staff(client, make_person("Pak Admin", Role.ADMIN))
    paper = run.papers.first()
    other = "A" if paper.code[0] != "A" else "B"
    page = client.post(
        reverse("quizzes:paper-candidate", args=[run.pk]),
        {"code": other + paper.code[1:], "words": "Ahmad"},
    )
    assert page.status_code == 200
    assert PaperEntry.objects.count() == 0


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.PUPIL, Role.EDITOR, Role.REVIEWER])
def test_papers_and_keys_are_open_to_nobody_else(client, run, role):
    sign_in_as_staff(client, make_person("Orang", role))
    paper = run.papers.first()
    addresses = [
        reverse("quizzes:printings"),
        reverse("quizzes:printing", args=[run.pk]),
        reverse("quizzes:paper-grid", args=[run.pk]),
        reverse("quizzes:printed-paper", args=[run.pk, paper.variant, "kunci"]),
    ]
    assert [client.get(address).status_code for address in addresses] == [403] * 4


def test_a_trainer_sees_only_what_he_printed_himself(client, run):
    sign_in_as_staff(client, make_person("Pak Tono", Role.TRAINER))
    assert client.get(reverse("quizzes:printing", args=[run.pk])).status_code == 404
    assert str(run.pk) not in client.get(reverse("quizzes:printings")).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_grid_costs_the_same_for_any_number_of_rows(
    client, run, certifier, count, django_assert_num_queries
):
    paper = run.papers.first()
    for number in range(count):
        add_candidate(run, paper, make_person(f"Peserta {number}"), certifier)
    sign_in_as_staff(client, certifier)
    client.get(reverse("quizzes:printings"))
    with django_assert_num_queries(5):
        client.get(reverse("quizzes:paper-grid", args=[run.pk]))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_printings_costs_the_same_for_any_number(
    client, run, certifier, count, django_assert_num_queries
):
    for _number in range(count - 1):
        PrintRun.objects.create(
            quiz=run.quiz, version=run.version, occasion="Lagi", printed_at=timezone.now()
        )
    sign_in_as_staff(client, certifier)
    client.get(reverse("quizzes:printings"))
    with django_assert_num_queries(6):
        client.get(reverse("quizzes:printings"))


def test_a_printed_item_survives_its_way_through_the_database(run):
    paper = run.papers.first()
    assert [PaperItem.from_json(one).to_json() for one in paper.paper] == paper.paper


def test_who_is_erased_leaves_nothing_that_was_typed(run, certifier):
    learner = make_person("Budi")
    keep_row(add_candidate(run, run.papers.first(), learner, certifier), {"1": "A"}, certifier)
    assert [one["answers"] for one in export_for(learner)["answers_on_paper"]] == [{"1": "A"}]
    erase_for(learner)
    assert PaperEntry.objects.count() == 0
