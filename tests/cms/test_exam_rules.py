"""The rules of an exam, written in the admin: the first time makes one of a bank."""

from dataclasses import replace

import pytest
from django.urls import reverse

from cms.founding import set_up_site
from courses.people.models import Role
from courses.quizzes.domain.banks import exam_of
from courses.quizzes.domain.pools import paper_for
from courses.quizzes.domain.questions import publish_questions
from courses.quizzes.models import Exam, QuestionBank, QuizVersion
from tests.courses.quizzes.exams import CELLS, RULES, an_exam, question, released
from tests.courses.quizzes.making import a_test
from tests.people import make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db

FOUR = {f"count_of_{domain}_{bloom}": "1" for domain, bloom in CELLS}
ASKED = {"minutes": "60", "pass_percent": "75", "wait_hours": "", "needs": ""} | FOUR


@pytest.fixture(autouse=True)
def _site():
    set_up_site()


@pytest.fixture
def manager(client):
    manager = make_person("Hendra Gunawan", Role.CERTIFIER)
    sign_in_as_staff(client, manager)
    return manager


@pytest.fixture
def bank():
    bank = QuestionBank.objects.create(code="UJI-BARU", title="Ujian Baru")
    publish_questions(
        bank, [question(domain, bloom, number) for domain, bloom in CELLS for number in (1, 2)]
    )
    return bank


def keep(client, bank, **changes):
    return client.post(reverse("question_bank_exam", args=[bank.pk]), ASKED | changes)


def test_an_exam_is_made_of_a_bank_read_released_and_drawn(client, manager, bank):
    course = a_test().lesson.course.code
    answer = keep(
        client,
        bank,
        attempts_allowed="3",
        wait_hours="24, 168",
        least_of_3="70",
        needs=course,
        placement_percent="80",
        refresher_questions="2",
    )
    exam = Exam.objects.with_rules().get(bank=bank)
    assert answer.url == reverse("quizzes:manage-exam", args=[exam.slug])
    assert exam_of(exam.bank) == replace(
        RULES,
        blueprint=exam_of(exam.bank).blueprint,
        sources={},
        needs=(course,),
        placement_percent=80,
        refresher_questions=2,
    )
    assert {
        (slot.domain, slot.bloom) for slot in exam_of(exam.bank).blueprint if slot.questions
    } == set(CELLS)
    assert exam.current is None
    current = released(exam).current
    assert len({item.question for item in paper_for(current, seed=1)}) == 4


def test_the_page_shows_the_rules_as_they_are_and_posting_them_changes_nothing(client, manager):
    exam = an_exam(placement_percent=80)
    form = client.get(reverse("question_bank_exam", args=[exam.bank_id])).context["form"]
    shown = {field.name: field.value() for field in form}
    again = {name: "" if value is None else value for name, value in shown.items()}
    client.post(reverse("question_bank_exam", args=[exam.bank_id]), again)
    assert QuizVersion.objects.filter(exam=exam).count() == 2
    assert Exam.objects.get() == exam


def test_changed_rules_are_another_version_and_stand_for_who_begins_later(client, manager):
    exam = an_exam()
    keep(client, exam.bank, minutes="90")
    exam.refresh_from_db()
    assert (exam.current.number, exam.current.minutes_allowed) == (2, 90)
    assert exam.current.release.released_by == manager


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"count_of_3_terapkan": "9"}, "terapkan"),
        ({"count_of_3_terapkan": "-1"}, "0"),
        ({"pass_percent": "101"}, "100"),
        ({"wait_hours": "besok"}, "24, 168"),
        ({"needs": "TIDAK-ADA"}, "TIDAK-ADA"),
        ({"least_of_5": "70"}, "domain 5"),
        (dict.fromkeys(FOUR, "0"), "soal"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(client, manager, bank, changes, said):
    answer = keep(client, bank, **changes)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert Exam.objects.count() == 0
    bank.refresh_from_db()
    assert bank.exam == {}


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.TEACHER, Role.CIVIL_SERVANT])
def test_only_who_answers_for_exams_writes_their_rules(client, bank, role):
    sign_in_as_staff(client, make_person("Andi Saputra", role))
    address = reverse("question_bank_exam", args=[bank.pk])
    assert client.get(address).status_code in {302, 403}
    keep(client, bank)
    assert Exam.objects.count() == 0


def test_the_table_names_how_many_questions_the_bank_has(client, manager, bank):
    form = client.get(reverse("question_bank_exam", args=[bank.pk])).context["form"]
    held = [[cell.held for cell in row.cells] for row in form.rows()]
    assert held == [[2, 2, 0], [0, 0, 0], [2, 2, 0], [0, 0, 0], [0, 0, 0]]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_a_bank_of_any_size(
    client, manager, django_assert_num_queries, number
):
    bank = QuestionBank.objects.create(code="B", title="Bank")
    publish_questions(bank, [question(1, "ingat", one) for one in range(number)])
    address = reverse("question_bank_exam", args=[bank.pk])
    client.get(address)
    with django_assert_num_queries(COST):
        client.get(address)


COST = 20
