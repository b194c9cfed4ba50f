"""Who answers for an exam releases it, and grants time and tries."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.people.models import Role
from courses.quizzes.domain.banks import publish_bank
from courses.quizzes.domain.sitting import start_exam
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.models import Exam, QuestionVersion
from tests.courses.quizzes.exams import an_exam, bank_spec
from tests.courses.quizzes.making import person
from tests.people import make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db


def test_an_exam_is_released_only_when_its_questions_were_read_by_a_second_person(client):
    spec = bank_spec()
    publish_bank(spec)
    exam = Exam.objects.with_rules().get(bank__code=spec.code)
    sign_in_as_staff(client, make_person("Hendra Gunawan", Role.CERTIFIER))
    page = client.get(reverse("quizzes:manage-exam", args=[exam.slug])).content.decode()
    assert reverse("question_bank_review", args=[exam.bank_id]) in page
    address = reverse("quizzes:release-exam", args=[exam.slug])
    assert address not in page
    client.post(address, {"accept": "1"})
    exam.refresh_from_db()
    assert exam.current is None
    QuestionVersion.objects.update(reviewed_at=timezone.now())
    assert address in client.get(reverse("quizzes:manage-exam", args=[exam.slug])).content.decode()
    client.post(address)
    exam.refresh_from_db()
    assert exam.current is not None


def test_a_manager_grants_time_and_tries_by_user_name(client):
    exam, learner = an_exam(), person()
    sign_in_as_staff(client, make_person("Hendra Gunawan", Role.CERTIFIER))
    give = reverse("quizzes:grant", args=[exam.slug, "waktu"])
    assert (
        client.post(give, {"waktu-username": "tidakada", "waktu-percent": "50"}).status_code == 422
    )
    client.post(give, {"waktu-username": learner.username, "waktu-percent": "50"})
    attempt = start_exam(exam, learner)
    assert attempt.deadline - attempt.started_at == timedelta(minutes=90)
    submit_attempt(attempt)
    tries = reverse("quizzes:grant", args=[exam.slug, "coba"])
    client.post(
        tries, {"coba-username": learner.username, "coba-tries": "1", "coba-reason": "Pelatih"}
    )
    assert start_exam(exam, learner).number == 2
