"""What each page costs: the same number of queries for one row and for three."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.people.models import Role
from tests.courses.classes.lessons import do_practice, do_quiz, lesson, publish_lessons
from tests.courses.classes.making import give, make_class, owner_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

# With the one query of the session that brings its person.
QUERIES = {
    "home": 7,
    "class": 13,
    "assignment": 10,
    "live": 11,
    "gradebook": 9,
    "gains": 4,
    "cell": 17,
    "pupil-detail": 5,
    "school": 3,
    "regency": 3,
    "pupil": 7,
}


def a_school(count: int):
    """Return a class with so many pupils, each assigned thing tried by each, and its owner's other classes."""
    quiz = publish_lessons(3)
    school_class = make_class(pupils=count)
    teacher = owner_of(school_class)
    for number in range(1, count):
        make_class(teacher, school_class.school, name=f"VII {number}")
    assignments = [give(school_class, lesson("cek")) for _number in range(count)]
    give(school_class, lesson("l1"))
    for pupil in school_class.pupils.all():
        do_practice(pupil, 4)
        do_quiz(pupil, quiz, 3)
    return school_class, assignments[0]


def address_of(name: str, school_class, assignment) -> str:
    pupil = school_class.pupils.first().pk
    arguments = {
        "assignment": [school_class.code, assignment.pk],
        "live": [school_class.code, assignment.pk],
        "cell": [school_class.code, assignment.pk, pupil],
        "pupil-detail": [school_class.code, pupil],
        "class": [school_class.code],
        "gradebook": [school_class.code],
        "gains": [school_class.code],
    }
    return reverse(f"classes:{name}", args=arguments.get(name, []))


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_for_one_row_and_for_three(count):
    school_class, assignment = a_school(count)
    people = {
        "school": make_person("Kepala", Role.SCHOOL_HEAD, school=school_class.school),
        "regency": make_person("Dinas", Role.EDUCATION_OFFICER),
        "pupil": school_class.pupils.first().person,
    }
    found = {}
    for name in QUERIES:
        client = Client()
        client.force_login(people.get(name, owner_of(school_class)))
        address = address_of(name, school_class, assignment)
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        found[name] = len(captured)

    assert found == QUERIES
