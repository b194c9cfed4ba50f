"""How pages speak: "kamu" to guests of a course for pupils, "Anda" to everybody else."""

import pytest
from django.conf import settings
from django.test import Client

from tests.cms.making import SPOT, make_course, make_lesson, make_quiz
from tests.people import make_citizen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _courses(commit_at_once: None) -> None:
    for code, audiences in [("P1", ["pelajar"]), ("W1", ["warga"]), ("WP", ["warga", "pelajar"])]:
        course = make_course(code, audiences=audiences, can_do=["menjaga OTP"])
        make_lesson(course, body=[("practice_spot", SPOT)])
        make_quiz(course)


def voice_of(client: Client, address: str) -> set[str]:
    """Return which words for the reader stand on the page."""
    page = client.get(address).content.decode()
    return {word for word in ("kamu", "Anda", "you") if f" {word} " in page}


@pytest.mark.parametrize(
    ("course", "voice"), [("p1", {"kamu"}), ("w1", {"Anda"}), ("wp", {"Anda"})]
)
@pytest.mark.parametrize("address", ["/katalog/{}/", "/kuis/{}/"])
def test_a_guest_is_kamu_where_a_course_is_for_pupils_alone(address, course, voice):
    # Twice: as it is built, and as it was kept.
    seen = [voice_of(Client(), address.format(course)) for _time in range(2)]
    assert seen == [voice, voice]


def test_pages_of_pupils_and_of_citizens_do_not_speak_into_each_other():
    client = Client()
    addresses = ["/katalog/p1/", "/katalog/w1/", "/katalog/p1/", "/katalog/w1/", "/"]
    assert [voice_of(client, address) & {"kamu"} for address in addresses] == [
        {"kamu"},
        set(),
        {"kamu"},
        set(),
        set(),
    ]


def test_a_lesson_and_its_practice_without_a_script_say_kamu_to_a_guest():
    client = Client()
    page = client.get("/katalog/p1/satu/")
    action = page.content.decode().split('action="/belajar/latihan/')[1].split('"')[0]
    marked = client.post(f"/belajar/latihan/{action}", {"choice": "1"})
    assert ['lang="id-x-kamu"' in answer.content.decode() for answer in (page, marked)] == [
        True,
        True,
    ]


def test_a_reader_of_english_and_a_grown_up_who_is_signed_in_are_not_kamu():
    english, grown_up = Client(), Client()
    english.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    grown_up.force_login(make_citizen())
    Client().get("/katalog/p1/")
    assert "kamu" not in voice_of(english, "/katalog/p1/")
    assert voice_of(grown_up, "/katalog/p1/") == {"Anda"}
