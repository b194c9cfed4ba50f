"""How often guests may begin from one address: a class never meets the limit, a script does."""

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory
from django.urls import reverse

from courses.quizzes.models import Attempt
from courses.quizzes.views.limits import may_begin_as_guest
from tests.courses.quizzes.making import person, practice

pytestmark = pytest.mark.django_db

COMPUTERS = 40
ALLOWED = 240


@pytest.fixture(autouse=True)
def _nobody_has_begun():
    caches["default"].clear()


@pytest.fixture
def address():
    return reverse("quizzes:intro", args=[practice().lesson.course.slug])


def begin_until_no_more():
    """Use up what one address may do, as a script does that throws its cookies away."""
    request = RequestFactory().post("/")
    return [may_begin_as_guest(request) for _time in range(ALLOWED + 1)]


def test_a_computer_room_of_40_behind_one_address_begins(address):
    begun = [Client().post(address).url for _computer in range(COMPUTERS)]
    assert Attempt.objects.count() == COMPUTERS
    assert len(set(begun)) == COMPUTERS


def test_so_many_beginnings_of_guests_are_taken_and_no_more():
    assert begin_until_no_more() == [True] * ALLOWED + [False]


def test_a_script_fills_no_table(client, address):
    begin_until_no_more()
    refused = client.post(address, follow=True)
    assert refused.redirect_chain == [(address, 302)]
    assert len(list(refused.context["messages"])) == 1
    assert Attempt.objects.count() == 0


def test_a_forged_address_opens_no_way_around(address):
    begin_until_no_more()
    for number in range(3):
        Client(headers={"x-forwarded-for": f"10.0.0.{number}"}).post(address)
    assert Attempt.objects.count() == 0


def test_who_is_signed_in_begins_also_where_guests_must_wait(client, address):
    begin_until_no_more()
    client.force_login(person())
    client.post(address)
    assert Attempt.objects.count() == 1
