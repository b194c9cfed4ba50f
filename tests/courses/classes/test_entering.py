"""A pupil's way in: forty from one address, and nobody who guesses."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from courses.classes.domain.entering import MustWaitError, enter_class
from courses.classes.domain.pupils import give_new_card
from courses.classes.models import Pupil, SchoolClass
from courses.people.models import Session, User
from tests.courses.classes.making import make_class, owner_of

pytestmark = pytest.mark.django_db


def wrong(pupil: Pupil) -> str:
    return f"{(int(pupil.secret) + 1) % 10**6:06d}"


def post_card(client: Client, pupil: Pupil, secret: str = ""):
    facts = {"code": pupil.school_class.code, "number": pupil.number, "pin": secret or pupil.secret}
    return client.post("/masuk/kelas/", facts)


def test_code_number_and_pin_let_a_pupil_in_and_the_page_says_who_sees_the_progress(client):
    pupil = make_class(pupils=1).pupils.get()

    answer = post_card(client, pupil, f"{pupil.secret[:3]} {pupil.secret[3:]}")

    assert answer.headers["Location"] == "/kelas/saya/"
    page = client.get("/kelas/saya/").content.decode()
    assert "Gurumu bisa melihat kemajuanmu" in page
    assert "Rizky" in page
    assert "Pratama" not in page
    assert client.cookies["masuk"].value == "murid"


def test_the_door_asks_for_neither_nik_nor_birth_date_nor_phone(client):
    page = client.get("/masuk/kelas/").content.decode()

    names = [field for field in ("code", "number", "pin") if f'name="{field}"' in page]
    assert names == ["code", "number", "pin"]
    assert page.count("<input") == 4  # and the token


def test_the_sixth_try_after_five_wrong_ones_waits_five_minutes_even_with_the_right_pin():
    pupil = make_class(pupils=1).pupils.get()
    code = pupil.school_class.code
    for _try in range(5):
        with pytest.raises(ValidationError, match=r"\w"):
            enter_class(code, 1, wrong(pupil))

    with pytest.raises(MustWaitError):
        enter_class(code, 1, pupil.secret)

    pupil.refresh_from_db()
    wait = pupil.wait_until - timezone.now()
    assert timedelta(minutes=4, seconds=50) < wait <= timedelta(minutes=5)


def test_nobody_is_locked_out_for_good():
    pupil = make_class(pupils=1).pupils.get()
    code = pupil.school_class.code
    for _round in range(3):
        for _try in range(5):
            with pytest.raises(ValidationError, match=r"\w"):
                enter_class(code, 1, wrong(pupil))
        Pupil.objects.update(wait_until=timezone.now() - timedelta(seconds=1))

    assert enter_class(code, 1, pupil.secret) == pupil.person
    pupil.refresh_from_db()
    assert (pupil.tries, pupil.wait_until) == (0, None)


def test_a_wait_of_one_pupil_holds_up_nobody_else():
    first, second = make_class(pupils=2).pupils.all()
    for _try in range(6):
        with pytest.raises(ValidationError, match=r"\w"):
            enter_class(first.school_class.code, 1, wrong(first))

    assert enter_class(first.school_class.code, 2, second.secret) == second.person


def test_the_fifth_try_may_be_the_right_one():
    pupil = make_class(pupils=1).pupils.get()
    for _try in range(4):
        with pytest.raises(ValidationError, match=r"\w"):
            enter_class(pupil.school_class.code, 1, wrong(pupil))

    assert enter_class(pupil.school_class.code, 1, pupil.secret) == pupil.person


def test_forty_pupils_of_one_address_get_in_while_a_guesser_beside_them_is_stopped():
    school_class = make_class(pupils=41)
    *pupils, victim = school_class.pupils.all()
    guesser = Client()
    refusals = []
    started = timezone.now()

    for place, pupil in enumerate(pupils):
        guess = post_card(
            guesser, victim, f"{place:06d}" if f"{place:06d}" != victim.secret else "x"
        )
        refusals.append(guess.status_code)
        assert post_card(Client(), pupil).headers["Location"] == "/kelas/saya/"

    assert refusals == [200] * 40
    assert Session.objects.filter(person__in=[pupil.person_id for pupil in pupils]).count() == 40
    assert timezone.now() - started < timedelta(minutes=1)
    victim.refresh_from_db()
    # Only five of the forty guesses were looked at.
    assert victim.tries == 5
    assert post_card(guesser, victim).status_code == 200


def test_a_new_card_ends_the_wait_the_old_pin_and_every_session(client):
    pupil = make_class(pupils=1).pupils.select_related("school_class").get()
    old = pupil.secret
    post_card(client, pupil)
    Pupil.objects.update(tries=5, wait_until=timezone.now() + timedelta(minutes=5))

    give_new_card(pupil, by=owner_of(pupil.school_class))

    assert client.get("/kelas/saya/").status_code == 302
    with pytest.raises(ValidationError, match=r"\w"):
        enter_class(pupil.school_class.code, 1, old)
    assert enter_class(pupil.school_class.code, 1, pupil.secret) == pupil.person


def test_the_youngest_choose_three_pictures(client):
    pupil = make_class(pupils=1, sign_in=SchoolClass.SignIn.PICTURES).pupils.get()
    facts = {"code": pupil.school_class.code, "number": "1"}

    asked = client.post("/masuk/kelas/", facts).content.decode()
    chosen = {f"picture-{place}": name for place, name in enumerate(pupil.secret.split("-"), 1)}
    answer = client.post("/masuk/kelas/", facts | chosen)

    assert asked.count('type="radio"') == 48
    assert "belum cocok" not in asked
    assert answer.headers["Location"] == "/kelas/saya/"


@pytest.mark.parametrize(
    "path", ["/data-saya/", "/masuk/kata-sandi/", "/kelola/", "/belajar/", "/cms/"]
)
def test_a_pupil_of_a_class_is_led_back_from_pages_of_accounts(client, path):
    post_card(client, make_class(pupils=1).pupils.get())

    assert client.get(path).headers["Location"] == "/kelas/saya/"


def test_an_archived_class_and_a_pupil_who_left_open_no_door():
    first, second = make_class(pupils=2).pupils.all()
    Pupil.objects.filter(pk=first.pk).update(left_at=timezone.now())
    with pytest.raises(ValidationError, match=r"\w"):
        enter_class(first.school_class.code, 1, first.secret)

    SchoolClass.objects.update(archived_at=timezone.now())
    with pytest.raises(ValidationError, match=r"\w"):
        enter_class(second.school_class.code, 2, second.secret)


def test_a_pin_is_encrypted_in_the_database(django_assert_num_queries):
    from django.db import connection

    pupil = make_class(pupils=1).pupils.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM classes_pupil")
        (stored,) = cursor.fetchone()

    assert pupil.secret not in stored
    assert not User.objects.get(pk=pupil.person_id).has_usable_password()


def test_a_card_that_opens_costs_four_statements(django_assert_num_queries):
    pupil = make_class(pupils=1).pupils.get()

    with django_assert_num_queries(4):
        enter_class(pupil.school_class.code, 1, pupil.secret)
