"""Seats and the queue."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.notices.models import Message
from courses.workshops.domain.attendees import Details
from courses.workshops.domain.planning import cancel_workshop, change_plan, move_meeting
from courses.workshops.domain.registering import (
    DoubleError,
    Newcomer,
    accept_offer,
    register,
    settle_overdue_offers,
    withdraw,
)
from courses.workshops.domain.telling import remind_of_meetings
from courses.workshops.models import Registration
from tests.courses.workshops.making import come, first_meeting, make_workshop, note
from tests.people import make_person

pytestmark = pytest.mark.django_db


def states(workshop):
    return [
        (one.attendee.name, one.state)
        for one in workshop.registrations.select_related("attendee").order_by("number")
    ]


def test_who_comes_after_the_last_seat_waits_in_order():
    workshop = make_workshop(capacity=2)

    for name in ("Ani", "Budi", "Cici", "Dedi"):
        come(workshop, name)

    assert states(workshop) == [
        ("Ani", "held"),
        ("Budi", "held"),
        ("Cici", "waiting"),
        ("Dedi", "waiting"),
    ]


def test_a_free_seat_is_offered_to_the_first_of_the_queue_with_a_deadline():
    workshop = make_workshop(capacity=1, starts_at=timezone.now() + timedelta(days=9))
    ani = come(workshop, "Ani")
    cici = come(workshop, "Cici", account=make_person("Cici"))
    come(workshop, "Dedi")

    withdraw(ani)

    cici.refresh_from_db()
    assert states(workshop) == [("Ani", "withdrawn"), ("Cici", "offered"), ("Dedi", "waiting")]
    assert timedelta(hours=23) < cici.offered_until - timezone.now() <= timedelta(hours=24)
    assert [message.subject for message in Message.objects.all()] == [
        "Ada tempat untuk Anda di “Awas Penipuan”"
    ]


def test_a_yes_in_time_takes_the_seat_and_a_late_one_does_not():
    workshop = make_workshop(capacity=1)
    ani, budi = come(workshop, "Ani"), come(workshop, "Budi")
    withdraw(ani)

    accept_offer(budi)

    assert states(workshop) == [("Ani", "withdrawn"), ("Budi", "held")]
    cici = come(workshop, "Cici")
    withdraw(Registration.objects.get(pk=budi.pk))
    Registration.objects.filter(pk=cici.pk).update(offered_until=timezone.now())
    with pytest.raises(ValidationError) as refusal:
        accept_offer(cici)
    assert refusal.value.code == "lapsed"


def test_an_offer_that_nobody_answers_goes_to_the_next():
    workshop = make_workshop(capacity=1)
    ani = come(workshop, "Ani")
    budi = come(workshop, "Budi")
    come(workshop, "Cici")
    withdraw(ani)
    Registration.objects.filter(pk=budi.pk).update(offered_until=timezone.now())

    assert settle_overdue_offers() == 1

    assert states(workshop) == [("Ani", "withdrawn"), ("Budi", "lapsed"), ("Cici", "offered")]
    assert settle_overdue_offers() == 0


def test_more_places_let_the_queue_move_up():
    workshop = make_workshop(capacity=1)
    for name in ("Ani", "Budi", "Cici"):
        come(workshop, name)

    change_plan(workshop, by=workshop.trainer, capacity=2)

    assert states(workshop) == [("Ani", "held"), ("Budi", "offered"), ("Cici", "waiting")]
    assert [
        (change.kind, change.details) for change in workshop.changes.exclude(kind="planned")
    ] == [("changed", {"capacity": [1, 2]})]


def test_somebody_of_the_same_name_and_desa_is_asked_about():
    workshop = make_workshop()
    come(workshop, "Siti Aminah")
    again = Newcomer(Details("Bu SITI  aminah", workshop.area), Registration.Source.LINK)

    with pytest.raises(DoubleError) as question:
        register(workshop, again)

    assert [one.attendee.name for one in question.value.doubles] == ["Siti Aminah"]
    another = Newcomer(again.details, Registration.Source.LINK, is_another=True)
    assert register(workshop, another).state == "held"


def test_an_account_registers_once():
    workshop, siti = make_workshop(), make_person("Siti Aminah")

    assert come(workshop, account=siti) == come(workshop, account=siti)
    assert workshop.registrations.count() == 1


def test_who_withdrew_and_comes_back_stands_at_the_end():
    workshop = make_workshop(capacity=1)
    ani = come(workshop, "Ani", account=make_person("Ani"))
    come(workshop, "Budi")
    withdraw(ani)

    back = come(workshop, "Ani", account=ani.attendee.account)

    assert (back.pk, back.state, back.number) == (ani.pk, "waiting", 3)


def test_registration_ends_when_the_last_meeting_has_begun():
    workshop = make_workshop(starts_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(ValidationError) as refusal:
        register(workshop, Newcomer(Details("Ani"), Registration.Source.LINK))

    assert refusal.value.code == "begun"


def test_a_walk_in_has_a_seat_even_in_a_full_hall():
    workshop = make_workshop(capacity=1, starts_at=timezone.now() - timedelta(minutes=1))
    come(workshop, "Ani")
    newcomer = Newcomer(Details("Budi", workshop.area), Registration.Source.WALK_IN)

    assert register(workshop, newcomer).state == "held"


def test_who_was_present_cannot_withdraw():
    workshop = make_workshop(starts_at=timezone.now() - timedelta(minutes=1))
    ani = come(workshop, "Ani")
    note(workshop, "present", ani)

    with pytest.raises(ValidationError) as refusal:
        withdraw(ani)

    assert refusal.value.code == "present"


def test_moving_and_cancelling_tell_those_with_an_account_and_keep_the_old_time():
    workshop = make_workshop()
    come(workshop, "Siti", account=make_person("Siti"))
    meeting = first_meeting(workshop)
    before, after = meeting.starts_at, meeting.starts_at + timedelta(days=1)

    move_meeting(meeting, after, by=workshop.trainer)
    cancel_workshop(workshop, "Banjir di jalan desa.", by=workshop.trainer)

    assert [(change.kind, change.details) for change in workshop.changes.all()][1:] == [
        ("moved", {"before": before.isoformat(), "to": after.isoformat()}),
        ("cancelled", {"reason": "Banjir di jalan desa."}),
    ]
    assert [message.body for message in Message.objects.order_by("pk")][1:] == [
        "Banjir di jalan desa."
    ]


def test_a_reminder_is_written_once():
    workshop = make_workshop(starts_at=timezone.now() + timedelta(hours=20))
    siti = make_person("Siti")
    come(workshop, "Siti", account=siti)
    come(workshop, "Ani")

    remind_of_meetings()
    remind_of_meetings()

    assert sorted(message.person.display_name for message in Message.objects.all()) == [
        "Bambang Setiawan",
        "Siti",
    ]
