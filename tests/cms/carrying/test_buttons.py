"""Packages in the admin: what stays is named first, and only for those who may see keys."""

from io import BytesIO

import pytest
from django.urls import reverse

from courses.packages.domain.inspecting import inspect
from courses.people.models import Role
from courses.quizzes.models import Quiz
from tests.cms.making import make_course, make_lesson, make_quiz
from tests.people import make_person, sign_in_as_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commit_at_once")]


@pytest.fixture
def course():
    page = make_course("X1")
    make_lesson(page)
    make_quiz(page)
    return page


def addresses(course):
    quiz = Quiz.objects.get().pk
    return [
        reverse("carry_scorm", args=[course.pk]),
        reverse("carry_h5p", args=[quiz, "isi"]),
        reverse("carry_h5p", args=[quiz, "lengkap"]),
    ]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.ADMIN])
def test_whoever_may_see_keys_looks_first_and_then_downloads(client, course, role):
    sign_in_as_staff(client, make_person("Ed Itor", role))
    verdicts = []
    for address in addresses(course):
        assert "?unduh=1" in client.get(address).text
        file = client.get(address, {"unduh": "1"})
        assert file.headers["Content-Disposition"].startswith("attachment;")
        verdicts.append(inspect(BytesIO(file.content))[0].verdict)
    assert verdicts == ["accepted", "needs_library", "accepted"]


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.TEACHER, Role.CIVIL_SERVANT])
def test_nobody_else_gets_one(client, course, role):
    sign_in_as_staff(client, make_person("Orang", role))
    for address in addresses(course):
        page = client.get(address, {"unduh": "1"})
        assert page.status_code in {302, 403}
        assert "Content-Disposition" not in page.headers


def test_a_test_is_refused_with_the_reason(client, course):
    make_quiz(course, "ujian", mode="test", feedback="after")
    test = Quiz.objects.get(current__mode="test").pk
    sign_in_as_staff(client, make_person("Ed Itor", Role.EDITOR))
    page = client.get(reverse("carry_h5p", args=[test, "isi"]), {"unduh": "1"})
    assert "Content-Disposition" not in page.headers
    assert "“Cek”" in page.text


def test_the_course_page_offers_it(client, course):
    sign_in_as_staff(client, make_person("Ed Itor", Role.EDITOR))
    page = client.get(reverse("wagtailadmin_pages:edit", args=[course.pk])).text
    assert reverse("carry_scorm", args=[course.pk]) in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_courses(
    client, count, django_assert_num_queries
):
    for number in range(count):
        make_quiz(make_course(f"C{number}"))
    sign_in_as_staff(client, make_person("Ed Itor", Role.EDITOR))
    address = reverse("question_exchange")
    client.get(address)
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get(address)


# The admin's own frame asks most of these.
QUERIES_OF_THE_LIST = 21
