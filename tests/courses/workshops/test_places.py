"""Learning places, and a kiosk that keeps nothing of its guest."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from courses.people.models import Area, Role
from courses.workshops.domain.places import is_open
from courses.workshops.models import LearningPlace
from tests.courses.workshops.making import VILLAGE, make_trainer
from tests.people import make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db

JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def hall():
    return LearningPlace.objects.create(
        slug="balai-desa",
        name="Balai Desa",
        kind="balai_desa",
        area=Area.objects.get(pk=VILLAGE),
        hours={"1": ["08:00", "15:00"]},
        is_open_to_public=True,
    )


def test_a_place_is_open_by_its_hours(hall):
    monday = datetime(2026, 11, 23, 9, 0, tzinfo=JAKARTA)

    assert [
        is_open(hall, moment)
        for moment in (monday, monday.replace(hour=15), monday.replace(day=24))
    ] == [True, False, False]


@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_costs_the_same_for_one_place_and_three(
    client, count, django_assert_num_queries
):
    for number in range(count):
        LearningPlace.objects.create(
            slug=f"tempat-{number}",
            name="Balai",
            kind="lain",
            area_id=VILLAGE,
            is_open_to_public=True,
        )
    client.get(reverse("workshops:places"))

    with django_assert_num_queries(1):
        client.get(reverse("workshops:places"))


def test_a_place_that_is_not_shown_is_there_for_administrators_alone(client, hall):
    LearningPlace.objects.update(is_open_to_public=False)
    address = reverse("workshops:place", args=[hall.slug])

    assert client.get(address).status_code == 404
    sign_in_as_staff(client, make_trainer())
    assert client.get(address).status_code == 404
    assert client.get(reverse("workshops:edit-place", args=[hall.slug])).status_code == 403
    sign_in_as_staff(client, make_person("Admin", Role.ADMIN))
    assert client.get(address).status_code == 200


def test_an_administrator_writes_a_place_with_its_week(client):
    sign_in_as_staff(client, make_person("Admin", Role.ADMIN))
    stated = {"name": "Perpustakaan", "kind": "perpustakaan", "area": VILLAGE}

    wrong = client.post(reverse("workshops:new-place"), {**stated, "opens_1": "08:00"})
    client.post(
        reverse("workshops:new-place"),
        {**stated, "opens_1": "08:00", "closes_1": "12:00", "is_open_to_public": "on"},
    )

    assert "closes_1" in wrong.context["form"].errors
    place = LearningPlace.objects.get()
    assert (place.slug, place.hours) == ("perpustakaan-ogan-jaya", {"1": ["08:00", "12:00"]})


def test_a_kiosk_forgets_its_guest_and_stays_a_kiosk(client, hall):
    siti = make_person("Siti")
    client.force_login(siti)
    client.post(reverse("workshops:kiosk", args=[hall.slug]), {"action": "on"})
    client.force_login(siti)

    answer = client.post(reverse("workshops:kiosk-finish"))

    assert answer.cookies["kios"].value == hall.slug
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get(reverse("workshops:my-card")).url.startswith("/masuk/")
