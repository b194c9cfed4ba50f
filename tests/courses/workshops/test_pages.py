"""The pages: who may open them, what they answer, and what they cost."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from certificates.domain.papers import qr_picture
from courses.people.models import Role
from courses.workshops.domain.attendees import Details, attendee_for
from courses.workshops.domain.cards import issue_card, text_of
from courses.workshops.domain.screen_codes import code_of, minute_of
from courses.workshops.domain.uuids import uuid7
from courses.workshops.models import Photo, Registration, Report, Workshop, WorkshopFact
from tests.courses.workshops.making import (
    come,
    first_meeting,
    make_kit,
    make_running_workshop,
    make_trainer,
    make_workshop,
    note,
)
from tests.people import make_citizen, make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db

OF_ONE_WORKSHOP = [
    "workshop",
    "change",
    "co-trainers",
    "cancel",
    "add-meeting",
    "people",
    "add-person",
    "walk-in",
    "attendance",
    "paper",
    "faces",
    "projector",
    "report",
    "type-survey",
    "poster",
    "sheet",
    "cards",
]
POSTED = ["merge", "note-one", "seat-card", "send-report", "add-cost", "upload-photo", "facts"]


@pytest.fixture
def workshop():
    return make_running_workshop()


@pytest.fixture
def trainer(workshop, client):
    sign_in_as_staff(client, workshop.trainer)
    return workshop.trainer


def at(name, workshop, *more):
    return reverse(f"workshops:{name}", args=[workshop.pk, *more])


# --- Whose workshop ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", OF_ONE_WORKSHOP)
def test_its_own_trainer_opens_every_page(client, workshop, trainer, name):
    come(workshop)

    assert client.get(at(name, workshop)).status_code == 200


def test_another_trainer_finds_none_of_the_pages(client, workshop):
    siti = come(workshop)
    card = issue_card(siti.attendee, by=None)
    meeting = first_meeting(workshop)
    photo = Photo.objects.create(workshop=workshop, path="x", caption="x")
    sign_in_as_staff(client, make_trainer("Orang Lain"))

    answers = {name: client.get(at(name, workshop)).status_code for name in OF_ONE_WORKSHOP}
    answers |= {
        name: client.post(at(name, workshop), {"card": card.pk, "meeting": meeting.pk}).status_code
        for name in POSTED
    }
    answers |= {
        "withdraw": client.post(at("withdraw-person", workshop, siti.pk)).status_code,
        "card": client.post(at("new-card", workshop, siti.attendee_id)).status_code,
        "screen": client.get(at("screen", workshop, meeting.pk)).status_code,
        "code": client.get(at("screen-code", workshop, meeting.pk)).status_code,
        "move": client.get(at("move-meeting", workshop, meeting.pk)).status_code,
        "photo": client.get(at("photo", workshop, photo.pk)).status_code,
        "pdf": client.get(at("report-paper", workshop, 1)).status_code,
    }

    assert {name: status for name, status in answers.items() if status != 404} == {}


@pytest.mark.parametrize(
    "role", [None, Role.CITIZEN, Role.TEACHER, Role.UNIT_HEAD, Role.CERTIFIER, Role.EDITOR]
)
def test_no_other_role_reaches_the_people_of_a_workshop(client, workshop, role):
    sign_in_as_staff(client, make_person("Orang", role))

    assert client.get(at("people", workshop)).status_code == 403


def test_an_administrator_and_a_co_trainer_reach_it(client, workshop):
    helper = make_trainer("Pendamping")
    workshop.co_trainers.add(helper)

    for person in (helper, make_person("Admin", Role.ADMIN)):
        sign_in_as_staff(client, person)
        assert client.get(at("people", workshop)).status_code == 200


def test_a_person_of_another_workshop_cannot_be_merged_or_withdrawn_here(client, workshop, trainer):
    theirs = come(make_running_workshop(), "Milik Orang")
    mine = come(workshop, "Milik Saya")

    answers = [
        client.post(at("withdraw-person", workshop, theirs.pk)).status_code,
        client.post(at("new-card", workshop, theirs.attendee_id)).status_code,
        client.post(
            at("merge", workshop), {"attendee": mine.attendee_id, "other": theirs.attendee_id}
        ).status_code,
        client.post(
            at("merge", workshop),
            {"attendee": mine.attendee_id, "account": make_citizen("Jauh").public_id},
        ).status_code,
    ]

    # A citizen who says no area is within every trainer's reach; the others are not.
    assert answers[:3] == [404, 404, 404]
    assert answers[3] == 302


def test_a_random_card_number_adds_nobody(client, workshop, trainer):
    card = issue_card(come(make_running_workshop(), "Budi").attendee, by=None)

    answer = client.post(
        at("seat-card", workshop), {"card": card.pk, "meeting": first_meeting(workshop).pk}
    )

    assert answer.status_code == 404


# --- Planning ---------------------------------------------------------------------------------


def test_five_fields_make_a_workshop(client):
    make_kit()
    person = make_trainer()
    sign_in_as_staff(client, person)
    kit = make_workshop(person).kit

    client.post(
        reverse("workshops:new"),
        {
            "kit": kit.pk,
            "area": "18.03.08.2005",
            "starts_at": "2031-05-10T09:00",
            "place": "Balai Desa",
            "funding": "dana_desa",
            "meetings": 2,
            "capacity": 25,
            "is_listed": "on",
        },
    )

    planned = Workshop.objects.exclude(registrations__isnull=False).latest("planned_at")
    days = [timezone.localtime(m.starts_at).isoformat() for m in planned.meetings.all()]
    assert days == ["2031-05-10T09:00:00+07:00", "2031-05-17T09:00:00+07:00"]


def test_a_time_that_has_passed_is_refused_and_nothing_is_planned(client):
    make_kit()
    sign_in_as_staff(client, make_trainer())
    kit = make_kit()

    answer = client.post(
        reverse("workshops:new"),
        {"kit": kit.pk, "area": "18.03.08.2005", "starts_at": "2020-05-10T09:00"},
    )

    assert answer.context["form"].errors["starts_at"] == [
        "Waktu ini sudah lewat. Pilih waktu yang akan datang."
    ]
    assert Workshop.objects.count() == 0


# --- The day ----------------------------------------------------------------------------------


def post_facts(client, workshop, *facts):
    stated = [
        {"id": str(uuid7()), "occurred": timezone.now().isoformat(), **fact} for fact in facts
    ]
    answer = client.post(
        at("facts", workshop), json.dumps({"facts": stated}), content_type="application/json"
    )
    return answer.json()["results"]


def test_a_batch_is_answered_fact_by_fact(client, workshop, trainer):
    siti, meeting = come(workshop), str(first_meeting(workshop).pk)
    card = text_of(issue_card(siti.attendee, by=None))
    body = {"method": "card", "card": card}

    results = post_facts(
        client,
        workshop,
        {"kind": "present", "meeting": meeting, "body": body},
        {"kind": "present", "meeting": meeting, "body": body},
        {"kind": "present", "meeting": meeting, "body": {"method": "magic"}},
        {"kind": "before", "meeting": meeting, "body": {"face": 3}},
        {"kind": "before", "meeting": meeting, "body": {"face": 9}},
    )

    assert [(each["status"], each["reason"]) for each in results] == [
        ("ok", ""),
        ("refused", "again"),
        ("ok", ""),
        ("rejected", "shape"),
        ("rejected", "shape"),
    ]
    assert results[0]["registration"] == str(siti.pk)


@pytest.mark.parametrize("body", ["", "[]", '{"facts": 3}', '{"facts": [null, 4]}', "\x00"])
def test_what_is_no_batch_is_refused_with_a_sentence(client, workshop, trainer, body):
    answer = client.post(at("facts", workshop), body, content_type="application/json")

    assert answer.status_code in (200, 400, 413)
    assert WorkshopFact.objects.count() == 0


def test_the_attendance_costs_the_same_for_one_person_and_three(
    client, workshop, trainer, django_assert_num_queries
):
    for names in (["Ani"], ["Budi", "Cici"]):
        for name in names:
            note(workshop, "present", come(workshop, name))
        client.get(at("attendance", workshop))
        with django_assert_num_queries(7):
            client.get(at("attendance", workshop))


def test_the_list_of_people_costs_the_same_for_one_person_and_three(
    client, workshop, trainer, django_assert_num_queries
):
    for names in (["Ani"], ["Budi", "Cici"]):
        for name in names:
            come(workshop, name)
        client.get(at("people", workshop))
        with django_assert_num_queries(11):
            client.get(at("people", workshop))


def test_rows_of_the_paper_sheet_are_ticked_in_and_unknown_ones_named(client, workshop, trainer):
    siti, ani = come(workshop), come(workshop, "Ani")

    answer = client.post(
        at("paper", workshop), {"codes": f"{siti.row_code} {ani.row_code.lower()} QQQ"}
    )

    assert answer.context["unknown"] == ["QQQ"]
    assert sorted(fact.body["method"] for fact in WorkshopFact.objects.all()) == ["paper", "paper"]


def test_without_a_script_a_tap_notes_and_a_second_one_takes_back(client, workshop, trainer):
    siti = come(workshop)
    stated = {"registration": siti.pk, "meeting": first_meeting(workshop).pk, "method": "name"}

    client.post(at("note-one", workshop), {**stated, "kind": "present"})
    client.post(at("note-one", workshop), {**stated, "kind": "absent"})

    assert [fact.kind for fact in WorkshopFact.objects.order_by("received_at")] == [
        "present",
        "absent",
    ]


# --- For those who come -----------------------------------------------------------------------


def test_somebody_registers_without_an_account_and_keeps_the_place_by_a_cookie(client):
    workshop = make_workshop()
    address = reverse("workshops:register", args=[workshop.code])
    stated = {"name": "Siti Aminah", "area": workshop.area_id, "sex": "P", "age_band": "35-59"}

    answer = client.post(address, stated)

    registration = Registration.objects.get()
    assert answer.url == reverse("workshops:ticket", args=[registration.ticket])
    assert client.get(address).url == answer.url
    assert client.get(answer.url).status_code == 200


def test_the_same_name_and_desa_is_asked_about_on_the_public_page(client):
    workshop = make_workshop()
    come(workshop, "Siti Aminah")
    address = reverse("workshops:register", args=[workshop.code])
    stated = {"name": "siti aminah", "area": workshop.area_id, "sex": "-", "age_band": "-"}

    assert client.post(address, stated).context["has_double"] is True
    client.post(address, {**stated, "is_another": "on"})
    assert workshop.registrations.count() == 2


def test_somebody_scans_the_screen_and_says_who_they_are(client):
    workshop = make_running_workshop()
    siti, meeting = come(workshop), first_meeting(workshop)
    minute = minute_of(timezone.now())
    address = reverse("workshops:check-in", args=[meeting.pk, minute, code_of(meeting, minute)])

    seen = client.get(address).context["seen"]
    answer = client.post(address, {"seen": seen, "row_code": siti.row_code.lower()})

    assert answer.context["noted"].sentence == "Siti Aminah hadir."
    assert WorkshopFact.objects.get().body["method"] == "screen"


def test_a_forwarded_address_notes_nobody_even_with_a_made_up_seal(client):
    workshop = make_running_workshop()
    siti, meeting = come(workshop), first_meeting(workshop)
    minute = minute_of(timezone.now()) - 30
    address = reverse("workshops:check-in", args=[meeting.pk, minute, code_of(meeting, minute)])

    client.get(address)
    client.post(address, {"seen": "made:up", "row_code": siti.row_code})

    assert [fact.verdict for fact in WorkshopFact.objects.all()] == ["refused", "refused"]


def test_the_calendar_file_has_every_meeting(client):
    workshop = make_workshop(meetings=2)

    lines = (
        client.get(reverse("workshops:calendar", args=[workshop.code]))
        .content.decode()
        .split("\r\n")
    )

    assert (lines[0], lines.count("BEGIN:VEVENT"), lines[-2]) == (
        "BEGIN:VCALENDAR",
        2,
        "END:VCALENDAR",
    )
    assert all(len(line.encode()) <= 75 for line in lines)


@pytest.mark.parametrize("count", [1, 3])
def test_the_public_list_costs_the_same_for_one_workshop_and_three(
    client, count, django_assert_num_queries
):
    trainer = make_trainer()
    for _place in range(count):
        make_workshop(trainer)
    client.get(reverse("workshops:schedule"))

    with django_assert_num_queries(1):
        assert client.get(reverse("workshops:schedule")).status_code == 200


# --- Afterwards -------------------------------------------------------------------------------


def a_photo_with_a_position():
    picture = Image.new("RGB", (60, 40), "green")
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "S"
    exif[0x010F] = "TELEPON"
    drawn = BytesIO()
    picture.save(drawn, "JPEG", exif=exif)
    assert b"TELEPON" in drawn.getvalue()
    return SimpleUploadedFile("foto.jpg", drawn.getvalue(), "image/jpeg")


def test_a_photo_loses_its_position_and_the_name_of_the_device(client, workshop, trainer):
    client.post(
        at("upload-photo", workshop),
        {"file": a_photo_with_a_position(), "caption": "Peserta belajar", "kind": "hall"},
    )

    kept = client.get(at("photo", workshop, Photo.objects.get().pk)).content
    assert b"TELEPON" not in kept
    assert dict(Image.open(BytesIO(kept)).getexif()) == {}


def test_what_is_no_picture_is_refused_with_a_sentence(client, workshop, trainer):
    file = SimpleUploadedFile("foto.jpg", b"<svg/>", "image/jpeg")

    answer = client.post(
        at("upload-photo", workshop), {"file": file, "caption": "x", "kind": "hall"}, follow=True
    )

    assert [str(message) for message in answer.context["messages"]] == [
        "Berkas ini bukan gambar. Pilih foto (JPEG, PNG, atau WebP)."
    ]
    assert Photo.objects.count() == 0


def test_a_report_sent_twice_is_one_report(client, workshop, trainer):
    note(workshop, "present", come(workshop, sex="P"))

    client.post(at("send-report", workshop))
    client.post(at("send-report", workshop))

    assert [report.numbers["by_sex"] for report in Report.objects.all()] == [
        {"L": 0, "P": 1, "-": 0}
    ]


def test_a_report_without_anybody_is_refused(client, workshop, trainer):
    answer = client.post(at("send-report", workshop), follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "Belum ada yang dicatat. Catat siapa yang datang atau hitung, lalu kirim laporan."
    ]


def test_guests_are_led_to_the_door_and_the_public_pages_are_open(client, workshop):
    assert client.get(at("people", workshop)).url.startswith("/masuk/")
    for name in ("schedule", "coverage", "places"):
        assert client.get(reverse(f"workshops:{name}")).status_code == 200


def test_somebody_sees_their_own_card_on_the_screen_and_nobody_elses(client):
    siti, budi = make_person("Siti"), make_person("Budi")
    card = issue_card(attendee_for(Details("Siti"), account=siti), by=siti)
    client.force_login(siti)
    page = client.get(reverse("workshops:my-card"))
    client.force_login(budi)
    other = client.get(reverse("workshops:my-card")).content.decode()
    assert page.context["qr"] == qr_picture(text_of(card))
    assert card.number in page.content.decode()
    assert ("learner-card__qr" in other, card.number in other) == (False, False)
