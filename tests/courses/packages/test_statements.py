"""The statement store read from outside, and handed on to a store outside."""

import base64
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

import pytest
from django.utils import timezone

from courses.packages.domain.forwarding import MOST_TRIES, forward_due_statements
from courses.packages.domain.readers import close_reader, make_reader
from courses.packages.models import Forwarding, Statement
from tests.courses.packages.test_recording import begun, said, send  # noqa: F401 - a fixture

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


# --- Handing on -------------------------------------------------------------------------------------


class Store(BaseHTTPRequestHandler):
    """A learning record store that answers as it is told."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.received.append(([one["id"] for one in body], self.headers["Authorization"]))
        status = self.server.answers.pop(0) if self.server.answers else 200
        self.send_response(status)
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
