import json
from uuid import uuid4

import pytest
from django.test import Client

from courses.catalogue.domain import outline_of, publish_outline
from courses.learning.domain import claim_progress
from courses.learning.forms import facts_from_json
from courses.learning.models import Enrolment, LearnerEvent
from tests.courses.catalogue.outlines import a_lesson, a_quiz, an_outline, key_of
from tests.courses.learning.statements import statements


@pytest.fixture
def w6(db):
    outline = an_outline("W6", a_lesson("otp"), a_lesson("apk", "tandai"), a_quiz("kuis"))
    return publish_outline(outline).course


@pytest.fixture
def phone(client, sari):
    """A browser in which Bu Sari has signed in."""
    client.force_login(sari)
    return client


def sent(kind="practice.done", **changes):
    """A fact as a phone states it."""
    bodies = {"practice.done": {"practice": "tandai", "correct": 4, "total": 5}}
    lessons = {"practice.done": "apk", "lesson.read": "otp"}
    fact = {
        "id": str(uuid4()),
        "kind": kind,
        "course": "W6",
        "lesson": str(key_of(lessons.get(kind, "otp"))),
        "occurred": "2026-11-20T08:00:00.000Z",
        "body": bodies.get(kind, {}),
    }
    return fact | changes


def post(client, *facts, path="/belajar/fakta/"):
    return client.post(path, {"facts": list(facts)}, content_type="application/json")


def test_a_phone_sends_facts_and_hears_how_far_its_learner_is(phone, w6, settings):
    settings.LANGUAGE_CODE = "en"
    practice, reading = sent(), sent("lesson.read")

    answer = post(phone, practice, reading)

    assert answer.json() == {
        "results": [
            {"id": practice["id"], "status": "ok"},
            {"id": reading["id"], "status": "ok"},
        ],
        "progress": {
            "course": "W6",
            "done": 2,
            "total": 3,
            "complete": False,
            "missing": "One part is left: pass the quiz “Kuis”.",
        },
    }


def test_one_fact_costs_four_statements_with_session_and_person(phone, w6):
    outline_of(w6.current_id)

    with statements() as made:
        answer = post(phone, sent())

    assert answer.json()["results"][0]["status"] == "ok"
    assert len(made) == 4


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "bukan-uuid"},
        {"id": "00000000-0000-0000-0000-000000000000"},
        {"id": "c9a646d3-9c61-5cb7-bfcd-ee2522c8f633"},
        {"kind": "lesson.result", "body": {"source": "quiz", "score": 100}},
        {"kind": "course.enrolled"},
        {"kind": ["practice.done"]},
        {"course": "W6\x00"},
        {"course": "W6' OR 1=1"},
        {"course": 6},
        {"lesson": "../../etc/passwd"},
        {"lesson": None},
        {"occurred": "kemarin"},
        {"occurred": "2026-11-20T08:00:00"},
        {"occurred": 1763625600},
        {"body": "tandai"},
        {"body": {}},
        {"body": {"practice": "<script>", "correct": 1, "total": 1}},
        {"body": {"practice": "tandai", "correct": -1, "total": 1}},
        {"body": {"practice": "tandai", "correct": True, "total": 1}},
        {"body": {"practice": "tandai", "correct": 1.5, "total": 2}},
        {"body": {"practice": "tandai", "correct": 10**30, "total": 10**30}},
    ],
)
def test_a_fact_without_sense_is_rejected_and_its_neighbour_is_applied(phone, w6, changes):
    good = sent("lesson.read")

    answer = post(phone, sent() | changes, good)

    [rejected, applied] = answer.json()["results"]
    assert (answer.status_code, rejected["status"]) == (200, "rejected")
    assert rejected["message"]
    assert applied == {"id": good["id"], "status": "ok"}


