"""The statement store read from outside, and handed on to a store outside."""

import base64
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import pytest
from django.core import signing
from django.utils import timezone

from courses.packages import personal_data
from courses.packages.api import WRONG_KEYS_A_MINUTE
from courses.packages.domain.forwarding import MOST_TRIES, forward_due_statements, retry_parked
from courses.packages.domain.readers import close_reader, make_reader
from courses.packages.models import Forwarding, Statement
from tests.courses.packages.test_recording import PART, begun, said, send  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db):
    return make_reader("Analitik", None)


@pytest.fixture
def ask(client, reader):
    row, secret = reader

    def asked(path="statements", key=row.key, secret=secret, version="1.0.3", **query):
        packed = base64.b64encode(f"{key}:{secret}".encode()).decode()
        headers = {"Authorization": f"Basic {packed}", "X-Experience-API-Version": version}
        return client.get(f"/xapi/{path}", query, headers=headers)

    return asked


def test_only_a_reader_with_its_own_key_gets_in(client, ask, reader):
    assert client.get("/xapi/statements").status_code == 401
    assert ask(secret="salah").status_code == 401
    assert ask(version="").status_code == 400
    assert ask().json() == {"statements": [], "more": ""}
    close_reader(reader[0], None)
    assert ask().status_code == 401
    assert client.get("/xapi/about").json()["version"][-2:] == ["1.0.3", "2.0.0"]


def test_questions_are_answered_as_the_standard_says(client, begun, ask, placed, sari, darto):  # noqa: F811
    send(client, begun, said("attempted"), said())
    agent = json.dumps(
        {"account": {"homePage": "http://127.0.0.1:8000", "name": str(sari.public_id)}}
    )
    other = json.dumps(
        {"account": {"homePage": "http://127.0.0.1:8000", "name": str(darto.public_id)}}
    )

    def count(**query):
        return len(ask(**query).json()["statements"])

    assert count() == 2
    assert count(verb="http://adlnet.gov/expapi/verbs/completed") == 1
    assert (count(agent=agent), count(agent=other)) == (2, 0)
    assert (count(activity=placed.address), count(activity="https://lain.example/x")) == (2, 0)
    assert count(registration=str(uuid4())) == 0
    assert count(since=(timezone.now() + timedelta(days=1)).isoformat()) == 0
    one = ask(limit=1).json()
    rest = client.get(one["more"], headers=ask(limit=1).wsgi_request.headers).json()
    assert len({one["statements"][0]["id"], rest["statements"][0]["id"]}) == 2
    assert rest["more"] == ""
    number = one["statements"][0]["id"]
    assert ask(statementId=number).json()["id"] == number
    assert "definition" not in ask(statementId=number, format="ids").json()["object"]
    assert ask(statementId=str(uuid4())).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "x"},
        {"since": "kemarin"},
        {"agent": "x"},
        {"agent": "{}"},
        {"registration": "x"},
        {"ascending": "ya"},
        {"format": "x"},
        {"lain": "1"},
        {"statementId": "x"},
        {"statementId": str(uuid4()), "verb": "x"},
        {"more": "x"},
    ],
)
def test_a_question_that_makes_no_sense_is_told_so(ask, query):
    assert ask(**query).status_code == 400


def test_pages_limits_orders_and_moments_are_as_asked(client, begun, ask, placed):  # noqa: F811
    part = {"object": {"id": f"{placed.address}?subContentId=soal-1"}}
    for statement in (said("attempted"), said("answered", 1, 1, **(PART | part)), said()):
        send(client, begun, statement)
    stored = list(Statement.objects.order_by("stored_at", "pk").values_list("pk", flat=True))
    times = list(Statement.objects.order_by("stored_at").values_list("stored_at", flat=True))

    def numbers(**query):
        return [one["id"] for one in ask(**query).json()["statements"]]

    newest = [str(number) for number in reversed(stored)]
    assert numbers() == numbers(limit=0) == numbers(limit=9999) == newest
    assert numbers(ascending="true") == newest[::-1]
    assert numbers(limit=2, ascending="true") == newest[::-1][:2]
    assert numbers(since=times[0].isoformat()) == newest[:2]
    assert numbers(until=times[0].isoformat()) == newest[2:]
    assert len(numbers(activity=placed.address)) == 2
    assert len(numbers(activity=placed.address, related_activities="true")) == 3
    # Signs that a database reads as anything.
    assert numbers(activity=placed.address[:-3] + "%", related_activities="true") == []


def test_the_answer_says_which_version_it_is_in_and_how_fresh_it_is(ask):
    answer = ask(version="2.0.0")
    assert answer.headers["X-Experience-API-Version"] == "2.0.0"
    assert answer.headers["X-Experience-API-Consistent-Through"]
    assert answer.headers["Cache-Control"].startswith("max-age=0")
    assert ask(version="9.9").headers["X-Experience-API-Version"] == "1.0.3"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nobody_outside_writes(client, reader, method):
    row, secret = reader
    packed = base64.b64encode(f"{row.key}:{secret}".encode()).decode()
    headers = {"Authorization": f"Basic {packed}", "X-Experience-API-Version": "1.0.3"}
    assert getattr(client, method)("/xapi/statements", headers=headers).status_code == 405


@pytest.mark.parametrize(
    "header", ["", "Basic", "Basic ???", "Basic /w==", "Bearer x", "Basic a2V5", "basic Og=="]
)
def test_a_key_of_another_shape_is_no_key(client, header):
    headers = {"Authorization": header, "X-Experience-API-Version": "1.0.3"}
    answer = client.get("/xapi/statements", headers=headers)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Basic realm="xAPI"')


