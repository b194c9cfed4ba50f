"""The public pages: the same for everybody, few queries, and a learner's own on top."""

import pytest
from django.test import Client

from cms.models import CoursePage
from courses.catalogue.models import Lesson
from courses.learning.domain import record_practice
from tests.cms.making import SPOT, make_card, make_course, make_lesson, make_quiz
from tests.people import make_citizen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commit_at_once")]

LESSON = "/katalog/x1/satu/"


@pytest.fixture
def course() -> CoursePage:
    course = make_course(needs=["aman"])
    make_lesson(course, body=[("practice_spot", SPOT), ("text", "<p>Jaga OTP Anda.</p>")])
    make_quiz(course)
    return course


@pytest.mark.parametrize("address", ["/", "/katalog/", "/katalog/x1/", LESSON])
def test_a_public_page_is_the_same_bytes_for_every_guest_and_sets_no_cookie(course, address):
    one, other = Client().get(address), Client(headers={"user-agent": "another"}).get(address)
    assert one.content == other.content
    assert "csrfmiddlewaretoken" not in one.content.decode()
    assert one.cookies == {}
    assert one.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert "Cookie" in one.headers["Vary"]


def test_a_page_that_has_not_changed_is_not_sent_again(client, course):
    etag = client.get(LESSON).headers["ETag"]
    again = client.get(LESSON, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_changed_lesson_is_seen_at_once(client, course):
    client.get(LESSON)
    lesson = course.get_children().first().specific
    lesson.title = "Judul baru"
    lesson.save_revision().publish()
    assert "<h1>Judul baru</h1>" in client.get(LESSON).content.decode()


def test_the_catalogue_costs_the_same_for_one_course_and_thirty(client, django_assert_num_queries):
    make_course("A1")
    client.get("/katalog/")
    with django_assert_num_queries(2):
        client.get("/katalog/?tingkat=dasar")
    for number in range(2, 31):
        make_course(f"A{number}")
    with django_assert_num_queries(2):
        page = client.get("/katalog/?tingkat=dasar").content.decode()
    assert page.count("<article") == 30


def test_a_guests_lesson_costs_one_query_once_it_is_kept(client, course, django_assert_num_queries):
    client.get(LESSON)
    with django_assert_num_queries(1):
        client.get(LESSON)


def test_a_learners_lesson_costs_three_queries(client, course, django_assert_num_queries):
    learner = make_citizen()
    lesson = Lesson.objects.get(kind="lesson")
    record_practice(learner, lesson, "tandai", 1, 1)
    client.force_login(learner)
    client.get(LESSON)
    with django_assert_num_queries(3):
        client.get(LESSON)


def test_a_learners_course_page_costs_the_same_for_one_lesson_and_three(
    client, course, django_assert_num_queries
):
    client.force_login(make_citizen())
    client.get("/katalog/x1/")
    with django_assert_num_queries(4):
        client.get("/katalog/x1/")
    make_lesson(course, "dua")
    make_lesson(course, "tiga")
    client.get("/katalog/x1/")
    with django_assert_num_queries(4):
        client.get("/katalog/x1/")


def test_a_learner_sees_what_is_done_and_where_to_go_on(client, course):
    learner = make_citizen()
    record_practice(learner, Lesson.objects.get(kind="lesson"), "tandai", 1, 1)
    client.force_login(learner)
    page = client.get("/katalog/x1/").content.decode()
    assert "lesson-row--done" in page
    assert 'href="/kuis/x1/"' in page
    assert "lesson-row--done" not in Client().get("/katalog/x1/").content.decode()
    answer = client.get(LESSON)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert f'data-learner="{learner.public_id}"' in answer.content.decode()


def test_home_offers_a_learner_the_lesson_to_go_on_with(client, course):
    learner = make_citizen()
    record_practice(learner, Lesson.objects.get(kind="lesson"), "tandai", 1, 1)
    client.force_login(learner)
    assert 'href="/kuis/x1/"' in client.get("/").content.decode()


def test_filters_narrow_the_catalogue_and_unknown_ones_are_ignored(client):
    make_course("W1", title="Untuk warga", needs=["aman"])
    make_course("A1", title="Untuk pegawai", audiences=["asn"])
    assert "Untuk pegawai" not in client.get("/katalog/?untuk=warga").content.decode()
    assert "Untuk warga" not in client.get("/katalog/?untuk=asn").content.decode()
    assert "Untuk warga" in client.get("/katalog/?urusan=aman&tingkat=dasar").content.decode()
    both = client.get("/katalog/?untuk=%27--&x=1").content.decode()
    assert ("Untuk warga" in both, "Untuk pegawai" in both) == (True, True)
    nothing = client.get("/katalog/?untuk=pelatih").content.decode()
    assert 'class="empty"' in nothing


def test_what_is_not_live_is_not_found(client, course):
    assert client.get("/katalog/x1/tidak-ada/").status_code == 404
    assert client.get("/katalog/tidak-ada/").status_code == 404
    course.unpublish()
    assert client.get("/katalog/x1/").status_code == 404
    assert client.get(LESSON).status_code == 404


def test_the_address_of_a_quiz_page_leads_to_the_quiz(client, course):
    assert client.get("/katalog/x1/kuis/").headers["Location"] == "/kuis/x1/"


def test_words_of_editors_are_escaped(client):
    course = make_course("X2", title="<script>alert(1)</script>")
    make_lesson(
        course, title="<img onerror=x>", body=[("practice_spot", SPOT | {"message": "<b>x</b>"})]
    )
    page = (
        client.get("/katalog/x2/").content.decode()
        + client.get("/katalog/x2/satu/").content.decode()
    )
    assert "<script>alert" not in page
    assert "<img onerror" not in page
    assert "<b>x</b>" not in page


def test_the_course_page_warns_of_a_stale_service(client, course):
    course.services.create(card=make_card(checked_on=None))
    course.save_revision().publish()
    assert "notice--info" in client.get("/katalog/x1/").content.decode()


# --- Practices without JavaScript -------------------------------------------------------------------


def practice_address(practice: str = "tandai") -> str:
    return f"/belajar/latihan/{Lesson.objects.get(kind='lesson').key}/{practice}/"


def test_a_guests_try_is_answered_on_the_lesson_and_stores_nothing(course):
    guest = Client(enforce_csrf_checks=True)
    answer = guest.post(practice_address(), {"choice": ["0"]})
    page = answer.content.decode()
    assert "option--right" in page
    assert "notice--success" in page
    assert (answer.cookies, answer.headers["Cache-Control"]) == ({}, "no-store")


def test_a_wrong_tick_is_said_kindly(client, course):
    page = client.post(practice_address(), {"choice": ["0", "1"]}).content.decode()
    assert "option--wrong" in page
    assert "Salam itu biasa." in page
    assert "notice--warning" in page


def test_a_learners_try_needs_the_token_and_is_kept(course):
    learner = make_citizen()
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    assert client.post(practice_address(), {"choice": ["0"]}).status_code == 403

    token = (
        client.get(LESSON)
        .content.decode()
        .split('name="csrfmiddlewaretoken" value="')[1]
        .split('"')[0]
    )
    client.post(practice_address(), {"choice": ["0"], "csrfmiddlewaretoken": token})
    client.get("/katalog/x1/")
    assert "lesson-row--done" in client.get("/katalog/x1/").content.decode()


@pytest.mark.parametrize("practice", ["tidak-ada", "kuis"])
def test_an_unknown_practice_is_not_found(client, course, practice):
    assert client.post(practice_address(practice)).status_code == 404


def test_a_practice_answers_no_get(client, course):
    assert client.get(practice_address()).status_code == 405
