"""While somebody has paused (UU 27/2022 article 11), nothing new is kept about them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.learning.models import Enrolment, LearnerEvent
from courses.people.domain.privacy import (
    ProcessingPausedError,
    pause_processing,
    resume_processing,
)
from courses.people.pausing import PauseMiddleware
from courses.quizzes.domain.attempts import start_attempt
from courses.quizzes.domain.housekeeping import submit_overdue_attempts
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.takers import Taker, new_guest_key
from courses.quizzes.models import Answer, Attempt
from tests.cms.making import SPOT, make_course, make_lesson
from tests.courses.quizzes.answering import right_response, taken
from tests.courses.quizzes.making import practice
from tests.people import make_citizen

pytestmark = pytest.mark.django_db

SENTENCE = "Anda sedang menjeda, jadi kami tidak mencatat hal baru."
PAUSE = "/data-saya/#jeda"


@pytest.fixture
def sari(client):
    """A citizen, signed in, who has paused."""
    person = make_citizen()
    pause_processing(person)
    client.force_login(person)
    return person


@pytest.fixture
def lesson(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return make_lesson(make_course(), body=[("practice_spot", SPOT)])


def attempt_address(attempt: Attempt, name: str, *more: int) -> str:
    return reverse(f"quizzes:{name}", args=[attempt.quiz.lesson.course.slug, attempt.pk, *more])


def assert_led_to_the_pause(client: Client, answer) -> None:
    assert answer.headers["Location"] == PAUSE
    assert SENTENCE in client.get("/data-saya/").content.decode()


def test_facts_of_a_device_are_refused_whole_so_that_it_keeps_them(client, sari, lesson):
    fact = {
        "id": str(uuid4()),
        "kind": "practice.done",
        "course": "X1",
        "lesson": str(lesson.key),
        "occurred": timezone.now().isoformat(),
        "body": {"practice": "tandai", "correct": 1, "total": 1},
    }
    batch = {"facts": [fact]}

    refused = client.post("/belajar/fakta/", batch, "application/json")
    nothing = LearnerEvent.objects.count(), Enrolment.objects.count()
    resume_processing(sari)
    after = client.post("/belajar/fakta/", batch, "application/json")

    assert (refused.status_code, refused.json()["message"].startswith(SENTENCE)) == (409, True)
    assert nothing == (0, 0)
    assert [result["status"] for result in after.json()["results"]] == ["ok"]


def test_a_form_leads_to_where_the_pause_ends(client, sari, lesson):
    read = {"kind": "lesson.read", "course": "X1", "lesson": str(lesson.key), "next": "/"}
    assert_led_to_the_pause(client, client.post("/belajar/fakta/", read))
    practised = client.post(f"/belajar/latihan/{lesson.key}/tandai/", {"choice": ["0"]})
    assert_led_to_the_pause(client, practised)
    assert LearnerEvent.objects.count() == 0


def test_lessons_and_quizzes_can_still_be_read(client, sari, lesson):
    quiz = practice()
    intro = reverse("quizzes:intro", args=[quiz.lesson.course.slug])
    addresses = ["/katalog/x1/satu/", "/belajar/", intro]
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]


def test_no_quiz_is_begun(client, sari):
    quiz = practice()
    begun = client.post(reverse("quizzes:intro", args=[quiz.lesson.course.slug]))
    assert_led_to_the_pause(client, begun)
    assert (Attempt.objects.count(), Enrolment.objects.count()) == (0, 0)


def test_an_open_attempt_waits_with_its_answers(client, sari):
    resume_processing(sari)
    attempt = start_attempt(practice(), Taker(sari))
    pause_processing(sari)
    body = {"response": right_response(attempt, 1), "sequence": 1}

    saved = client.post(attempt_address(attempt, "question", 1), body, "application/json")
    assert_led_to_the_pause(client, client.post(attempt_address(attempt, "question", 1), {}))
    assert_led_to_the_pause(client, client.post(attempt_address(attempt, "submit")))

    assert (saved.status_code, saved.json()["code"]) == (409, "paused")
    assert (Answer.objects.count(), Attempt.objects.open().count()) == (0, 1)
    assert client.get(attempt_address(attempt, "question", 1)).status_code == 200


def test_the_clock_hands_in_nothing_of_somebody_who_has_paused(client, sari):
    resume_processing(sari)
    attempt = start_attempt(practice(), Taker(sari))
    Attempt.objects.update(deadline=timezone.now() - timedelta(minutes=1))
    pause_processing(sari)

    in_the_pause = submit_overdue_attempts()
    assert_led_to_the_pause(client, client.get(attempt_address(attempt, "question", 1)))
    with pytest.raises(ProcessingPausedError):
        submit_attempt(attempt)
    resume_processing(sari)

    assert (in_the_pause, submit_overdue_attempts()) == (0, 1)


def test_what_a_guest_did_is_not_claimed(client, sari):
    guest = Taker(guest_key=new_guest_key())
    taken(practice(), guest, right=1)
    client.cookies["tamu"] = guest.guest_key
    assert_led_to_the_pause(client, client.post("/belajar/klaim/"))
    assert Attempt.objects.filter(learner=None).count() == 1


def test_other_errors_are_still_errors(rf):
    middleware = PauseMiddleware(lambda request: None)
    assert middleware.process_exception(rf.get("/"), ValueError()) is None
