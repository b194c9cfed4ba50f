"""The gain of a class between the test before and the test after."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.classes.domain.gains import Gain, element_of, gains_of
from courses.quizzes.models import QuestionVersion
from tests.courses.classes.lessons import do_quiz, lesson, publish_lessons
from tests.courses.classes.making import give, make_class, owner_of

pytestmark = pytest.mark.django_db


def test_the_gain_compares_the_first_attempt_before_with_the_last_one_after(client):
    quiz = publish_lessons()
    school_class = make_class(pupils=3)
    first, second, third = school_class.pupils.all()
    QuestionVersion.objects.update(tags={"element": "LD"})
    QuestionVersion.objects.filter(pk=QuestionVersion.objects.first().pk).update(
        tags={"element": "BK"}
    )
    last_week = timezone.localdate() - timedelta(days=7)
    give(school_class, lesson("cek"), purpose="awal", opens_on=last_week, due_on=last_week)
    give(school_class, lesson("cek"), purpose="akhir", opens_on=timezone.localdate())
    for pupil in (first, second, third):
        do_quiz(pupil, quiz, 2)
    quiz.attempts.update(submitted_at=timezone.now() - timedelta(days=7))
    do_quiz(first, quiz, 4)
    do_quiz(second, quiz, 4)

    gains = gains_of(school_class)

    assert (gains.pupils, gains.has_both_tests) == (2, True)
    assert gains.rows == (Gain("BK", before=100, after=100), Gain("LD", before=33, after=100))
    client.force_login(owner_of(school_class))
    page = client.get(reverse("classes:gains", args=[school_class.code])).content.decode()
    assert page.count("<rect") == 4
    assert "33 %" in page


@pytest.mark.parametrize(
    ("tags", "ref", "element"),
    [
        ({"element": "AD"}, "X-1", "AD"),
        ({}, "P1-03-LD", "LD"),
        ({}, "W6-01", ""),
        ({"kka_element": "KA"}, "", "KA"),
    ],
)
def test_the_element_of_a_question_is_its_tag_or_the_end_of_its_reference(tags, ref, element):
    assert element_of(tags, ref) == element
