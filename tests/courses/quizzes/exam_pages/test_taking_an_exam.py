"""An exam on a phone: begin, answer, put off, run out of time, go on elsewhere."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.quizzes.domain.sitting import start_exam
from courses.quizzes.models import Answer, Attempt
from tests.courses.quizzes.answering import right_response
from tests.courses.quizzes.exam_pages.asking import at, save
from tests.courses.quizzes.exams import an_exam, answered, now_in_ms

pytestmark = pytest.mark.django_db


def test_everybody_sees_which_exams_there_are_and_what_they_need(client):
    exam = an_exam(needs=("A1",))
    assert exam.title.encode() in client.get("/ujian/").content
    page = client.get(f"/ujian/{exam.slug}/")
    assert b"3" in page.content
    assert reverse("account_login").encode() in page.content


def test_a_learner_begins_answers_and_hands_in(client, learner):
    exam = an_exam()
    page = client.post(reverse("quizzes:begin-exam", args=[exam.slug]), {"way": "alone"})
    attempt = Attempt.objects.with_rules().get()
    assert page.url == at(attempt, "question", 1)
    for position in range(1, 5):
        assert save(client, attempt, position, right_response(attempt, position)).status_code == 200
    assert client.post(at(attempt, "submit")).url == at(attempt, "result")
    attempt.refresh_from_db()
    result = client.get(at(attempt, "result")).content
    assert attempt.receipt.encode() in result
    assert attempt.passed


def test_a_question_is_put_off_for_later_and_taken_up_again(client, learner):
    attempt = start_exam(an_exam(), learner)
    choice = right_response(attempt, 2)
    client.post(at(attempt, "later", 2), {"later": "1"} | choice)
    attempt.refresh_from_db()
    assert (attempt.marked, Answer.objects.get().response) == ([2], choice)
    client.post(at(attempt, "later", 2), {"later": "0"})
    attempt.refresh_from_db()
    assert attempt.marked == []


def overdue(attempt, minutes):
    moment = timezone.now() - timedelta(minutes=minutes)
    Attempt.objects.filter(pk=attempt.pk).update(deadline=moment)


def test_when_the_time_is_over_the_page_waits_for_what_is_on_the_device(client, learner):
    attempt = answered(start_exam(an_exam(), learner), right=2)
    overdue(attempt, 3)
    page = client.get(at(attempt, "question", 3))
    assert b"data-quiz-over" in page.content
    assert (
        save(client, attempt, 3, right_response(attempt, 3), now_in_ms() - 240_000).status_code
        == 200
    )
    done = client.post(at(attempt, "submit"), follow=True)
    attempt.refresh_from_db()
    assert attempt.correct == 3
    assert len(list(done.context["messages"])) == 1


def test_after_the_grace_the_saved_answers_are_handed_in_at_the_next_look(client, learner):
    attempt = answered(start_exam(an_exam(), learner), right=3)
    overdue(attempt, 11)
    assert client.get(at(attempt, "question", 1)).url == at(attempt, "result")
    attempt.refresh_from_db()
    assert attempt.correct == 3


def test_another_device_resumes_after_the_last_answer(client, learner):
    attempt = answered(start_exam(an_exam(), learner), right=2)
    assert client.get(at(attempt, "resume")).url == at(attempt, "question", 3)
