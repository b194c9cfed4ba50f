"""The one door: sign-in, sign-up, and what happens when somebody tries too often."""

import pytest
from django.test import override_settings

from courses.notices.models import Message
from courses.people.models import CitizenProfile, Session, User
from tests.people import PASSPHRASE, make_citizen

WRONG = "Nama pengguna atau kata sandi belum cocok"
WAIT = "Terlalu banyak percobaan"


def sign_in(client, login, password=PASSPHRASE, **extra):
    return client.post("/masuk/", {"login": login, "password": password}, **extra)


@pytest.mark.parametrize(
    "typed", ["0812-3456-7890", "+62 812 3456 7890", "6281234567890", "81234567890"]
)
def test_a_phone_number_signs_in_however_it_is_written(client, citizen, typed):
    citizen.phone = "+6281234567890"
    citizen.save()
    assert sign_in(client, typed).headers["location"] == "/belajar/"
    assert Session.objects.get(person=citizen).person_id == citizen.pk


def test_a_user_name_signs_in_in_capitals_too(client, citizen):
    assert sign_in(client, f" {citizen.username.upper()} ").headers["location"] == "/belajar/"


def test_a_wrong_passphrase_is_answered_in_words_and_signs_nobody_in(client, citizen):
    page = sign_in(client, citizen.username, "salah sekali kata").content.decode()
    assert WRONG in page
    assert not Session.objects.exclude(person=None).exists()


def test_an_unknown_name_gets_the_same_sentence(client, db):
    assert WRONG in sign_in(client, "tidak.ada").content.decode()


def test_five_wrong_tries_make_the_account_wait_even_when_the_sixth_is_right(client, citizen):
    for _try in range(5):
        sign_in(client, citizen.username, "salah sekali kata")
    assert WAIT in sign_in(client, citizen.username).content.decode()


def test_the_phone_number_and_the_user_name_share_one_count(client, citizen):
    citizen.phone = "+6281234567890"
    citizen.save()
    for typed in [
        "081234567890",
        "+6281234567890",
        citizen.username,
        "62 812 34567890",
        citizen.username,
    ]:
        sign_in(client, typed, "salah sekali kata")
    assert WAIT in sign_in(client, "0812 3456 7890").content.decode()


def test_one_persons_wrong_tries_do_not_make_the_neighbour_wait(client, citizen):
    for _try in range(6):
        sign_in(client, citizen.username, "salah sekali kata")
    neighbour = make_citizen("Bu Tini")
    assert sign_in(client, neighbour.username).headers["location"] == "/belajar/"


def test_sixty_correct_sign_ins_from_one_address_all_succeed(client, db):
    people = [make_citizen(f"Siswa {number}") for number in range(60)]
    answers = []
    for person in people:
        client.cookies.clear()
        answers.append(sign_in(client, person.username, REMOTE_ADDR="10.1.1.1").status_code)
    assert answers == [302] * 60


