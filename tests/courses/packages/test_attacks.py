"""What a learner's device or a stranger may send, and what it gets for it: a sentence, a number, and nothing else."""

import json

import pytest

from courses.packages.domain.h5p.statements import normalise
from courses.packages.domain.packs import content_print
from courses.packages.domain.throttling import MOST_IN_A_MINUTE
from courses.packages.forms import MOST_BYTES
from courses.packages.models import Play, SavedState, Statement
from tests.courses.packages.making import PNG, cards_package
from tests.courses.packages.test_recording import begun, said, send, state  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def nothing_kept() -> bool:
    return not (Play.objects.exists() or Statement.objects.exists() or SavedState.objects.exists())


def test_a_megabyte_of_brackets_in_a_statement_is_read_once():
    """Learners send what this reads: read anew from every place, one request would cost a quarter of an hour."""
    stated = said()["statement"] | {"result": {"response": "<" * 1_000_000}}
    assert normalise(stated).response == "<" * 2000


def test_a_batch_that_is_too_large_is_refused_before_it_is_read(client, begun):  # noqa: F811
    answer = send(client, begun, padding="x" * MOST_BYTES)

    assert (answer.status_code, nothing_kept()) == (413, True)
    assert answer.json()["message"].startswith("Terlalu banyak sekaligus")


@pytest.mark.parametrize(
    "many",
    [{"statements": [said()] * 51}, {"states": [state("x", 1)] * 21}],
    ids=["said", "states"],
)
def test_a_batch_of_more_than_a_player_ever_sends_is_refused(client, begun, many):  # noqa: F811
    assert (send(client, begun, **many).status_code, nothing_kept()) == (400, True)


def test_who_reports_faster_than_any_lesson_is_told_to_wait(client, begun):  # noqa: F811
    answers = [send(client, begun).status_code for _turn in range(MOST_IN_A_MINUTE + 1)]

    assert answers == [200] * MOST_IN_A_MINUTE + [429]


def test_what_stands_in_no_lesson_is_shown_to_nobody_who_knows_its_address(client, sari, take_in):
    hidden = take_in()
    addresses = [
        f"/paket/{hidden.pk}/",
        f"/paket/{hidden.pk}/mulai/",
        f"/paket/isi/{hidden.pk}/{content_print(hidden)}.json",
        f"/paket/{hidden.pk}/bagian/",
    ]
    client.force_login(sari)

    assert [client.get(address).status_code for address in addresses] == [404] * 4


def test_a_learner_who_was_closed_out_reports_no_more(client, begun, sari):  # noqa: F811
    sari.is_active = False
    sari.save()

    assert (send(client, begun, said()).status_code, nothing_kept()) == (401, True)


def test_a_package_that_counts_when_it_is_opened_is_done_with_the_first_word(client, begun, placed):  # noqa: F811
    placed.completes_when = "opened"
    placed.save()

    assert send(client, begun, said("attempted")).json()["done"] is True


def test_no_answer_of_a_player_names_another_learner(client, begun, darto):  # noqa: F811
    send(client, begun, said(), states=[state("rahasia Sari", 1)])
    client.force_login(darto)
    told = client.get(f"/paket/{begun['package']}/mulai/").content.decode()

    assert "rahasia Sari" not in told
    assert begun["learner"] not in told


@pytest.mark.parametrize("address", ["mulai", "kirim", "bagian", "catat"])
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_ways_of_asking_are_not_answered(client, placed, address, method):
    assert getattr(client, method)(f"/paket/{placed.pk}/{address}/").status_code == 405


def test_a_range_of_another_shape_gets_the_whole_file_or_a_refusal(client, take_in):
    package = take_in(cards_package(**{"content/a.png": PNG}))
    address = f"/paket/berkas/{package.files.get().blob_id}.png"
    asked = {"bytes=0-3": 206, "bytes=-4": 206, "bytes=9999-": 416, "bytes=a-b": 200, "": 200}

    answers = {part: client.get(address, headers={"Range": part} if part else {}) for part in asked}

    assert {part: answer.status_code for part, answer in answers.items()} == asked
    assert b"".join(answers["bytes=-4"].streaming_content) == PNG[-4:]
    assert {
        answer.headers.get("Content-Security-Policy", "")[:7] for answer in answers.values()
    } >= {"sandbox"}
    assert client.get(f"/paket/berkas/{'0' * 64}.png").status_code == 404


def test_json_of_any_shape_is_answered_with_a_sentence(client, begun):  # noqa: F811
    for body in ([], 7, "x", None, {"token": []}, {"token": begun["token"], "states": {}}):
        answer = client.post(
            f"/paket/{begun['package']}/kirim/", json.dumps(body), content_type="application/json"
        )
        assert (answer.status_code, bool(answer.json()["message"])) == (400, True), body
