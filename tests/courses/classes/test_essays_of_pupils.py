"""Essays of pupils without accounts of their own: read by who teaches them now, and by no other teacher."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.classes.domain.classes import archive_class
from courses.classes.domain.pupils import release_pupil
from courses.classes.models import SchoolClass
from courses.quizzes.domain.answers import save_answer
from courses.quizzes.domain.attempts import start_attempt
from courses.quizzes.domain.essays import queue_for
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Answer
from tests.courses.classes.making import make_class, owner_of
from tests.courses.quizzes.kinds import ESSAY
from tests.courses.quizzes.making import a_test
from tests.people import make_teacher

pytestmark = pytest.mark.django_db


@pytest.fixture
def school_class() -> SchoolClass:
    return make_class(pupils=1)


@pytest.fixture
def essay(school_class) -> Answer:
    """Return what the only pupil of the class wrote and handed in."""
    pupil = school_class.pupils.get().person
    attempt = start_attempt(a_test(questions=(ESSAY,), pass_count=1), Taker(pupil))
    save_answer(attempt, 1, {"text": "Jalan kami perbaiki."}, 1)
    return submit_attempt(attempt).answers.get()


def test_the_teacher_of_the_class_reads_it_and_another_of_the_same_school_does_not(
    school_class, essay
):
    colleague = make_teacher(school_class.school)
    found = {}
    for person in (owner_of(school_class), colleague):
        client = Client()
        client.force_login(person)
        page = client.get(reverse("quizzes:essay", args=[essay.pk]))
        found[person] = (list(queue_for(person)), page.status_code)
    assert found == {owner_of(school_class): ([essay], 200), colleague: ([], 404)}


def test_who_teaches_is_led_to_what_waits(client, school_class, essay):
    client.force_login(owner_of(school_class))
    link = f'href="{reverse("quizzes:essays")}"'
    shown = {}
    for path in ("/kelas/", "/belajar/"):
        page = client.get(path).content.decode()
        shown[path] = " ".join(page.partition(link)[2].partition("</a>")[0].split())[-3:]
    assert shown == {"/kelas/": "(1)", "/belajar/": "(1)"}


def test_a_pupil_who_has_left_is_no_longer_read(school_class, essay):
    release_pupil(school_class.pupils.get(), by=owner_of(school_class))
    assert list(queue_for(owner_of(school_class))) == []


def test_a_class_in_the_archive_is_no_longer_read(school_class, essay):
    archive_class(school_class, by=owner_of(school_class))
    assert list(queue_for(owner_of(school_class))) == []
