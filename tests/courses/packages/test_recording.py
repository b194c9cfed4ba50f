"""What a player reports is believed only as far as it can be true, once, and for its own play alone."""

import json
from uuid import uuid4

import pytest
from django.core import signing
from django.utils import timezone

from certificates.models import Certificate
from courses.learning.models import Enrolment
from courses.packages import personal_data
from courses.packages.domain.launching import SALT
from courses.packages.models import Play, SavedState, Statement
from tests.courses.catalogue.outlines import key_of

pytestmark = pytest.mark.django_db


def said(verb="completed", raw=2, most=3, **more):
    statement = {
        "actor": {"name": "Kepala Dinas", "mbox": "mailto:x@example.org"},
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
        "object": {
            "id": "https://lain.example/x",
            "definition": {"description": {"en-US": "<p>Apa &amp; siapa?</p>"}},
        },
        "result": {
            "score": {"raw": raw, "max": most, "min": 0, "scaled": raw / most},
            "completion": True,
        },
    } | more
    return {"key": str(uuid4()), "at": timezone.now().isoformat(), "statement": statement}


PART = {"context": {"contextActivities": {"parent": [{"id": "https://lain.example/x"}]}}}


@pytest.fixture
def begun(client, sari, placed):
    client.force_login(sari)
    address = f"/paket/{placed.pk}/mulai/?pelajaran={key_of('kartu')}&latihan=kartu-1"
    return client.get(address).json()


def send(client, begun, *statements, states=(), **changes):
    body = {"token": begun["token"], "statements": statements, "states": states} | changes
    return client.post(
        f"/paket/{begun['package']}/kirim/", json.dumps(body), content_type="application/json"
    )


def test_a_result_completes_the_practice_once_and_names_nobody(client, begun, sari, placed):
    result = said()
    answer = send(client, begun, said("answered", 1, 1, **PART), result)
    again = send(client, begun, result)

    assert (answer.status_code, answer.json()["done"], answer.json()["refused"]) == (200, True, {})
    assert again.json()["settled"] == [result["key"]]
    play = Play.objects.get()
    assert (play.raw, play.maximum, play.said) == (2.0, 3.0, 2)
    done = Enrolment.objects.get(learner=sari).results[str(key_of("kartu"))]["practices"]["kartu-1"]
    assert (done["correct"], done["total"]) == (2, 3)
    root = Statement.objects.get(is_root=True).document
    assert root["actor"]["account"]["name"] == str(sari.public_id)
    assert root["object"]["id"] == placed.address
    assert root["object"]["definition"]["description"] == {"id": "Apa & siapa?"}
    assert root["context"]["registration"] == str(play.pk)
    assert Certificate.objects.count() == 0


@pytest.mark.parametrize(
    "score",
    [
        {"raw": 4, "max": 3},
        {"raw": -1, "max": 3},
        {"raw": 1, "max": 2, "scaled": 1},
        {"raw": "3", "max": 3},
        {"raw": True, "max": 1},
        {"raw": 1, "max": 10**9},
    ],
)
def test_a_score_that_cannot_be_true_counts_for_nothing(client, begun, score):
    answer = send(client, begun, said(result={"score": score}))

    assert list(answer.json()["refused"].values()) == ["impossible-score"]
    assert (Statement.objects.count(), Play.objects.get().raw) == (0, None)


def test_parts_and_small_talk_do_not_complete(client, begun):
    answer = send(
        client, begun, said("answered", 1, 1, **PART), said("interacted"), said("attempted", 0, 1)
    )

    assert answer.json()["done"] is False
    assert sorted(Statement.objects.values_list("verb", flat=True)) == [
        "http://adlnet.gov/expapi/verbs/answered",
        "http://adlnet.gov/expapi/verbs/attempted",
    ]


def test_the_rule_of_the_package_decides(client, begun, placed):
    placed.completes_when, placed.pass_percent = "score", 80
    placed.save()
    assert send(client, begun, said(raw=2)).json()["done"] is False
    assert send(client, begun, said(raw=3)).json()["done"] is True


