import pytest

from courses.learning.models import Enrolment
from courses.quizzes.domain.attempts import open_attempt_of, start_attempt
from courses.quizzes.domain.claiming import claim_attempts
from courses.quizzes.domain.takers import Taker, new_guest_key
from courses.quizzes.models import Attempt
from courses.quizzes.personal_data import erase_for, export_for
from tests.courses.quizzes.answering import answer, taken
from tests.courses.quizzes.making import person, practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest():
    return Taker(guest_key=new_guest_key())


def test_a_guests_pass_becomes_the_learners_and_completes_the_course(guest):
    quiz, learner = practice(), person()
    taken(quiz, guest, right=4)
    assert claim_attempts(learner, guest.guest_key) == 1
    attempt = Attempt.objects.get()
    assert (attempt.learner, attempt.guest_digest, attempt.passed) == (learner, "", True)
    assert Enrolment.objects.get(learner=learner).completed_at is not None


def test_claiming_twice_moves_nothing_more(guest):
    taken(practice(), guest, right=4)
    one, other = person(), person()
    assert claim_attempts(one, guest.guest_key) == 1
    assert claim_attempts(other, guest.guest_key) == 0
    assert Attempt.objects.get().learner == one


def test_claimed_attempts_are_numbered_after_the_learners_own(guest):
    quiz, learner = practice(), person()
    taken(quiz, Taker(learner), right=0)
    taken(quiz, guest, right=1)
    taken(quiz, guest, right=2)
    assert claim_attempts(learner, guest.guest_key) == 2
    numbered = Attempt.objects.order_by("number").values_list("number", "correct")
    assert list(numbered) == [(1, 0), (2, 1), (3, 2)]


def test_an_open_attempt_goes_on_in_the_account(guest):
    quiz, learner = practice(), person()
    attempt = start_attempt(quiz, guest)
    answer(attempt, right=2)
    claim_attempts(learner, guest.guest_key)
    assert open_attempt_of(quiz, Taker(learner)) == attempt
    assert attempt.answers.count() == 2


def test_an_open_attempt_stays_with_the_guest_while_the_learner_has_one(guest):
    quiz, learner = practice(), person()
    start_attempt(quiz, guest)
    start_attempt(quiz, Taker(learner))
    assert claim_attempts(learner, guest.guest_key) == 0
    assert open_attempt_of(quiz, guest) is not None


def test_an_empty_key_claims_nothing(guest):
    taken(practice(), guest, right=1)
    assert claim_attempts(person(), "") == 0
    assert claim_attempts(person(), "x" * 43) == 0


def test_the_export_tells_every_attempt_and_answer_in_words(guest):
    learner = person()
    taken(practice(), Taker(learner), right=1, wrong=3)
    taken(practice(), Taker(person()), right=1)
    [attempt] = export_for(learner)["quiz_attempts"]
    assert (attempt["quiz"], attempt["right_answers"], attempt["passed"]) == ("Cek akhir", 1, False)
    assert [(given["answer"], given["right"]) for given in attempt["answers"]] == [
        (["Menutup telepon"], True),
        (["Diminta datang ke kantor"], False),
        (["Benar"], False),
        (["Lapor polisi", "Kumpulkan bukti", "Telepon bank"], False),
    ]


def test_erasing_deletes_the_persons_attempts_and_no_others(guest):
    quiz, learner, other = practice(), person(), person()
    taken(quiz, Taker(learner), right=1)
    taken(quiz, Taker(other), right=1)
    erase_for(learner)
    assert Attempt.objects.get().learner == other
