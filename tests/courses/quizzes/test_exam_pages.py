"""The pages of exams: who may open which, what they cost, and that the key is on none of them."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from courses.people.models import Role
from courses.quizzes.domain.rooms import pause_room
from courses.quizzes.domain.sitting import start_exam
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.models import Answer, Attempt, ExamSession, Seat
from tests.courses.quizzes.answering import right_response, wrong_response
from tests.courses.quizzes.exams import a_room, an_exam, answered, let_in, now_in_ms, sat, seated
from tests.courses.quizzes.making import person
from tests.people import make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db

KEY = re.compile(
    rb"UMPAN|option--right|option--wrong|data-correct|\"(correct|right|key|points|feedback)\""
)


@pytest.fixture
def learner(client):
    learner = person()
    client.force_login(learner)
    return learner


def at(attempt, name, *more):
    return reverse(f"quizzes:exam-{name}", args=[attempt.exam.slug, attempt.pk, *more])


def save(client, attempt, position, response, sequence=None):
    body = {"response": response, "sequence": now_in_ms() if sequence is None else sequence}
    return client.post(at(attempt, "question", position), body, "application/json")


# --- Taking -----------------------------------------------------------------------------------------


def test_everybody_sees_which_exams_there_are_and_what_they_need(client):
    exam = an_exam(needs=("A1",))
    assert exam.title.encode() in client.get("/ujian/").content
    page = client.get(f"/ujian/{exam.slug}/")
    assert b"3" in page.content
    assert reverse("account_login").encode() in page.content


def test_a_learner_begins_answers_and_hands_in(client, learner):
    exam = an_exam()
    page = client.post(reverse("quizzes:begin-exam", args=[exam.slug]), {"way": "alone"})
    attempt = Attempt.objects.with_rules().get()
    assert page.url == at(attempt, "question", 1)
    for position in range(1, 5):
        assert save(client, attempt, position, right_response(attempt, position)).status_code == 200
    assert client.post(at(attempt, "submit")).url == at(attempt, "result")
    attempt.refresh_from_db()
    result = client.get(at(attempt, "result")).content
    assert attempt.receipt.encode() in result
    assert attempt.passed


def test_nothing_of_the_key_leaves_before_or_after_handing_in(client, learner):
    attempt = start_exam(an_exam(), learner)
    pages = [client.get(reverse("quizzes:exam", args=[attempt.exam.slug]))]
    for make in (wrong_response, right_response):
        for position in range(1, 5):
            pages += [
                client.get(at(attempt, "question", position)),
                save(client, attempt, position, make(attempt, position)),
                client.post(at(attempt, "later", position), {"later": "1"}),
            ]
    pages += [client.get(at(attempt, name)) for name in ("review", "sheets", "state")]
    client.post(at(attempt, "submit"))
    pages.append(client.get(at(attempt, "result")))
    for page in pages:
        assert KEY.findall(page.content + str(dict(page.headers)).encode()) == []
        assert page.headers["Cache-Control"] == (
            "max-age=0, no-cache, no-store, must-revalidate, private"
        )


def test_posted_scores_and_foreign_options_are_refused_or_ignored(client, learner):
    attempt = start_exam(an_exam(), learner)
    other = right_response(attempt, 2)
    assert save(client, attempt, 1, other).status_code == 400
    assert save(client, attempt, 1, {"choice": ["x"]}).status_code == 400
    assert save(client, attempt, 1, {"choice": "x" * 9000}).status_code == 413
    assert Answer.objects.count() == 0
    body = {
        "response": wrong_response(attempt, 1) | {"points": 1},
        "sequence": 1,
        "points": 1,
        "correct": True,
        "score": 100,
    }
    client.post(at(attempt, "question", 1), body, "application/json")
    client.post(at(attempt, "submit"), {"score": "100", "passed": "1"})
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (0, False)


def test_saving_an_answer_costs_four_statements_at_most(
    client, learner, django_assert_max_num_queries
):
    exam = an_exam()
    attempt = start_exam(exam, learner, let_in(a_room(exam), learner))
    response = right_response(attempt, 1)
    save(client, attempt, 2, right_response(attempt, 2))
    with django_assert_max_num_queries(4):
        save(client, attempt, 1, response)


def test_another_persons_exam_is_not_found(client, learner):
    attempt = start_exam(an_exam(), person())
    addresses = [at(attempt, name) for name in ("resume", "review", "sheets", "state", "result")]
    addresses.append(at(attempt, "question", 1))
    assert {client.get(address).status_code for address in addresses} == {404}
    assert save(client, attempt, 1, right_response(attempt, 1)).status_code == 404
    assert client.post(at(attempt, "submit")).status_code == 404
    assert client.post(at(attempt, "later", 1), {"later": "1"}).status_code == 404
    assert Answer.objects.count() == 0


def test_a_question_is_put_off_for_later_and_taken_up_again(client, learner):
    attempt = start_exam(an_exam(), learner)
    choice = right_response(attempt, 2)
    client.post(at(attempt, "later", 2), {"later": "1"} | choice)
    attempt.refresh_from_db()
    assert (attempt.marked, Answer.objects.get().response) == ([2], choice)
    client.post(at(attempt, "later", 2), {"later": "0"})
    attempt.refresh_from_db()
    assert attempt.marked == []


def overdue(attempt, minutes):
    moment = timezone.now() - timedelta(minutes=minutes)
    Attempt.objects.filter(pk=attempt.pk).update(deadline=moment)


def test_when_the_time_is_over_the_page_waits_for_what_is_on_the_device(client, learner):
    attempt = answered(start_exam(an_exam(), learner), right=2)
    overdue(attempt, 3)
    page = client.get(at(attempt, "question", 3))
    assert b"data-quiz-over" in page.content
    assert (
        save(client, attempt, 3, right_response(attempt, 3), now_in_ms() - 240_000).status_code
        == 200
    )
    done = client.post(at(attempt, "submit"), follow=True)
    attempt.refresh_from_db()
    assert attempt.correct == 3
    assert len(list(done.context["messages"])) == 1


def test_after_the_grace_the_saved_answers_are_handed_in_at_the_next_look(client, learner):
    attempt = answered(start_exam(an_exam(), learner), right=3)
    overdue(attempt, 11)
    assert client.get(at(attempt, "question", 1)).url == at(attempt, "result")
    attempt.refresh_from_db()
    assert attempt.correct == 3


def test_another_device_resumes_after_the_last_answer(client, learner):
    attempt = answered(start_exam(an_exam(), learner), right=2)
    assert client.get(at(attempt, "resume")).url == at(attempt, "question", 3)


# --- The door of a room -------------------------------------------------------------------------------


def test_who_types_the_pin_waits_and_begins_when_let_in(client, learner):
    session = a_room(an_exam(), admits_at_once=False)
    slug = session.exam.slug
    typed = f"{session.pin[:3]} {session.pin[3:]}"
    page = client.post(reverse("quizzes:enter-room", args=[slug]), {"pin": typed})
    assert page.url == reverse("quizzes:waiting-room", args=[slug])
    state = reverse("quizzes:waiting-state", args=[slug])
    assert client.get(state).json() == {"state": "waiting"}
    begin = reverse("quizzes:begin-exam", args=[slug])
    assert client.post(begin, {"way": "room"}).url == reverse("quizzes:exam", args=[slug])
    Seat.objects.update(admitted_at=timezone.now())
    assert client.get(state).json() == {"state": "ready"}
    client.post(begin, {"way": "room"})
    assert Attempt.objects.get().supervised


def test_the_door_and_the_clock_ask_little(client, learner, django_assert_max_num_queries):
    exam = an_exam()
    seat = let_in(a_room(exam), learner)
    state = reverse("quizzes:waiting-state", args=[exam.slug])
    client.get(state)
    with django_assert_max_num_queries(3):
        client.get(state)
    attempt = start_exam(exam, learner, seat)
    with django_assert_max_num_queries(3):
        client.get(at(attempt, "state"))


def test_pins_cannot_be_tried_in_a_row(client, learner):
    session = a_room(an_exam())
    caches["default"].clear()
    address = reverse("quizzes:enter-room", args=[session.exam.slug])
    wrong = "000000" if session.pin != "000000" else "111111"
    for _try in range(10):
        client.post(address, {"pin": wrong})
    client.post(address, {"pin": session.pin})
    assert Seat.objects.count() == 0


def test_while_the_clocks_stand_still_no_question_is_shown(client, learner):
    session = a_room(an_exam())
    attempt = start_exam(session.exam, learner, let_in(session, learner))
    pause_room(session, session.proctor)
    assert b"data-quiz-form" not in client.get(at(attempt, "question", 1)).content
    assert client.get(at(attempt, "sheets")).json() == {"sheets": []}
    assert client.get(at(attempt, "state")).json()["state"] == "stopped"
    assert save(client, attempt, 1, right_response(attempt, 1)).status_code == 200


# --- Proctors -----------------------------------------------------------------------------------------


def staff_pages(session):
    exam = session.exam
    return [
        reverse("quizzes:rooms"),
        reverse("quizzes:room", args=[session.pk]),
        reverse("quizzes:room-seats", args=[session.pk]),
        reverse("quizzes:room-sheet", args=[session.pk]),
        reverse("quizzes:managed-exams"),
        reverse("quizzes:manage-exam", args=[exam.slug]),
        reverse("quizzes:statistics", args=[exam.slug]),
        reverse("quizzes:attempt-review", args=[exam.slug, Attempt.objects.get().pk]),
        reverse(
            "quizzes:correct-key",
            args=[exam.slug, exam.current.items.first().question_id],
        ),
    ]


def test_a_learner_opens_no_page_of_proctors_or_managers(client, learner):
    session = a_room(an_exam())
    sat(session.exam, learner, right=4)
    assert {client.get(page).status_code for page in staff_pages(session)} == {403}
    for verb in ("panggil", "jeda", "lanjut", "tambah", "keluarkan", "tutup"):
        address = reverse("quizzes:room-act", args=[session.pk, verb])
        assert client.post(address, {"seat": "1", "minutes": "5"}).status_code == 403
    assert ExamSession.objects.get().closed_at is None


def test_whoever_answers_for_exams_opens_every_page(client):
    session = a_room(an_exam())
    sat(session.exam, person(), right=4)
    sign_in_as_staff(client, make_person("Hendra Gunawan", Role.CERTIFIER))
    assert {client.get(page).status_code for page in staff_pages(session)} == {200}


def test_a_trainer_watches_over_a_room_of_their_own_and_no_other(client):
    trainer = make_person("Bambang Setiawan", Role.TRAINER)
    sign_in_as_staff(client, trainer)
    exam, other = an_exam(), a_room(an_exam())
    opened = client.post(
        reverse("quizzes:open-room"),
        {"exam": exam.pk, "place": "Balai desa", "seat_count": "20", "admits_at_once": "on"},
    )
    own = ExamSession.objects.get(proctor=trainer)
    assert opened.url == reverse("quizzes:room", args=[own.pk])
    assert own.pin.encode()[:3] in client.get(opened.url).content
    assert client.get(reverse("quizzes:room", args=[other.pk])).status_code == 404
    assert client.post(reverse("quizzes:room-act", args=[other.pk, "tutup"])).status_code == 404
    assert client.get(reverse("quizzes:managed-exams")).status_code == 403


def test_a_proctor_lets_in_stops_adds_time_and_closes(client):
    session = a_room(an_exam(), admits_at_once=False)
    sign_in_as_staff(client, session.proctor)
    seated(session)

    def act(verb, **fields):
        return client.post(reverse("quizzes:room-act", args=[session.pk, verb]), fields)

    act("panggil")
    assert Seat.objects.get().admitted_at is not None
    act("jeda")
    act("lanjut")
    act("tambah", minutes="5")
    act("tutup")
    session.refresh_from_db()
    assert (session.extra_minutes, session.closed_at is not None) == (5, True)
    assert client.post(reverse("quizzes:room-act", args=[session.pk, "bakar"])).status_code == 404


@pytest.mark.parametrize("minutes", ["", "x", "0", "999"])
def test_minutes_that_are_none_add_nothing(client, minutes):
    session = a_room(an_exam())
    sign_in_as_staff(client, session.proctor)
    client.post(reverse("quizzes:room-act", args=[session.pk, "tambah"]), {"minutes": minutes})
    session.refresh_from_db()
    assert session.extra_minutes == 0


def test_a_room_costs_the_same_for_one_seat_and_for_three(client, django_assert_num_queries):
    session = a_room(an_exam())
    sign_in_as_staff(client, session.proctor)
    address = reverse("quizzes:room-seats", args=[session.pk])

    def sit():
        seat = let_in(session)
        start_exam(session.exam, seat.learner, seat)

    sit()
    client.get(address)
    with django_assert_num_queries(QUERIES_OF_A_ROOM):
        client.get(address)
    sit()
    sit()
    with django_assert_num_queries(QUERIES_OF_A_ROOM):
        client.get(address)


# The session, the roles of the proctor twice, the room, its seats, their totals.
QUERIES_OF_A_ROOM = 6


def test_the_list_of_attempts_costs_the_same_for_one_and_for_three(
    client, django_assert_num_queries
):
    exam = an_exam()
    sign_in_as_staff(client, make_person("Hendra Gunawan", Role.CERTIFIER))
    address = reverse("quizzes:manage-exam", args=[exam.slug])
    sat(exam, person(), right=4)
    client.get(address)
    with django_assert_num_queries(QUERIES_OF_MANAGING):
        client.get(address)
    sat(exam, person(), right=4)
    sat(exam, person(), right=0)
    with django_assert_num_queries(QUERIES_OF_MANAGING):
        client.get(address)


QUERIES_OF_MANAGING = 11


def test_the_form_that_releases_wants_the_name_of_who_accepts_unread_questions(client):
    exam = an_exam()
    type(exam).objects.update(current=None)
    sign_in_as_staff(client, make_person("Hendra Gunawan", Role.CERTIFIER))
    address = reverse("quizzes:release-exam", args=[exam.slug])
    client.post(address)
    exam.refresh_from_db()
    assert exam.current is None
    client.post(address, {"accept": "1"})
    exam.refresh_from_db()
    assert exam.current is not None


def test_a_manager_grants_time_and_tries_by_user_name(client):
    exam, learner = an_exam(), person()
    sign_in_as_staff(client, make_person("Hendra Gunawan", Role.CERTIFIER))
    give = reverse("quizzes:grant", args=[exam.slug, "waktu"])
    assert (
        client.post(give, {"waktu-username": "tidakada", "waktu-percent": "50"}).status_code == 422
    )
    client.post(give, {"waktu-username": learner.username, "waktu-percent": "50"})
    attempt = start_exam(exam, learner)
    assert attempt.deadline - attempt.started_at == timedelta(minutes=90)
    submit_attempt(attempt)
    tries = reverse("quizzes:grant", args=[exam.slug, "coba"])
    client.post(
        tries, {"coba-username": learner.username, "coba-tries": "1", "coba-reason": "Pelatih"}
    )
    assert start_exam(exam, learner).number == 2