def test_nobody_reports_for_somebody_else_or_for_another_package(client, begun, darto, take_in):
    other = take_in()
    assert (
        client.post(
            f"/paket/{other.pk}/kirim/",
            json.dumps({"token": begun["token"]}),
            content_type="application/json",
        ).status_code
        == 400
    )
    client.force_login(darto)
    assert send(client, begun, said()).status_code == 400
    client.logout()
    assert send(client, begun, said()).status_code == 401
    assert (Play.objects.count(), Statement.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "token",
    ["", "x", "a:b:c", signing.dumps({"play": "x"}, salt="other")],
    ids=["empty", "word", "shape", "other salt"],
)
def test_a_forged_token_is_refused(client, begun, token):
    assert send(client, begun, said(), token=token).status_code == 400


def test_an_old_token_is_refused_with_what_to_do(client, begun, monkeypatch):
    stated = signing.loads(begun["token"], salt=SALT)
    monkeypatch.setattr("django.core.signing.time.time", lambda: 0)
    old = signing.dumps(stated, salt=SALT)
    monkeypatch.undo()

    answer = send(client, begun, said(), token=old)

    assert (answer.status_code, answer.json()["message"]) == (
        400,
        "Ini dimulai terlalu lama. Buka lagi pelajarannya.",
    )


def test_a_made_up_place_counts_for_no_lesson(client, sari, placed):
    client.force_login(sari)
    begun = client.get(
        f"/paket/{placed.pk}/mulai/?pelajaran={key_of('lain')}&latihan=kartu-1"
    ).json()

    assert send(client, begun, said()).json()["done"] is True
    assert Enrolment.objects.count() == 0


def state(value, sequence):
    return {"sub": "0", "data": "state", "value": value, "sequence": sequence}


def test_the_newest_state_is_kept_whatever_order_it_comes_in(client, begun, sari, placed):
    send(client, begun, states=[state("dua", 2)])
    send(client, begun, states=[state("satu", 1)])
    assert SavedState.objects.get().data == "dua"
    begun = client.get(f"/paket/{placed.pk}/mulai/").json()
    assert begun["states"] == [{"sub": "0", "data": "state", "value": "dua", "sequence": 2}]

    placed.revision += 1
    placed.save()
    assert client.get(f"/paket/{placed.pk}/mulai/").json()["states"][0]["value"] == "RESET"
    send(client, begun, states=[state(None, 3)])
    assert SavedState.objects.count() == 0


@pytest.mark.parametrize(
    "bad",
    [
        state("x" * 300_000, 1),
        {"sub": "../x", "data": "state", "value": "x", "sequence": 1},
        state("x", -1),
        state(5, 1),
        "x",
    ],
)
def test_a_state_of_another_shape_is_refused(client, begun, bad):
    assert send(client, begun, states=[bad]).status_code == 400
    assert SavedState.objects.count() == 0


def test_states_are_each_learners_own(client, begun, darto, placed):
    send(client, begun, states=[state("milik Sari", 1)])
    client.force_login(darto)

    assert client.get(f"/paket/{placed.pk}/mulai/").json()["states"] == []


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"token": 1}', b'{"token": "x", "statements": "x"}', b"[" * 9000]
)
def test_what_cannot_be_read_is_refused_with_a_sentence(client, begun, body):
    answer = client.post(f"/paket/{begun['package']}/kirim/", body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["message"].endswith("Buka lagi pelajarannya.")


@pytest.mark.parametrize("number", [1, 3])
def test_a_batch_costs_the_same_however_many_it_holds(
    client, begun, number, django_assert_num_queries
):
    send(client, begun, said("attempted"))
    batch = [said("answered", 1, 1, **PART) for _turn in range(number)]
    with django_assert_num_queries(COST):
        send(client, begun, *batch)


COST = 21


def test_everything_about_a_person_can_be_seen_and_erased(client, begun, sari, darto):
    send(client, begun, said(), states=[state("x", 1)])

    held = personal_data.export_for(sari)
    assert {name: len(parts) for name, parts in held.items()} == {
        "activities": 1,
        "activity_statements": 1,
        "activity_states": 1,
    }
    personal_data.erase_for(darto)
    assert Statement.objects.count() == 1
    personal_data.erase_for(sari)
    assert (Play.objects.count(), Statement.objects.count(), SavedState.objects.count()) == (
        0,
        0,
        0,
    )
