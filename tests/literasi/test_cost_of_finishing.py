"""What the request that finishes a course of forty lessons costs, from the session to the message."""

from uuid import uuid4

import pytest
from django.utils import timezone

from certificates.models import Certificate
from courses.catalogue.domain import outline_of, publish_outline
from courses.learning.domain import record_facts
from courses.notices.models import Message
from courses.people.models import Unit
from courses.quizzes.domain.attempts import start_attempt
from courses.quizzes.domain.publishing import publish_quiz
from courses.quizzes.domain.specs import QuizSpec
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Quiz
from literasi.issuer import issuer_of_certificates
from tests.courses.catalogue.outlines import a_lesson, a_quiz, an_outline, key_of
from tests.courses.learning.facts import read
from tests.courses.learning.statements import statements
from tests.courses.quizzes.answering import answer
from tests.courses.quizzes.making import ALL_KINDS
from tests.people import make_civil_servant

pytestmark = pytest.mark.django_db

LESSONS = [f"pelajaran-{number}" for number in range(40)]
LAST = LESSONS[-1]


@pytest.fixture
def ahmad(client):
    """A civil servant, signed in; the regency's own facts are known to the process."""
    issuer_of_certificates()
    person = make_civil_servant(Unit.objects.get(code="KEC-10-PEL"))
    client.force_login(person)
    return person


@pytest.fixture
def finish(client, django_capture_on_commit_callbacks):
    """Return a function that sends the last request and says how many statements it took."""

    def send(*request):
        with statements() as made, django_capture_on_commit_callbacks(execute=True):
            client.post(*request)
        assert (Certificate.objects.count(), Message.objects.count()) == (1, 1)
        return len(made)

    return send


def publish(*more):
    lessons = [a_lesson(name) for name in LESSONS]
    version = publish_outline(an_outline("A3", *lessons, *more, award="training", jp=5))
    outline_of(version.pk)
    return version.course


def test_by_a_script_it_costs_12_statements(ahmad, finish):
    publish()
    record_facts(ahmad, [read("A3", name) for name in LESSONS[:-1]])
    fact = {
        "id": str(uuid4()),
        "kind": "lesson.read",
        "course": "A3",
        "lesson": str(key_of(LAST)),
        "occurred": timezone.now().isoformat(),
    }
    assert finish("/belajar/fakta/", {"facts": [fact]}, "application/json") == 12


def test_by_the_button_of_the_last_lesson_it_costs_12_statements(ahmad, finish):
    publish()
    record_facts(ahmad, [read("A3", name) for name in LESSONS[:-1]])
    form = {"kind": "lesson.read", "course": "A3", "lesson": str(key_of(LAST)), "next": "/"}
    assert finish("/belajar/fakta/", form) == 12


def test_saving_one_lesson_by_its_button_costs_4_statements(ahmad, client):
    publish()
    record_facts(ahmad, [read("A3", LESSONS[0])])
    form = {"kind": "lesson.read", "course": "A3", "lesson": str(key_of(LAST)), "next": "/"}
    with statements() as made:
        client.post("/belajar/fakta/", form)
    assert len(made) == 4


def test_by_a_quiz_it_costs_7_more_to_find_and_mark_the_attempt(ahmad, finish):
    course = publish(a_quiz("kuis"))
    spec = QuizSpec(
        key=key_of("kuis"),
        title="Kuis",
        mode="test",
        feedback="after",
        pass_count=3,
        questions=ALL_KINDS,
    )
    publish_quiz(spec)
    record_facts(ahmad, [read("A3", name) for name in LESSONS])
    attempt = start_attempt(Quiz.objects.get(), Taker(ahmad))
    answer(attempt, right=4)
    assert finish(f"/kuis/{course.slug}/{attempt.pk}/kirim/") == 19
