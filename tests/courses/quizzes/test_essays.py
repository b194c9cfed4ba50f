"""Essays wait in a queue, are marked with a rubric, and then the attempt goes on."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.notices.models import Message
from courses.people.models import Role
from courses.quizzes.domain.answers import save_answer
from courses.quizzes.domain.attempts import start_attempt
from courses.quizzes.domain.essay_marks import marked_essays_of
from courses.quizzes.domain.essays import (
    MarkRefused,
    age_in_words,
    essays_for,
    mark_essay,
    queue_for,
)
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Answer, EssayMark
from tests.courses.quizzes.answering import right_response
from tests.courses.quizzes.kinds import ESSAY
from tests.courses.quizzes.making import SINGLE, a_test
from tests.people import make_person, make_pupil, make_school, make_teacher, sign_in_as_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return make_person("Rina Wulandari")


@pytest.fixture
def reviewer():
    return make_person("Pak Penelaah", Role.REVIEWER)


def handed_in(learner, quiz=None, text="Ibu yang terhormat, jalan kami perbaiki."):
    quiz = quiz or a_test(questions=(SINGLE, ESSAY), pass_count=1)
    attempt = start_attempt(quiz, Taker(learner))
    save_answer(attempt, 1, right_response(attempt, 1), 1)
    save_answer(attempt, 2, {"text": text}, 2)
    return submit_attempt(attempt)


def essay_of(attempt):
    return attempt.answers.select_related("question", "attempt").get(position=2)


def levels(essay, *points):
    return {row["id"]: at for row, at in zip(essay.question.key["rubric"], points, strict=True)}


def test_an_attempt_waits_until_its_essay_was_read(learner, reviewer):
    attempt = handed_in(learner)
    assert (attempt.submitted_at is not None, attempt.passed) == (True, None)
    essay = essay_of(attempt)
    mark_essay(essay, reviewer, levels(essay, 2, 1), "Sudah sopan.")
    attempt.refresh_from_db()
    essay.refresh_from_db()
    assert (essay.points, essay.correct) == (Decimal("0.6000"), False)
    assert (attempt.score, attempt.passed) == (80, True)
    assert Message.objects.get(person=learner, kind="essay-marked")


def test_an_essay_without_a_fault_is_right(learner, reviewer):
    essay = essay_of(handed_in(learner))
    mark_essay(essay, reviewer, levels(essay, 2, 3))
    essay.refresh_from_db()
    assert (essay.points, essay.correct) == (Decimal(1), True)


def test_an_essay_that_was_left_empty_waits_for_nobody(learner, reviewer):
    attempt = handed_in(learner, text="  ")
    assert attempt.passed is True
    assert queue_for(reviewer).count() == 0


@pytest.mark.parametrize("points", [(2,), (2, 2), (1, 3), (2, 99)])
def test_a_marking_chooses_a_level_of_each_row(learner, reviewer, points):
    essay = essay_of(handed_in(learner))
    rows = [row["id"] for row in essay.question.key["rubric"]]
    with pytest.raises(MarkRefused):
        mark_essay(essay, reviewer, dict(zip(rows, points, strict=False)))
    assert (EssayMark.objects.count(), Answer.objects.get(pk=essay.pk).points) == (0, None)


def test_once_the_result_is_out_the_marking_stays(learner, reviewer):
    essay = essay_of(handed_in(learner))
    mark_essay(essay, reviewer, levels(essay, 2, 3))
    with pytest.raises(MarkRefused):
        mark_essay(essay, reviewer, levels(essay, 0, 0))
    assert Answer.objects.get(pk=essay.pk).points == 1


def test_the_taker_reads_what_was_said(client, learner, reviewer):
    attempt = handed_in(learner)
    essay = essay_of(attempt)
    mark_essay(essay, reviewer, levels(essay, 2, 3), "Bagus sekali.")
    marked = marked_essays_of(attempt)[2]
    assert [(row.title, row.points, row.most) for row in marked.rows] == [
        ("Sopan", 2, 2),
        ("Jelas", 3, 3),
    ]
    client.force_login(learner)
    course = attempt.quiz.lesson.course.slug
    text = client.get(reverse("quizzes:result", args=[course, attempt.pk])).content.decode()
    assert "Bagus sekali." in text
    assert "UMPAN-jelas" in text


def test_while_it_waits_the_taker_sees_no_point_of_it(client, learner):
    attempt = handed_in(learner)
    client.force_login(learner)
    course = attempt.quiz.lesson.course.slug
    text = client.get(reverse("quizzes:result", args=[course, attempt.pk])).content.decode()
    assert [word for word in ("UMPAN", "rubric", "levels") if word in text] == []


# --- Who reads ------------------------------------------------------------------------------------


def test_nobody_marks_an_essay_of_their_own(reviewer):
    essay = essay_of(handed_in(reviewer))
    assert queue_for(reviewer).count() == 0
    with pytest.raises(MarkRefused):
        mark_essay(essay, reviewer, levels(essay, 2, 3))


def test_a_teacher_reads_the_pupils_of_the_own_school_and_nobody_elses(client):
    own, other = make_school(), make_school("10800002", "SMP Negeri 2")
    teacher = make_teacher(own)
    theirs, foreign = handed_in(make_pupil(own)), handed_in(make_pupil(other))
    assert list(essays_for(teacher)) == [essay_of(theirs)]
    sign_in_as_staff(client, teacher)
    assert client.get(reverse("quizzes:essay", args=[essay_of(theirs).pk])).status_code == 200
    assert client.get(reverse("quizzes:essay", args=[essay_of(foreign).pk])).status_code == 404


@pytest.mark.parametrize("role", [None, Role.CITIZEN, Role.CIVIL_SERVANT, Role.TRAINER])
def test_others_have_no_queue(client, learner, role):
    essay = essay_of(handed_in(learner))
    person = make_person("Orang Lain", role)
    sign_in_as_staff(client, person)
    assert client.get(reverse("quizzes:essays")).status_code == 403
    assert client.get(reverse("quizzes:essay", args=[essay.pk])).status_code == 403


# --- The pages ------------------------------------------------------------------------------------


def test_the_queue_shows_the_age_and_not_the_name_and_leads_to_the_next_one(
    client, learner, reviewer
):
    first = handed_in(learner)
    second = handed_in(make_person("Budi"), first.quiz)
    first.submitted_at = timezone.now() - timedelta(days=3, hours=1)
    first.save(update_fields=["submitted_at"])
    sign_in_as_staff(client, reviewer)
    text = client.get(reverse("quizzes:essays")).content.decode()
    assert "Rina" not in text
    assert "3 hari" in text or "3 days" in text
    essay = essay_of(first)
    data = {**levels(essay, 2, 3), "comment": "Baik."}
    answer = client.post(reverse("quizzes:essay", args=[essay.pk]), data)
    assert answer.url == reverse("quizzes:essay", args=[essay_of(second).pk])
    assert EssayMark.objects.get().comment == "Baik."


def test_a_marking_that_leaves_a_row_out_is_asked_again(client, learner, reviewer):
    essay = essay_of(handed_in(learner))
    sign_in_as_staff(client, reviewer)
    answer = client.post(reverse("quizzes:essay", args=[essay.pk]), {"comment": "Baik."})
    assert (answer.status_code, EssayMark.objects.count()) == (200, 0)


def test_the_queue_costs_the_same_for_one_essay_and_three(
    client, learner, reviewer, django_assert_num_queries
):
    first = handed_in(learner)
    sign_in_as_staff(client, reviewer)
    client.get(reverse("quizzes:essays"))
    with django_assert_num_queries(COST):
        client.get(reverse("quizzes:essays"))
    for name in ("Budi", "Tono"):
        handed_in(make_person(name), first.quiz)
    with django_assert_num_queries(COST):
        client.get(reverse("quizzes:essays"))


COST = 7


def test_the_age_is_told_in_days_and_in_hours_before_the_first():
    now = timezone.now()
    ages = [age_in_words(now - timedelta(hours=hours), now) for hours in (0, 5, 49)]
    assert len(set(ages)) == 3
    assert ages[1].startswith("5")
    assert ages[2].startswith("2")