@pytest.mark.parametrize("entry", [None, 5, "fakta", [], ["id"], {"id": {"a": 1}}])
def test_an_entry_that_is_no_fact_at_all_is_rejected(phone, w6, entry):
    assert post(phone, entry).json()["results"][0]["status"] == "rejected"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b" ", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"facts": {}}', 400),
        (b'{"facts": "x"}', 400),
        (b"\xff\xfe", 400),
        (b"[" * 60_000, 400),
        (json.dumps({"facts": [{}] * 201}).encode(), 413),
        (b'{"facts": ["' + b"x" * 70_000 + b'"]}', 413),
    ],
)
def test_a_body_that_is_no_batch_gets_a_sentence_and_changes_nothing(phone, w6, body, status):
    answer = phone.post("/belajar/fakta/", body, content_type="application/json")

    assert answer.status_code == status
    assert answer.json()["message"]
    assert not LearnerEvent.objects.exists()


def test_a_script_whose_person_has_been_signed_out_is_told_so(client, w6):
    answer = post(client, sent())

    assert answer.status_code == 401
    assert answer.json()["message"]
    assert not LearnerEvent.objects.exists()


def test_another_site_cannot_send_facts_in_somebodys_name(sari, w6):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(sari)

    assert post(browser, sent()).status_code == 403
    assert not LearnerEvent.objects.exists()


# --- Without scripts --------------------------------------------------------------------------


def understood(client, **changes):
    form = {
        "kind": "lesson.read",
        "course": "W6",
        "lesson": str(key_of("otp")),
        "next": "/katalog/",
    }
    return client.post("/belajar/fakta/", form | changes)


def test_the_button_works_without_scripts_and_leads_on(phone, w6):
    answer = understood(phone)

    assert (answer.status_code, answer.url) == (302, "/katalog/")
    assert Enrolment.objects.get().results[str(key_of("otp"))]["done"]


def test_pressing_the_button_twice_is_one_fact(phone, w6):
    understood(phone)
    understood(phone)

    assert LearnerEvent.objects.filter(kind="lesson.read").count() == 1


@pytest.mark.parametrize(
    "elsewhere", ["https://jahat.example/", "//jahat.example/", "javascript:1"]
)
def test_the_button_never_leads_to_another_site(phone, w6, elsewhere):
    assert understood(phone, next=elsewhere).url == "/belajar/"


def test_without_an_account_the_button_asks_to_sign_in_and_comes_back(client, w6):
    assert understood(client).url == "/masuk/?next=/katalog/"


@pytest.mark.parametrize("lesson", ["", "x"])
def test_a_button_that_names_no_lesson_is_not_found(phone, w6, lesson):
    assert understood(phone, lesson=lesson).status_code == 404


@pytest.mark.parametrize(
    "changes", [{"lesson": "c9a646d3-9c61-4cb7-bfcd-ee2522c8f633"}, {"course": "X9"}]
)
def test_the_button_of_a_lesson_that_does_not_exist_says_so_and_keeps_nothing(phone, w6, changes):
    assert understood(phone, **changes, next="/belajar/").url == "/belajar/"
    assert "Pelajaran ini tidak kami kenal." in phone.get("/belajar/").content.decode()
    assert not LearnerEvent.objects.exists()


# --- Claiming ---------------------------------------------------------------------------------


def test_what_a_guest_did_becomes_part_of_the_first_account_that_claims_it(sari, darto, w6):
    body = json.dumps({"facts": [sent(), sent("lesson.read")]}).encode()
    facts = facts_from_json(body).facts

    first = claim_progress(sari, facts)
    again = claim_progress(sari, facts)
    other = claim_progress(darto, facts)

    assert [result.status for result in first] == ["ok", "ok"]
    assert [result.status for result in again] == ["dup", "dup"]
    assert [result.status for result in other] == ["rejected", "rejected"]
    assert list(Enrolment.objects.values_list("learner", flat=True)) == [sari.pk]


def test_a_year_of_a_guests_facts_is_claimed_in_one_go(sari, w6):
    facts = facts_from_json(json.dumps({"facts": [sent() for _turn in range(150)]}).encode()).facts
    more = facts_from_json(json.dumps({"facts": [sent() for _turn in range(150)]}).encode()).facts

    assert [result.status for result in claim_progress(sari, facts + more)] == ["ok"] * 300