CLOSED_REDIS = {
    "default": {
        "BACKEND": "literasi.cache.ForgivingRedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    },
    "database": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}


@override_settings(CACHES=CLOSED_REDIS)
def test_with_redis_stopped_people_get_in_and_tries_are_still_counted(client, citizen):
    for _try in range(5):
        assert WRONG in sign_in(client, citizen.username, "salah sekali kata").content.decode()
    assert WAIT in sign_in(client, citizen.username).content.decode()
    neighbour = make_citizen("Bu Tini")
    assert sign_in(client, neighbour.username).headers["location"] == "/belajar/"


@pytest.mark.parametrize("path", ["/cms/login/", "/cms/password_reset/", "/django-admin/login/"])
def test_every_other_door_leads_to_the_one_door(client, db, path):
    assert client.get(f"{path}?next=/cms/").headers["location"] == "/masuk/?next=/cms/"
    assert client.post(path, {"username": "a", "password": "b"}).status_code == 302


@pytest.mark.parametrize("path", ["/cms/", "/django-admin/"])
def test_staff_pages_send_strangers_to_the_one_door(client, db, path):
    final = client.get(path, follow=True).redirect_chain[-1][0]
    assert final.startswith("/masuk/?next=")


def test_signing_in_never_leads_to_another_site(client, citizen):
    answer = client.post(
        "/masuk/?next=https://jahat.example/",
        {"login": citizen.username, "password": PASSPHRASE, "next": "https://jahat.example/"},
    )
    assert answer.headers["location"] == "/belajar/"


def test_the_readable_cookie_comes_with_signing_in_and_goes_with_signing_out(client, citizen):
    assert sign_in(client, citizen.username).cookies["masuk"].value == "1"
    assert client.post("/keluar/").cookies["masuk"].value == ""


def test_a_closed_account_is_told_so(client, citizen):
    citizen.is_active = False
    citizen.save()
    assert sign_in(client, citizen.username).headers["location"] == "/masuk/tertutup/"
    assert "Akun ini sedang ditutup" in client.get("/masuk/tertutup/").content.decode()


# --- Sign-up ----------------------------------------------------------------------------------


def sign_up(client, **answers):
    return client.post(
        "/daftar/",
        {"display_name": "Sari  Dewi", "username": "sari", "password1": "kambing hujan biru"}
        | answers,
    )


def test_three_fields_make_an_account_and_sign_in(client, db):
    assert sign_up(client).headers["location"] == "/belajar/"
    person = User.objects.get(username="sari")
    assert (person.display_name, person.phone, person.email) == ("Sari Dewi", None, "")
    assert list(person.roles.values_list("role", flat=True)) == ["warga"]
    assert CitizenProfile.objects.get(person=person).area is None


def test_a_phone_number_serves_as_user_name(client, db):
    sign_up(client, username="0812 3456 7890")
    person = User.objects.get(phone="+6281234567890")
    assert person.username.startswith("sari.dewi.")
    client.cookies.clear()
    assert sign_in(client, "081234567890", "kambing hujan biru").headers["location"] == "/belajar/"


def test_a_taken_user_name_or_number_is_said_and_makes_no_account(client, citizen):
    citizen.phone = "+6281234567890"
    citizen.save()
    assert "sudah dipakai" in sign_up(client, username=citizen.username.upper()).content.decode()
    assert "sudah dipakai" in sign_up(client, username="+62 812-3456-7890").content.decode()
    assert list(User.objects.all()) == [citizen]


def test_a_short_or_common_passphrase_is_refused_and_the_typing_kept(client, db):
    page = sign_up(client, password1="pendek").content.decode()
    assert "10" in page
    assert 'value="Sari  Dewi"' in page
    sign_up(client, password1="1234567890")
    assert not User.objects.exists()


def test_a_robot_that_fills_everything_gets_no_account(client, db):
    assert sign_up(client, situs="https://spam.example").headers["location"] == "/"
    assert not User.objects.exists()


# --- A link by e-mail -------------------------------------------------------------------------

DEAD_MAIL = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 10},
    }
}


@override_settings(MAILERS=DEAD_MAIL)
def test_a_reset_is_a_row_first_so_a_dead_mail_server_breaks_nothing(
    client, citizen, django_capture_on_commit_callbacks
):
    citizen.email = "siti@example.com"
    citizen.save()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/masuk/lupa/", {"email": "Siti@Example.com"})
    assert answer.headers["location"] == "/masuk/lupa/terkirim/"
    letter = Message.objects.get()
    assert (letter.person, letter.kind, letter.address, letter.sent_at) == (
        citizen,
        "password_reset_key",
        "siti@example.com",
        None,
    )
    assert citizen.username in letter.body
    address = next(
        line for line in letter.body.splitlines() if line.startswith("http://testserver")
    )
    page = client.get(address.removeprefix("http://testserver"), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "gajah naik sepeda"})
    citizen.refresh_from_db()
    assert citizen.check_password("gajah naik sepeda")


def test_an_unknown_address_gets_the_same_page_and_no_letter(client, db):
    assert (
        client.post("/masuk/lupa/", {"email": "siapa@example.com"}).headers["location"]
        == "/masuk/lupa/terkirim/"
    )
    assert not Message.objects.exists()


@override_settings(MAILERS=DEAD_MAIL)
def test_signing_up_asks_no_mail_server(client, db):
    assert sign_up(client).status_code == 302


def test_changing_the_passphrase_keeps_this_device_signed_in_and_no_other(client, citizen):
    elsewhere = type(client)()
    elsewhere.force_login(citizen)
    sign_in(client, citizen.username)
    form = {"oldpassword": PASSPHRASE, "password1": "gajah naik sepeda"}
    assert client.post("/masuk/kata-sandi/", form).headers["location"] == "/data-saya/"
    assert client.get("/data-saya/").status_code == 200
    assert elsewhere.get("/data-saya/").headers["location"].startswith("/masuk/")


@pytest.mark.parametrize(
    "path",
    [
        "/cms/password_reset/done/",
        "/cms/password_reset/confirm/MQ/abc-def/",
        "/cms/password_reset/complete/",
    ],
)
def test_wagtails_own_way_to_a_new_passphrase_is_shut(client, db, path):
    assert client.get(path, follow=True).request["PATH_INFO"] in {"/masuk/", path}
    assert client.get(path).status_code in {302, 404}