def test_the_session_of_a_person_opens_nothing_not_even_their_own(client, begun, sari, placed):  # noqa: F811
    send(client, begun, said())
    headers = {"X-Experience-API-Version": "1.0.3"}
    assert client.get("/xapi/statements", headers=headers).status_code == 401


def test_who_guesses_keys_has_to_wait_also_with_the_right_one(ask):
    answers = [ask(secret=f"salah {number}").status_code for number in range(WRONG_KEYS_A_MINUTE)]
    assert (set(answers), ask().status_code) == ({401}, 429)


def test_a_place_to_go_on_from_cannot_be_made_up(client, begun, ask):  # noqa: F811
    send(client, begun, said("attempted"), said())
    more = dict(parse_qsl(urlsplit(ask(limit=1).json()["more"]).query))["more"]
    assert ask(limit=1, more=more).status_code == 200
    assert ask(limit=1, more=more[:-2] + "xx").status_code == 400
    assert ask(limit=1, more=signing.dumps(["x", "y"], salt="other")).status_code == 400


def test_what_a_person_took_back_is_read_by_nobody(client, begun, ask, sari):  # noqa: F811
    send(client, begun, said())
    number = ask().json()["statements"][0]["id"]
    personal_data.erase_for(sari)
    assert (ask().json()["statements"], ask(statementId=number).status_code) == ([], 404)


@pytest.mark.parametrize("number", [1, 3])
def test_a_question_costs_the_same_however_much_is_found(
    client,
    begun,  # noqa: F811
    ask,
    number,
    django_assert_num_queries,
):
    send(client, begun, *(said() for _turn in range(number)))
    ask()
    with django_assert_num_queries(COST):
        assert len(ask().json()["statements"]) == number


# The key, when it was used, and the statements; the count of wrong keys lies in the cache's table.
COST = 4


# --- Handing on -------------------------------------------------------------------------------------


class Store(BaseHTTPRequestHandler):
    """A learning record store that answers as it is told."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.received.append(([one["id"] for one in body], self.headers["Authorization"]))
        status = self.server.answers.pop(0) if self.server.answers else 200
        self.send_response(status)
        if status in (301, 302, 307, 308):
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/lain/")
        self.end_headers()

    def log_message(self, *words):
        pass


@pytest.fixture
def store(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
    server.received, server.answers = [], []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.LRS_ENDPOINT = f"http://127.0.0.1:{server.server_port}/xapi/"
    settings.LRS_KEY, settings.LRS_SECRET = "kunci", "rahasia"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def due_now():
    Forwarding.objects.update(leased_until=timezone.now())


def test_statements_are_handed_on_once(client, store, begun):  # noqa: F811
    send(client, begun, said("attempted"), said())

    assert (forward_due_statements(), forward_due_statements()) == (2, 0)
    assert len(store.received) == 1
    assert sorted(store.received[0][0]) == sorted(str(one.pk) for one in Statement.objects.all())
    assert store.received[0][1] == f"Basic {base64.b64encode(b'kunci:rahasia').decode()}"


def test_a_store_that_is_away_gets_them_later(client, store, begun):  # noqa: F811
    send(client, begun, said())
    store.answers = [503]
    assert forward_due_statements() == 0
    assert forward_due_statements() == 0
    due_now()
    assert forward_due_statements() == 1


def test_one_that_the_store_refuses_holds_up_no_other(client, store, begun):  # noqa: F811
    send(client, begun, said("attempted"), said())
    store.answers = [400, 400, 200]

    assert forward_due_statements() == 1
    assert Forwarding.objects.exclude(parked_reason="").count() == 1
    assert Forwarding.objects.exclude(done_at=None).count() == 1


def test_one_that_is_there_already_has_arrived(client, store, begun):  # noqa: F811
    send(client, begun, said())
    store.answers = [409]

    assert forward_due_statements() == 1


def test_after_its_last_try_it_is_given_up_with_a_reason(client, store, begun):  # noqa: F811
    send(client, begun, said())
    Forwarding.objects.update(tries=MOST_TRIES - 1)
    store.answers = [503]
    forward_due_statements()

    assert Forwarding.objects.get().parked_reason == "503: "


def test_without_a_store_nothing_waits(client, begun):  # noqa: F811
    send(client, begun, said())

    assert (Forwarding.objects.count(), forward_due_statements()) == (0, 0)


@pytest.mark.parametrize("status", [302, 307])
def test_a_store_that_sends_elsewhere_is_not_followed_with_the_key(client, store, begun, status):  # noqa: F811
    send(client, begun, said())
    store.answers = [status]

    assert (forward_due_statements(), len(store.received)) == (0, 1)
    assert Forwarding.objects.get().parked_reason == f"{status}: "


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_what_the_operator_or_the_hour_may_mend_is_tried_again(client, store, begun, status):  # noqa: F811
    send(client, begun, said())
    store.answers = [status]
    assert forward_due_statements() == 0
    due_now()

    assert (forward_due_statements(), Forwarding.objects.get().tries) == (1, 2)


def test_a_parked_statement_can_be_sent_after_all(client, store, begun):  # noqa: F811
    send(client, begun, said())
    store.answers = [400]
    forward_due_statements()
    retry_parked(Forwarding.objects.get())

    assert (forward_due_statements(), Forwarding.objects.get().parked_reason) == (1, "")
