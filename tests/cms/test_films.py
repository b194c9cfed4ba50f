"""Films of other sites: a notice in the lesson, a page of ours with a frame, and no other host before the click."""

import pytest
from django.urls import reverse

from cms.films import player_of
from tests.cms.making import make_course, make_lesson

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
FILM = {
    "address": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "title": "Pesan palsu",
    "duration": "3 menit",
    "size": "12 MB",
    "transcript": "<p>Bu Sari menerima pesan.</p>",
}


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=4s", YOUTUBE),
        ("https://m.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?si=abc", YOUTUBE),
        ("https://youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE),
        (YOUTUBE, YOUTUBE),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://vimeo.com/76979871/ab12", "https://player.vimeo.com/video/76979871?h=ab12&dnt=1"),
    ],
)
def test_addresses_as_people_copy_them_lead_to_the_player_that_keeps_no_track(address, shown):
    player = player_of(address)
    assert player is not None
    assert (player.address, player.host) == (shown, shown.split("/")[2])


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/channel/x",
        "https://youtube.com.contoh.id/watch?v=dQw4w9WgXcQ",
        "https://video.contoh.id/1",
        "http://player.vimeo.com.evil.id/video/1",
        "http://www.youtube-nocookie.com/tonton",
        "https://siapa@www.youtube-nocookie.com/tonton",
        "https://www.youtube-nocookie.com:8443/tonton",
        "https://[x",
        "javascript:alert(1)",
    ],
)
def test_other_addresses_have_no_player(address):
    assert player_of(address) is None


def test_the_operator_says_whose_films_may_play(settings):
    settings.VIDEO_HOSTS = ["video.lampungutarakab.go.id"]
    player = player_of("https://video.lampungutarakab.go.id/embed/7")
    assert player is not None
    assert player.address == "https://video.lampungutarakab.go.id/embed/7"
    assert player_of(FILM["address"]) is None


# --- In a lesson --------------------------------------------------------------------------------


@pytest.fixture
def lesson(db, commit_at_once):
    return make_lesson(make_course(), body=[("media", FILM), ("text", "<p>Jaga OTP Anda.</p>")])


def address_of(lesson, number=0):
    return reverse("film", args=["x1", "satu", lesson.body[number].id])


def test_the_lesson_says_whose_film_it_is_and_asks_nothing_of_that_site(client, lesson):
    page = client.get("/katalog/x1/satu/").content.decode()
    assert "Situs itu tahu bahwa Anda membukanya." in page
    assert "Film 3 menit, 12 MB, di situs lain." in page
    assert f'href="{address_of(lesson)}"' in page
    assert "youtube" not in page


def test_the_films_own_page_may_frame_its_host_and_nothing_else(client, lesson):
    answer = client.get(address_of(lesson))
    page = answer.content.decode()
    policy = dict(
        rule.strip().split(" ", 1)
        for rule in answer.headers["Content-Security-Policy"].split(";")
        if rule.strip()
    )
    assert f'<iframe class="media__player" src="{YOUTUBE}"' in page
    assert "Bu Sari menerima pesan." in page
    assert 'href="/katalog/x1/satu/"' in page
    assert (policy["frame-src"], policy["script-src"], policy["default-src"]) == (
        "https://www.youtube-nocookie.com",
        "'self'",
        "'self'",
    )
    lessons_policy = client.get("/katalog/x1/satu/").headers["Content-Security-Policy"]
    assert "frame-src 'self';" in lessons_policy


def test_the_films_page_costs_one_query(client, lesson, django_assert_num_queries):
    client.get(address_of(lesson))
    with django_assert_num_queries(1):
        client.get(address_of(lesson))


def test_a_film_of_another_host_stays_a_link_with_the_notice(client, db, commit_at_once):
    lesson = make_lesson(
        make_course(), body=[("media", FILM | {"address": "https://video.contoh.id/1"})]
    )
    page = client.get("/katalog/x1/satu/").content.decode()
    assert "Situs itu tahu bahwa Anda membukanya." in page
    assert 'href="https://video.contoh.id/1" rel="noopener noreferrer external"' in page
    assert client.get(address_of(lesson)).status_code == 404


def test_only_a_film_of_this_lesson_has_a_page(client, lesson):
    assert client.get(address_of(lesson, 1)).status_code == 404
    unknown = reverse("film", args=["x1", "satu", "6f1c7a52-4c8b-4c53-9c3e-0d5a3b7e2f10"])
    assert client.get(unknown).status_code == 404
    elsewhere = reverse("film", args=["x1", "lain", lesson.body[0].id])
    assert client.get(elsewhere).status_code == 404
    lesson.unpublish()
    assert client.get(address_of(lesson)).status_code == 404
