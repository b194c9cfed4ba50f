"""Delivery against a real mail server: one that works, refuses, is not there, or never answers."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from courses.notices.domain import deliver_due_messages, send_message
from courses.notices.domain.delivery import TRIES_BEFORE_PARKING
from courses.notices.models import Message
from courses.people.models import User
from tests.courses.notices.smtp import MailServer, SilentServer, listening
from tests.services import free_port

PATIENCE = 0.3


@pytest.fixture
def sari(db):
    return User.objects.create_user(
        "sari", "kopi-abung-barat", display_name="Bu Sari", email="sari@example.id"
    )


@pytest.fixture
def mail_through(settings):
    def use(port: int) -> None:
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": PATIENCE},
            }
        }

    return use


def write_to(person, number: int = 1) -> Message:
    key = f"uji:{number}"
    send_message(
        person, kind="uji", key=key, subject=f"Kabar {number}", body="Isi kabar.", path="/belajar/"
    )
    return Message.objects.get(key=key)


def is_due_again(message: Message) -> None:
    Message.objects.filter(pk=message.pk).update(next_try_at=timezone.now() - timedelta(seconds=1))


def test_a_message_goes_out_once_with_an_id_of_its_own(sari, mail_through):
    message = write_to(sari)
    with listening(MailServer()) as server:
        mail_through(server.port)

        assert (deliver_due_messages(), deliver_due_messages()) == (1, 0)

    message.refresh_from_db()
    assert message.sent_at is not None
    [letter] = server.received
    assert f"Message-ID: <literasi-{message.pk}@127.0.0.1>" in letter
    assert "To: sari@example.id" in letter
    assert "Isi kabar.\r\n\r\nhttp://127.0.0.1:8000/belajar/" in letter


def test_somebody_without_an_address_reads_it_in_the_app_and_no_mail_is_tried(db, mail_through):
    mail_through(free_port())
    write_to(User.objects.create_user("darto", "lada-bukit-kemuning"))

    assert deliver_due_messages() == 0
    assert Message.objects.get().tries == 0


def test_a_server_that_is_not_there_costs_one_try_of_one_message_and_loses_none(sari, mail_through):
    for number in range(5):
        write_to(sari, number)
    mail_through(free_port())

    assert deliver_due_messages() == 0
    assert sorted(Message.objects.values_list("tries", flat=True)) == [0, 0, 0, 0, 1]
    assert not Message.objects.exclude(parked_reason="").exists()


def test_a_server_that_never_answers_holds_the_worker_up_for_one_time_out_only(sari, mail_through):
    for number in range(5):
        write_to(sari, number)
    with listening(SilentServer()) as server:
        mail_through(server.port)
        begun = time.monotonic()

        assert deliver_due_messages() == 0

    assert server.connections == 1
    assert time.monotonic() - begun < 10 * PATIENCE


def test_each_try_waits_twice_as_long_as_the_one_before(sari, mail_through):
    message = write_to(sari)
    mail_through(free_port())
    pauses = []
    for _turn in range(3):
        is_due_again(message)
        now = timezone.now()
        deliver_due_messages()
        message.refresh_from_db()
        pauses.append(round((message.next_try_at - now).total_seconds() / 60))

    assert pauses == [4, 8, 16]


def test_a_message_that_is_not_due_yet_is_left_alone(sari, mail_through):
    write_to(sari)
    mail_through(free_port())
    deliver_due_messages()

    with listening(MailServer()) as server:
        mail_through(server.port)
        assert deliver_due_messages() == 0

    assert server.connections == 0


def test_after_the_last_try_the_message_is_given_up_with_the_reason_and_stays_in_the_app(
    sari, mail_through
):
    message = write_to(sari)
    mail_through(free_port())
    for _turn in range(TRIES_BEFORE_PARKING):
        is_due_again(message)
        deliver_due_messages()
    is_due_again(message)
    deliver_due_messages()

    message.refresh_from_db()
    assert (message.tries, message.sent_at) == (TRIES_BEFORE_PARKING, None)
    assert "refused" in message.parked_reason
    assert list(Message.objects.filter(person=sari).unseen()) == [message]


def test_an_address_that_does_not_exist_is_given_up_at_once_and_the_next_message_goes_out(
    sari, mail_through
):
    for number in range(2):
        write_to(sari, number)
    with listening(MailServer("550 no such user")) as server:
        mail_through(server.port)
        deliver_due_messages()

    assert server.connections == 2
    assert [message.tries for message in Message.objects.all()] == [1, 1]
    assert not Message.objects.filter(parked_reason="").exists()


def test_a_full_mailbox_is_tried_again_later(sari, mail_through):
    message = write_to(sari)
    with listening(MailServer("452 mailbox full")) as server:
        mail_through(server.port)
        deliver_due_messages()

    message.refresh_from_db()
    assert (message.tries, message.parked_reason) == (1, "")


def test_a_worker_that_dies_while_sending_leaves_the_message_for_the_next(
    sari, mail_through, monkeypatch
):
    message = write_to(sari)
    monkeypatch.setattr("courses.notices.domain.delivery._mail", _die)
    with pytest.raises(KeyboardInterrupt):
        deliver_due_messages()
    monkeypatch.undo()
    is_due_again(message)

    with listening(MailServer()) as server:
        mail_through(server.port)
        assert deliver_due_messages() == 1

    message.refresh_from_db()
    assert message.tries == 2


def _die(message: Message) -> None:
    raise KeyboardInterrupt
