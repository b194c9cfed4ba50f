"""Statements handed on by many workers at one moment, on a real PostgreSQL: each arrives once."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

import pytest
from django.utils import timezone

from courses.packages.domain.forwarding import MOST_AT_ONCE, forward_due_statements
from courses.packages.models import Forwarding, Statement
from courses.people.models import User
from tests.faults.test_facts_in_a_storm import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
MANY = 3 * MOST_AT_ONCE


class Store(BaseHTTPRequestHandler):
    """A learning record store that takes everything and counts it."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.received.extend(one["id"] for one in body)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *words):
        pass


@pytest.fixture
def store(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
    server.received = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.LRS_ENDPOINT = f"http://127.0.0.1:{server.server_port}/xapi"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def waiting() -> list[str]:
    """Return the ids of many statements that wait to be handed on."""
    learner = User.objects.create_user("sari", "kopi-abung-barat", display_name="Bu Sari")
    numbers = [uuid4() for _turn in range(MANY)]
    Statement.objects.bulk_create(
        Statement(
            id=number, learner=learner, document={"id": str(number)}, happened_at=timezone.now()
        )
        for number in numbers
    )
    Forwarding.objects.bulk_create(Forwarding(statement_id=number) for number in numbers)
    return sorted(map(str, numbers))


def test_many_workers_hand_each_statement_on_once(store, waiting):
    arrived = at_once(*[forward_due_statements] * 6)

    assert sorted(store.received) == waiting
    assert sum(arrived) == MANY
    assert not Forwarding.objects.filter(done_at=None).exists()


def test_what_a_killed_worker_held_is_handed_on_when_its_lease_has_run_out(store, waiting):
    held = list(Forwarding.objects.values_list("pk", flat=True)[:10])
    later = timezone.now() + timedelta(seconds=60)
    Forwarding.objects.filter(pk__in=held).update(leased_until=later, tries=1)
    assert forward_due_statements() == MANY - 10

    Forwarding.objects.filter(pk__in=held).update(leased_until=timezone.now())
    assert forward_due_statements() == 10
    assert sorted(store.received) == waiting
