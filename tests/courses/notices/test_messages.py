import pytest

from courses.notices.domain import mark_seen, send_message
from courses.notices.models import Message
from courses.notices.personal_data import erase_for, export_for
from courses.people.models import User


@pytest.fixture
def sari(db):
    return User.objects.create_user(
        "sari", "kopi-abung-barat", display_name="Bu Sari", email="sari@example.id"
    )


@pytest.fixture
def darto(db):
    return User.objects.create_user("darto", "lada-bukit-kemuning", display_name="Pak Darto")


def write_to(person, key="uji:1", subject="Kabar"):
    send_message(person, kind="uji", key=key, subject=subject, body="Isi kabar.")


def test_the_same_message_is_kept_once(sari, django_assert_num_queries):
    write_to(sari)
    with django_assert_num_queries(1):
        write_to(sari)

    assert list(Message.objects.values_list("person", "address")) == [(sari.pk, "sari@example.id")]


def test_a_subject_with_line_breaks_cannot_add_headers_to_the_mail(sari):
    write_to(sari, subject="Kabar\r\nBcc: semua@example.id")

    assert Message.objects.get().subject == "Kabar Bcc: semua@example.id"


def test_a_message_that_was_put_away_is_not_shown_again(sari):
    write_to(sari)

    assert mark_seen(sari, Message.objects.get().pk) is True
    assert not Message.objects.filter(person=sari).unseen().exists()


def test_nobody_puts_away_somebody_elses_message(sari, darto):
    write_to(sari)

    assert mark_seen(darto, Message.objects.get().pk) is False
    assert Message.objects.get().seen_at is None


def test_messages_can_be_taken_along_and_are_erased_with_the_person(sari, darto):
    write_to(sari, "uji:1")
    write_to(darto, "uji:2")

    [exported] = export_for(sari)["messages"]
    erase_for(sari)

    assert (exported["subject"], exported["email"]) == ("Kabar", "sari@example.id")
    assert list(Message.objects.values_list("person", flat=True)) == [darto.pk]
