"""What was noted: once, honestly, and never overwritten."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from courses.workshops.domain.attendance import attendance_of
from courses.workshops.domain.attendees import merge_attendees, suggestions_for
from courses.workshops.domain.cards import Standing, issue_card, read_card, replace_card, text_of
from courses.workshops.domain.checking_in import check_in, refuse_code
from courses.workshops.domain.screen_codes import code_of, minute_of
from courses.workshops.domain.uuids import uuid7
from courses.workshops.models import LearnerCard, WorkshopFact
from tests.courses.workshops.making import (
    come,
    first_meeting,
    make_running_workshop,
    make_trainer,
    make_workshop,
    note,
)
from tests.people import make_citizen, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    return make_running_workshop()


def verdicts(workshop):
    return [(fact.verdict, fact.reason) for fact in workshop.facts.order_by("received_at")]


def test_the_same_fact_sent_twice_is_one_fact(workshop):
    siti, key = come(workshop), uuid7()

    first = note(workshop, "present", siti, key=key)
    second = note(workshop, "present", siti, key=key)

    assert (first.status, second.status) == ("ok", "dup")
    assert verdicts(workshop) == [("counts", "")]


def test_a_second_scan_is_recorded_and_counts_nothing(workshop):
    siti = come(workshop)
    note(workshop, "present", siti)

    again = note(workshop, "present", siti)

    assert (again.status, again.sentence) == (
        "refused",
        "Siti Aminah sudah tercatat. Tidak ada yang dihitung dua kali.",
    )
    assert verdicts(workshop) == [("counts", ""), ("refused", "again")]


def test_a_correction_keeps_the_old_value(workshop):
    siti = come(workshop)
    present = note(workshop, "present", siti)

    note(workshop, "absent", siti)

    corrected = WorkshopFact.objects.get(kind="absent")
    assert corrected.corrects_id == present.id
    assert WorkshopFact.objects.get(pk=present.id).verdict == "counts"
    assert attendance_of(workshop).people == 0
    assert note(workshop, "present", siti).status == "ok"
    assert attendance_of(workshop).people == 1


def test_the_share_is_of_all_planned_meetings():
    workshop = make_running_workshop(meetings=4)
    siti = come(workshop)
    note(workshop, "present", siti)

    assert [row.share for row in attendance_of(workshop).rows] == [25]


def test_an_early_scan_is_refused_with_its_sentence():
    workshop = make_workshop(starts_at=timezone.now() + timedelta(hours=3))
    siti = come(workshop)

    early = note(workshop, "present", siti)

    assert (early.reason, early.sentence) == (
        "early",
        "Pertemuan ini belum mulai. Kehadiran dicatat mulai satu jam sebelumnya.",
    )


def test_after_the_day_only_the_paper_sheet_counts():
    workshop = make_workshop(starts_at=timezone.now() - timedelta(days=2))
    siti, ani = come(workshop), come(workshop, "Ani")

    assert note(workshop, "present", siti).reason == "over"
    assert note(workshop, "present", ani, method="paper").status == "ok"


def test_a_phone_whose_clock_is_ahead_does_not_note_the_future(workshop):
    siti = come(workshop)

    note(workshop, "present", siti, at=timezone.now() + timedelta(days=3))

    assert WorkshopFact.objects.get().occurred_at <= timezone.now()


def test_counted_people_have_no_names_and_never_fall_below_zero(workshop):
    for amount in (1, 1, 1, -1):
        note(workshop, "count", amount=amount, sex="P")

    refused = note(workshop, "count", amount=-1, sex="L")

    assert attendance_of(workshop).by_sex() == {"L": 0, "P": 2, "-": 0}
    assert refused.reason == "nothing_to_take"


def test_a_fact_of_another_workshops_meeting_or_person_is_refused(workshop):
    other = make_running_workshop()
    theirs = come(other, "Orang Lain")

    assert note(workshop, "present", theirs).reason == "unknown"
    assert note(workshop, "present", come(workshop), meeting=first_meeting(other)).reason == (
        "other_meeting"
    )


# --- Cards ------------------------------------------------------------------------------------


def scan(workshop, text):
    answer = note(workshop, "present", method="card", card=text)
    return answer.status, answer.reason


def test_a_genuine_card_notes_its_owner_and_its_letters_are_not_kept(workshop):
    siti = come(workshop)
    card = issue_card(siti.attendee, by=None)

    assert scan(workshop, text_of(card)) == ("ok", "")
    assert WorkshopFact.objects.get().body == {"method": "card", "card": card.number}


def test_a_forged_card_an_old_one_and_one_of_another_regency_each_have_their_reason(workshop):
    siti = come(workshop)
    card = issue_card(siti.attendee, by=None)
    genuine = text_of(card)
    another = LearnerCard(attendee=siti.attendee, valid_until=date(2024, 1, 1))

    assert scan(workshop, genuine.replace(card.number, "ZZZZZZZZ")) == ("refused", "forged")
    assert scan(workshop, genuine.replace(":1803:", ":1871:")) == ("refused", "other_regency")
    assert scan(workshop, text_of(another)) == ("refused", "expired")
    assert scan(workshop, "https://example.com/") == ("refused", "unreadable")
    assert read_card(genuine).standing == Standing.GENUINE
    assert attendance_of(workshop).people == 0


def test_a_lost_card_is_refused_after_it_was_replaced(workshop):
    siti = come(workshop)
    old = text_of(issue_card(siti.attendee, by=None))

    new = text_of(replace_card(siti.attendee, by=workshop.trainer))

    assert scan(workshop, old) == ("refused", "revoked")
    assert scan(workshop, new) == ("ok", "")


def test_a_card_that_was_just_used_elsewhere_is_flagged_as_a_possible_photo(workshop):
    siti = come(workshop)
    text = text_of(issue_card(siti.attendee, by=None))
    elsewhere = make_running_workshop()
    elsewhere.registrations.create(
        attendee=siti.attendee, state="held", source="trainer", number=1, row_code="ABC"
    )
    note(elsewhere, "present", method="card", card=text)

    assert scan(workshop, text) == ("ok", "elsewhere")
    assert WorkshopFact.objects.get(workshop=workshop).verdict == "flagged"


def test_a_card_of_somebody_who_is_not_on_the_list_says_so(workshop):
    elsewhere = make_running_workshop()
    budi = come(elsewhere, "Budi")
    card = issue_card(budi.attendee, by=None)
    stranger = make_running_workshop()
    cici = come(stranger, "Cici")
    stranger.registrations.update(state="withdrawn")

    assert scan(workshop, text_of(card)) == ("refused", "wrong_workshop")
    assert scan(workshop, text_of(issue_card(cici.attendee, by=None))) == (
        "refused",
        "not_registered",
    )


# --- The code on the screen -------------------------------------------------------------------


def test_a_fresh_code_notes_its_owner_once(workshop):
    siti, meeting = come(workshop), first_meeting(workshop)
    now = timezone.now()
    code = code_of(meeting, minute_of(now))

    assert refuse_code(meeting, minute_of(now), code, now) == ""
    assert check_in(meeting, siti, minute_of(now)).status == "ok"
    assert check_in(meeting, siti, minute_of(now)).reason == "again"


def test_a_forwarded_picture_of_the_screen_is_refused_and_recorded(workshop):
    meeting = first_meeting(workshop)
    then = timezone.now() - timedelta(minutes=10)

    sentence = refuse_code(
        meeting, minute_of(then), code_of(meeting, minute_of(then)), timezone.now()
    )

    assert sentence == (
        "Kode ini sudah lewat: kode berganti tiap menit. Pindai yang sekarang ada di layar pelatih."
    )
    assert verdicts(workshop) == [("refused", "forwarded")]


def test_the_code_of_another_meeting_is_not_this_ones(workshop):
    other, now = make_running_workshop(), timezone.now()
    code = code_of(first_meeting(other), minute_of(now))

    refuse_code(first_meeting(workshop), minute_of(now), code, now)

    assert verdicts(workshop) == [("refused", "forged_code")]


def test_somebody_registered_elsewhere_is_told_that_this_is_another_workshop(workshop):
    budi = come(make_running_workshop(), "Budi")

    noted = check_in(first_meeting(workshop), budi, 1)

    assert noted.reason == "wrong_workshop"
    assert verdicts(workshop) == [("refused", "wrong_workshop")]


# --- Merging ----------------------------------------------------------------------------------


def test_alike_people_are_suggested_and_merged_only_by_a_person():
    trainer = make_trainer()
    first, second = make_running_workshop(trainer), make_running_workshop(trainer)
    old, new = come(first, "Siti Aminah"), come(second, "Sity Aminah")
    note(second, "present", new)

    pairs = suggestions_for(second, trainer)
    assert [(pair.attendee.name, pair.other.name) for pair in pairs] == [
        ("Sity Aminah", "Siti Aminah")
    ]
    merge_attendees(old.attendee, new.attendee, by=trainer)

    assert suggestions_for(second, trainer) == []
    assert [row.registration.attendee.name for row in attendance_of(second).came] == ["Siti Aminah"]


def test_two_rows_of_one_workshop_become_one_with_the_facts_of_both():
    workshop = make_running_workshop(meetings=2)
    one, double = come(workshop, "Siti Aminah"), come(workshop, "Siti Aminah")
    note(workshop, "present", double)

    merge_attendees(one.attendee, double.attendee, by=workshop.trainer)

    assert attendance_of(workshop).people == 1
    change = workshop.changes.get(kind="merged")
    assert change.details["facts"] == [str(WorkshopFact.objects.get().pk)]


def test_people_of_another_trainers_workshop_are_not_suggested():
    first, second = (
        make_running_workshop(make_trainer("A")),
        make_running_workshop(make_trainer("B")),
    )
    come(first, "Siti Aminah")
    come(second, "Siti Aminah")

    assert suggestions_for(second, second.trainer) == []


def test_an_account_within_reach_is_suggested_for_a_provisional_person():
    trainer = make_trainer()
    workshop = make_running_workshop(trainer)
    from courses.people.models import TrainerProfile

    TrainerProfile.objects.create(person=trainer).areas.add(workshop.area.parent)
    make_citizen("Siti Aminah", area=workshop.area)
    make_person("Siti Aminah")
    come(workshop, "Siti Aminah")

    assert [(pair.is_account, pair.alike) for pair in suggestions_for(workshop, trainer)] == [
        (True, 100)
    ]
