"""Who watches over a room, and what they do there."""

import pytest
from django.urls import reverse

from courses.people.models import Role
from courses.quizzes.models import Attempt, ExamSession, Seat
from tests.courses.quizzes.exams import a_room, an_exam, sat, seated
from tests.courses.quizzes.making import person
from tests.people import make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db


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
