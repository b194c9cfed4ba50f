"""A lesson on one screen for a class: hands are counted, and whoever was there has done it."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import LessonPage
from courses.classes.domain.together import hands_of
from courses.classes.models import ShowOfHands
from courses.learning.models import Enrolment
from tests.cms.making import make_course, make_lesson
from tests.courses.classes.making import give, make_class, owner_of
from tests.courses.classes.test_reach import TEACHERS, World

SPOT = {
    "id": "tandai",
    "title": "Tandai yang mencurigakan",
    "instructions": "Pilih semua.",
    "message": "Sebarkan!",
    "enough": None,
    "options": [
        {"text": "Disuruh menyebarkan", "correct": True, "feedback": ""},
        {"text": "Dikirim malam", "correct": False, "feedback": ""},
    ],
    "feedback": "",
}


@pytest.fixture
def lesson(db: None, django_capture_on_commit_callbacks) -> LessonPage:
    with django_capture_on_commit_callbacks(execute=True):
        body = [
            ("text", "<p>Baca dulu.</p>"),
            ("practice_spot", SPOT),
            ("remember", {"points": ["Berhenti"]}),
        ]
        made = make_lesson(make_course("P8", audiences=["pelajar"]), body=body)
    return made


@pytest.fixture
def screen(client, lesson):
    school_class = make_class(pupils=3)
    assignment = give(school_class, f"lesson:{lesson.key}")
    client.force_login(owner_of(school_class))
    return (
        school_class,
        assignment,
        reverse("class-screen", args=[school_class.code, assignment.pk]),
    )


def test_every_part_of_the_lesson_is_a_slide_and_a_practice_waits_for_hands(client, screen):
    page = client.get(screen[2]).content.decode()

    assert page.count('class="screen__slide"') == 5  # title, three parts, finished together
    assert page.count('name="hands-') == 2
    assert "hands--right" not in page


def test_hands_are_kept_and_then_what_is_right_is_shown(client, screen):
    school_class, assignment, address = screen

    answer = client.post(
        address, {"practice": "tandai", "hands-0": "21", "hands-1": "7", "slide": "2"}
    )
    client.post(address, {"practice": "tandai", "hands-0": "20", "hands-1": "x", "slide": "2"})
    page = client.get(address).content.decode()

    assert answer.headers["Location"] == f"{address}#layar-2"
    assert hands_of(school_class, assignment.lesson)["tandai"].counts == (20, 0)
    assert ShowOfHands.objects.count() == 1
    assert page.count("hands--right") == 1
    assert 'max="100" value="100"' in page


def test_an_unknown_practice_is_not_found_and_keeps_nothing(client, screen):
    assert client.post(screen[2], {"practice": "lain", "hands-0": "3"}).status_code == 404
    assert not ShowOfHands.objects.exists()


def test_the_lesson_counts_for_who_was_there_once_and_for_no_other_class(client, screen):
    school_class, _assignment, address = screen
    stranger = make_class(owner_of(school_class), school_class.school, pupils=1, name="VII B")
    present = [pupil.pk for pupil in school_class.pupils.all()[:2]]
    facts = {"finish": "1", "pupil": [*present, stranger.pupils.get().pk]}

    client.post(address, facts)
    client.post(address, facts)

    done = Enrolment.objects.exclude(completed_at=None).values_list("learner", flat=True)
    assert sorted(done) == sorted(
        school_class.pupils.filter(pk__in=present).values_list("person", flat=True)
    )


def test_the_screen_opens_to_the_teachers_of_the_class_alone(lesson):
    world = World()
    assignment = give(world.own, f"lesson:{lesson.key}")
    address = reverse("class-screen", args=[world.own.code, assignment.pk])
    found = {}
    for who, person in world.people.items():
        client = Client()
        client.force_login(person)
        found[who] = client.get(address).status_code

    assert found == {who: 200 if who in TEACHERS else 404 for who in world.people}
    other = reverse("class-screen", args=[world.own.code, world.assignments[world.next_door.pk].pk])
    client.force_login(world.people["owner"])
    assert client.get(other).status_code == 404
