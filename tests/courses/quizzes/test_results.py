import pytest
from django.urls import reverse

from certificates.models import Certificate
from courses.catalogue.domain import outline_of
from courses.quizzes.domain.results import Topic, result_of
from courses.quizzes.domain.takers import Taker, new_guest_key
from courses.quizzes.domain.wording import number_in_words, result_in_words, what_to_repeat
from tests.courses.quizzes.answering import taken
from tests.courses.quizzes.making import a_test, person, practice

pytestmark = pytest.mark.django_db


def result(attempt, taker):
    return result_of(attempt, taker, outline_of(attempt.quiz.lesson.course.current_id))


def page(client, attempt):
    course = attempt.quiz.lesson.course.slug
    return client.get(reverse("quizzes:result", args=[course, attempt.pk]))


def test_topics_are_the_lessons_that_teach_the_questions():
    taker = Taker(person())
    found = result(taken(practice(), taker, right=2, wrong=2), taker)
    assert found.topics == (
        Topic("otp-dan-pin", "OTP dan PIN", 1, 1),
        Topic("tanda-penipuan", "Tanda penipuan", 1, 2),
        Topic("telanjur-tertipu", "Telanjur tertipu", 0, 1),
    )
    assert [topic.slug for topic in found.to_repeat] == ["telanjur-tertipu", "tanda-penipuan"]


@pytest.mark.parametrize(
    ("right", "sentences"),
    [
        (4, ("Lulus — 4 dari 4", "")),
        (3, ("Lulus — 3 dari 4", "Lihat satu pelajaran yang perlu diulang.")),
        (1, ("Belum lulus: 1 dari 4.", "Lihat dua pelajaran yang perlu diulang.")),
        (0, ("Belum lulus: 0 dari 4.", "Lihat tiga pelajaran yang perlu diulang.")),
    ],
)
def test_a_result_is_one_big_sentence_and_what_to_do(right, sentences):
    taker = Taker(person())
    found = result(taken(practice(), taker, right=right, wrong=4 - right), taker)
    assert (result_in_words(found), what_to_repeat(found)) == sentences


def test_large_numbers_stay_digits():
    assert [number_in_words(number) for number in (1, 10, 11)] == ["satu", "sepuluh", "11"]


def test_a_pass_that_completes_a_training_leads_to_the_name_on_the_certificate(client):
    learner = person()
    client.force_login(learner)
    response = page(client, taken(a_test(), Taker(learner), right=4))
    certificate = Certificate.objects.get(holder=learner)
    step = response.context["step"]
    assert (step.sentence, step.actions[0].url) == (
        "Periksa nama Anda di sertifikat.",
        reverse("certificates:detail", args=[certificate.pk]),
    )


def test_without_a_pass_the_weakest_lesson_comes_first_and_the_next_try_is_stated(client):
    learner = person()
    client.force_login(learner)
    step = page(client, taken(practice(), Taker(learner), right=1, wrong=3)).context["step"]
    assert step.actions[0].label == "Pelajari lagi: Tanda penipuan"
    assert step.more == "Anda boleh mencoba lagi kapan saja."


def test_a_guests_pass_is_marked_for_the_device_and_an_account_is_offered(client):
    guest = Taker(guest_key=new_guest_key())
    client.cookies["tamu"] = guest.guest_key
    attempt = taken(practice(), guest, right=4)
    said = page(client, attempt).content.decode()
    assert f'data-quiz-passed="{attempt.quiz_id}"' in said
    assert "Masuk atau buat akun" in said


def test_a_learner_is_offered_to_move_what_they_did_as_a_guest(client):
    guest = Taker(guest_key=new_guest_key())
    client.cookies["tamu"] = guest.guest_key
    client.force_login(person())
    said = page(client, taken(practice(), guest, right=4)).content.decode()
    assert 'action="/belajar/klaim/"' in said


def test_what_is_shared_has_no_score(client):
    learner = person()
    client.force_login(learner)
    response = page(client, taken(practice(), Taker(learner), right=4))
    share = response.context["share"]
    assert share["text"] == (
        "Saya sudah menyelesaikan kuis “Cek akhir” di Literasi. Anda juga bisa belajar di sini."
    )
    assert "4" not in share["text"]
