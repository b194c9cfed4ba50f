"""A wrong key is put right: with who and why, and what it changed."""

import pytest

from certificates.domain.requirements import Requirement
from certificates.models import Attainment, Certificate
from courses.people.models import CivilServantProfile, Unit
from courses.quizzes.domain.regrading import CorrectionRefused, correct_key, regrade_due
from courses.quizzes.domain.sitting import start_exam
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import KeyCorrection, QuestionVersion, RegradedAttempt
from tests.certificates.programmes import a_programme
from tests.courses.quizzes.answering import taken, wrong_response
from tests.courses.quizzes.exams import an_exam, answered, sat
from tests.courses.quizzes.making import a_test, person

pytestmark = pytest.mark.django_db


def wording(attempt, position):
    return QuestionVersion.objects.get(pk=attempt.paper[position - 1]["question"])


def put_right(attempt, position):
    """Correct the key of a question, so that what was answered is wrong, or right, from now on."""
    given, version = attempt.answers.get(position=position), wording(attempt, position)
    right = wrong_response(attempt, position) if given.correct else given.response
    correct_key(version, "key", right, "Kunci tertukar", person())
    regrade_due()


def test_who_gave_the_answer_that_is_right_after_all_gets_the_point_and_may_pass():
    exam, learner, officer = an_exam(domain_percents={}), person(), person()
    attempt = sat(exam, learner, right=2)
    version, given = wording(attempt, 3), wrong_response(attempt, 3)
    correct_key(version, "key", given, "Peraturan berubah", officer)
    assert Attainment.objects.count() == 0
    assert regrade_due() == 1
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (75, True)
    assert Attainment.objects.get().score == 75
    row = RegradedAttempt.objects.get()
    assert (row.score_before, row.score_after, row.passed_before, row.passed_after) == (
        50,
        75,
        False,
        True,
    )
    correction = KeyCorrection.objects.get()
    assert (correction.corrected_by, correction.reason) == (officer, "Peraturan berubah")
    assert regrade_due() == 0


def test_a_certificate_that_rests_on_the_old_result_is_named_and_left_alone():
    quiz, learner = a_test(pass_count=4), person()
    attempt = taken(quiz, Taker(learner), right=4)
    certificate = Certificate.objects.get(holder=learner)
    put_right(attempt, 1)
    row = RegradedAttempt.objects.get()
    assert (row.passed_before, row.passed_after) == (True, False)
    assert row.certificate == certificate.number
    certificate.refresh_from_db()
    assert certificate.revoked_at is None


def test_a_programmes_certificate_is_named_for_the_attempt_in_its_evidence_and_no_other():
    exam, learner = an_exam(domain_percents={}, wait_hours=()), person()
    CivilServantProfile.objects.create(person=learner, unit=Unit.objects.first())
    code = exam.bank.code
    a_programme(Requirement("exam", code, exam.title, minimum_score=75), code=code, series_key=code)
    failed, passed = sat(exam, learner, right=1), sat(exam, learner, right=4)
    certificate = Certificate.objects.get(holder=learner)
    put_right(failed, 2)
    put_right(passed, 1)
    named = {row.attempt_id: row.certificate for row in RegradedAttempt.objects.all()}
    assert named == {failed.pk: "", passed.pk: certificate.number}


def test_when_every_answer_counts_only_those_who_answered_get_the_point():
    exam = an_exam(domain_percents={})
    answered_it, left_it = sat(exam, person(), right=0), start_exam(exam, person())
    submit_attempt(left_it)
    for position in range(1, 5):
        correct_key(wording(answered_it, position), "everyone", None, "Soal rancu", person())
    for position in range(1, 5):
        version = wording(left_it, position)
        if not version.key_corrections.exists():
            correct_key(version, "everyone", None, "Soal rancu", person())
    regrade_due()
    for attempt in (answered_it, left_it):
        attempt.refresh_from_db()
    assert (answered_it.score, left_it.score) == (100, 0)


def test_an_attempt_that_is_still_open_is_marked_by_the_corrected_key():
    exam = an_exam(domain_percents={})
    attempt = start_exam(exam, person())
    answered(attempt, right=3, wrong=1)
    correct_key(wording(attempt, 4), "key", wrong_response(attempt, 4), "Salah ketik", person())
    assert submit_attempt(attempt).score == 100


@pytest.mark.parametrize(
    ("outcome", "answer", "reason"),
    [
        ("key", {"choice": "lain"}, "Alasan"),
        ("key", {"choice": ""}, "Alasan"),
        ("key", None, "Alasan"),
        ("everyone", None, "  "),
        ("nobody", None, "Alasan"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused_and_nothing_is_written(
    outcome, answer, reason
):
    attempt = start_exam(an_exam(), person())
    with pytest.raises(CorrectionRefused):
        correct_key(wording(attempt, 1), outcome, answer, reason, person())
    assert KeyCorrection.objects.count() == 0
