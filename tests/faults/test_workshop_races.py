"""A hall fills up in one second, and two phones note one person: on PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connections

from courses.workshops.domain.attendees import Details
from courses.workshops.domain.facts import NewFact, record_facts
from courses.workshops.domain.registering import Newcomer, register
from courses.workshops.domain.uuids import uuid7
from courses.workshops.models import Registration, WorkshopFact
from tests.courses.workshops.making import (
    come,
    first_meeting,
    make_running_workshop,
    make_workshop,
)

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

PEOPLE, SEATS = 50, 20


def at_once(work, times):
    """Do the work in so many threads that all begin at the same moment; return what each gave."""
    ready = threading.Barrier(times)

    def one(number):
        close_old_connections()
        try:
            ready.wait(60)
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(one, range(times)))


def test_50_simultaneous_registrations_for_20_seats_give_20_and_a_queue_in_order():
    workshop = make_workshop(capacity=SEATS)

    def come_in(number):
        newcomer = Newcomer(
            Details(f"Warga {number}", workshop.area), Registration.Source.LINK, is_another=True
        )
        return register(workshop, newcomer).pk

    at_once(come_in, PEOPLE)

    rows = list(workshop.registrations.order_by("number").values_list("number", "state"))
    assert rows == [
        (number, "held" if number <= SEATS else "waiting") for number in range(1, PEOPLE + 1)
    ]
    came = list(workshop.registrations.order_by("registered_at").values_list("number", flat=True))
    assert sorted(came) == list(range(1, PEOPLE + 1))


def test_two_phones_that_note_one_person_count_one_presence():
    workshop = make_running_workshop()
    siti, meeting = come(workshop), first_meeting(workshop)

    def note(_number):
        fact = NewFact(
            uuid7(), "present", meeting.starts_at, meeting.pk, siti.pk, {"method": "name"}
        )
        return record_facts(workshop, [fact], by=workshop.trainer)[0].status

    answers = at_once(note, 10)

    assert sorted(answers) == ["ok", *["refused"] * 9]
    assert WorkshopFact.objects.counting().count() == 1
