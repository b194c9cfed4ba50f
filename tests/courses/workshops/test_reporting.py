"""Afterwards: what is counted, what it means for certificates, what stays hidden, what is forgotten."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from certificates.models import Attainment
from courses.workshops.domain.attendance import attendance_of
from courses.workshops.domain.cards import issue_card
from courses.workshops.domain.coverage import coverage, hide_small
from courses.workshops.domain.forgetting import forget_old_attendees
from courses.workshops.domain.kits import KitSpec, publish_kit, withdraw_kit
from courses.workshops.domain.lpj import report_pdf
from courses.workshops.domain.printing import cards_pdf, kit_pdf, poster_pdf, sheet_pdf
from courses.workshops.domain.progress import CourseProgress, progress_of
from courses.workshops.domain.record import record_of
from courses.workshops.domain.reporting import is_report_current, send_report
from courses.workshops.domain.surveys import Opinion, keep_opinion, mark_of, satisfaction_of
from courses.workshops.models import Attendee, Kit, Meeting
from courses.workshops.personal_data import erase_for, export_for
from tests.courses.workshops.making import (
    a_kit_spec,
    come,
    make_kit,
    make_running_workshop,
    make_trainer,
    make_workshop,
    note,
)
from tests.people import make_person

pytestmark = pytest.mark.django_db


def held(people: int, trainer=None, **changes):
    """Return a workshop to which so many people came."""
    workshop = make_running_workshop(trainer, **changes)
    for number in range(people):
        note(workshop, "present", come(workshop, f"Peserta {number}", sex="LP"[number % 2]))
    return workshop


# --- The report -------------------------------------------------------------------------------


def test_the_numbers_of_a_report_are_frozen_and_a_change_makes_another_report():
    workshop = held(2)
    first = send_report(workshop, by=workshop.trainer)
    assert is_report_current(workshop, first)

    workshop.costs.create(what="Fotokopi", amount=50_000)
    assert not is_report_current(workshop, first)
    second = send_report(workshop, by=workshop.trainer)

    first.refresh_from_db()
    assert [(one.number, one.numbers["total"]) for one in (first, second)] == [(1, 0), (2, 50_000)]
    assert second.numbers["per_person"] == 25_000


def test_no_name_is_in_the_numbers_of_a_report():
    workshop = held(3)

    report = send_report(workshop, by=workshop.trainer)

    assert "Peserta" not in str(report.numbers)


def test_a_reported_workshop_counts_for_trainer_and_those_with_an_account():
    trainer, siti = make_trainer(), make_person("Siti")
    workshop = held(4, trainer, meetings=2)
    note(workshop, "present", come(workshop, account=siti))

    send_report(workshop, by=trainer)
    send_report(workshop, by=trainer)

    assert sorted(
        (one.key, one.share, one.portfolio.account_id) for one in Attainment.objects.all()
    ) == [("attendance:K3", 50, siti.pk), ("workshop-led", None, trainer.pk)]


def test_four_people_at_a_table_are_no_workshop_led():
    workshop = held(4)

    send_report(workshop, by=workshop.trainer)

    assert Attainment.objects.count() == 0


def test_the_record_of_a_facilitator_holds_what_was_reported():
    trainer = make_trainer()
    send_report(held(5, trainer, meetings=2), by=trainer)
    make_workshop(trainer)

    record = record_of(trainer)

    assert [(one.title, one.sessions, one.people, one.was_lead) for one in record.workshops] == [
        ("K3 Awas Penipuan", 2, 5, True)
    ]
    assert (record.sessions, record.hours, record.people) == (2, 3, 5)


# --- Satisfaction -----------------------------------------------------------------------------


def test_satisfaction_is_between_25_and_100_with_the_marks_of_the_regulation():
    workshop = held(1)
    for elements in ((4,) * 9, (3,) * 9):
        keep_opinion(workshop, Opinion(elements), "x")

    found = satisfaction_of(list(workshop.survey_answers.all()))

    assert (found.index, found.mark, found.elements[0]) == (Decimal("87.50"), "B", Decimal("87.50"))
    assert [mark_of(Decimal(index))[0] for index in ("25", "64.99", "65", "76.61", "88.31")] == [
        "D",
        "D",
        "C",
        "B",
        "A",
    ]
    assert satisfaction_of([]) is None


# --- Coverage ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ([0, 12, 30], [0, 12, 30]),
        ([3, 12, 30], [None, None, 30]),
        ([3, 4, 30], [None, None, 30]),
        ([3, 0, 0], [None, 0, 0]),
        ([], []),
    ],
)
def test_small_cells_are_hidden_and_the_sum_does_not_give_one_away(people, shown):
    assert hide_small(people) == shown


def test_coverage_counts_the_newest_report_of_each_workshop():
    trainer = make_trainer()
    workshop = held(6, trainer)
    send_report(workshop, by=trainer)
    workshop.costs.create(what="Kudapan", amount=60_000)
    send_report(workshop, by=trainer)

    found = coverage()

    district = next(one for one in found.districts if one.area.name == "Sungkai Utara")
    assert (found.reached, found.workshops, found.people, found.per_person) == (1, 1, 6, 10_000)
    assert [
        (village.area.name, village.shown) for village in district.villages if village.is_reached
    ] == [("Ogan Jaya", 6)]
    assert found.villages == 247


@pytest.mark.parametrize("count", [1, 3])
def test_coverage_costs_the_same_for_one_report_and_three(count, django_assert_num_queries):
    trainer = make_trainer()
    for _place in range(count):
        send_report(held(1, trainer), by=trainer)

    with django_assert_num_queries(2):
        coverage()


# --- Forgetting -------------------------------------------------------------------------------


def test_names_go_after_a_year_and_the_numbers_stay():
    workshop = held(2)
    report = send_report(workshop, by=workshop.trainer)
    long_ago = timezone.now() - timedelta(days=400)
    Meeting.objects.update(starts_at=long_ago)
    Attendee.objects.update(made_at=long_ago)

    assert forget_old_attendees() == 2
    assert forget_old_attendees() == 0

    assert {attendee.name for attendee in Attendee.objects.all()} == {""}
    report.refresh_from_db()
    assert report.numbers["by_sex"] == {"L": 1, "P": 1, "-": 0}
    assert report_pdf(report).startswith(b"%PDF")


def test_a_person_sees_what_is_held_and_it_goes_with_the_account():
    siti = make_person("Siti")
    workshop = held(1)
    registration = come(workshop, "Siti", account=siti, phone="+628123456789")
    note(workshop, "present", registration)
    card = issue_card(registration.attendee, by=siti)

    held_data = export_for(siti)
    erase_for(siti)

    assert held_data["attendee"][0]["phone"] == "+628123456789"
    assert held_data["learner_cards"][0]["number"] == card.number
    assert [fact["what"] for fact in held_data["workshops"][0]["facts"]] == ["hadir"]
    assert export_for(siti)["attendee"] == []
    registration.attendee.refresh_from_db()
    assert (registration.attendee.name, registration.attendee.phone) == ("", "")


# --- Kits and papers --------------------------------------------------------------------------


def test_a_kit_is_published_once_changed_and_withdrawn():
    assert [publish_kit(a_kit_spec()), publish_kit(a_kit_spec())] == [True, False]
    assert publish_kit(a_kit_spec(title="Lain")) is True
    assert KitSpec.from_content(Kit.objects.get()) == a_kit_spec(title="Lain")

    withdraw_kit("K3")

    assert list(Kit.objects.published()) == []


def test_every_paper_is_a_tagged_archival_pdf():
    workshop = held(3)
    workshop.costs.create(what="Fotokopi #1 *", amount=5_000)
    keep_opinion(workshop, Opinion((4,) * 9), "x")
    registrations = list(workshop.registrations.all())
    report = send_report(workshop, by=workshop.trainer)
    papers = {
        "kit": kit_pdf(make_kit()),
        "poster": poster_pdf(workshop),
        "cards": cards_pdf([issue_card(one.attendee, by=None) for one in registrations], "Kartu"),
        "sheet": sheet_pdf(workshop),
        "report": report_pdf(report),
    }

    assert [
        name for name, pdf in papers.items() if b"/MarkInfo" not in pdf or b"pdfaid" not in pdf
    ] == []


def test_the_courses_that_people_went_on_with_are_shown():
    from courses.catalogue.models import Course
    from courses.learning.models import Enrolment

    siti = make_person("Siti")
    workshop = held(1)
    come(workshop, account=siti)
    note(workshop, "present", workshop.registrations.get(attendee__account=siti))
    course = Course.objects.create(code="W6", slug="aman")
    version = course.versions.create(number=1, digest="x", title="Aman di Dunia Digital")
    Enrolment.objects.create(
        learner=siti, course=course, version=version, completed_at=timezone.now()
    )

    found = progress_of(workshop, attendance_of(workshop).came)

    assert found == [CourseProgress("W6", "W6", 1, 1)]
