import pytest
from django.test import Client
from django.utils import timezone

from courses.catalogue.domain import outline_of, publish_outline
from courses.learning.domain import enrol, record_facts
from courses.notices.domain import send_message
from courses.notices.models import Message
from courses.people.domain.roles import assign_role
from courses.people.models import CivilServantProfile, Role, Unit
from tests.courses.catalogue.outlines import a_lesson, an_outline
from tests.courses.learning.facts import read
from tests.courses.learning.statements import statements
from tests.people import make_school


@pytest.fixture(autouse=True)
def _in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def phone(client, sari):
    """A browser in which Bu Sari has signed in."""
    client.force_login(sari)
    return client


def a_course(number: int, **facts):
    outline = an_outline(
        f"W{number}", a_lesson(f"otp-{number}"), a_lesson(f"apk-{number}"), **facts
    )
    course = publish_outline(outline).course
    outline_of(course.current_id)
    return course


def page_of(browser: Client) -> str:
    return browser.get("/belajar/").content.decode()


def test_who_has_begun_nothing_is_shown_one_short_course(phone):
    publish_outline(an_outline("W1", a_lesson("panjang", minutes=90), title="Kursus panjang"))
    publish_outline(an_outline("W2", a_lesson("pendek", minutes=7), title="Kursus pendek"))

    page = page_of(phone)

    assert "Kursus pendek" in page
    assert "Kursus panjang" not in page


def test_an_empty_catalogue_still_says_what_to_do(phone):
    assert "Look at all courses and choose one." in page_of(phone)


def test_a_course_in_progress_says_how_far_it_is_what_is_missing_and_where_to_go_on(phone, sari):
    a_course(1, title="Mulai dari HP")
    record_facts(sari, [read("W1", "otp-1")])

    page = page_of(phone)

    assert "1 of 2 lessons done" in page
    assert "One part is left: read the lesson “Apk-1”" in page
    assert 'href="/katalog/w1/apk-1/"' in page


def test_a_completed_course_stands_with_its_day_and_its_certificate(phone, sari):
    a_course(1, title="Mulai dari HP", award="completion")
    record_facts(sari, [read("W1", "otp-1"), read("W1", "apk-1")])

    page = page_of(phone)

    certificate = sari.certificates.get()
    assert "Completed on" in page
    assert f'href="/sertifikat/{certificate.pk}/"' in page
    assert certificate.number in page


def test_a_civil_servant_sees_the_jp_of_the_year(phone, sari):
    unit = Unit.add_root(name="Kecamatan Kotabumi", code="KTB-UJI")
    CivilServantProfile.objects.create(person=sari, unit=unit)
    a_course(1, award="training", jp=12)
    record_facts(sari, [read("W1", "otp-1"), read("W1", "apk-1")])

    assert f"12 of 20 JP in the year {timezone.localdate().year}" in page_of(phone)


def test_who_is_no_civil_servant_sees_nothing_of_jp(phone):
    assert "JP" not in page_of(phone)


def test_a_message_can_be_put_away(phone, sari):
    send_message(sari, kind="uji", key="uji", subject="Kabar baik", body="Isi kabar.")
    shown = page_of(phone)

    phone.post(f"/belajar/pesan/{Message.objects.get().pk}/")

    assert "Kabar baik" in shown
    assert "Kabar baik" not in page_of(phone)


def test_somebody_elses_message_is_not_found(phone, darto):
    send_message(darto, kind="uji", key="uji", subject="Rahasia", body="Isi kabar.")

    assert phone.post(f"/belajar/pesan/{Message.objects.get().pk}/").status_code == 404
    assert "Rahasia" not in page_of(phone)


def test_a_message_cannot_bring_markup_or_scripts(phone, sari):
    send_message(sari, kind="uji", key="uji", subject="<script>", body="<img onerror=x>")

    page = page_of(phone)

    assert "<img onerror" not in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("role", "links"),
    [
        (Role.CITIZEN, []),
        (Role.TRAINER, ["/kelola/"]),
        (Role.TEACHER, ["/penilaian/", "/kelola/"]),
        (Role.UNIT_HEAD, ["/kelola/", "/jp/"]),
        (
            Role.CERTIFIER,
            ["/penilaian/", "/kelola/", "/jp/", "/django-admin/certificates/certificate/"],
        ),
        (Role.EDITOR, ["/penilaian/", "/cms/"]),
        (Role.REVIEWER, ["/penilaian/", "/cms/"]),
        (Role.ADMIN, ["/penilaian/", "/kelola/", "/jp/", "/cms/"]),
    ],
)
def test_staff_find_the_pages_of_their_work_and_nobody_else_does(phone, sari, role, links):
    assign_role(sari, role, by=None)
    page = page_of(phone)
    doors = ["/penilaian/", "/kelola/", "/jp/", "/django-admin/certificates/certificate/", "/cms/"]
    assert [door for door in doors if f'href="{door}"' in page] == links


def test_the_administrator_of_a_school_is_not_led_to_the_editors_pages(phone, sari):
    assign_role(sari, Role.ADMIN, by=None, school=make_school())
    page = page_of(phone)
    assert ('href="/kelola/"' in page, 'href="/cms/"' in page) == (True, False)


def test_without_an_account_the_page_asks_to_sign_in(client, db):
    assert client.get("/belajar/").url == "/masuk/?next=/belajar/"


def test_the_page_is_never_kept_by_a_cache(phone):
    assert "no-store" in phone.get("/belajar/").headers["Cache-Control"]


def test_the_page_costs_the_same_for_one_course_and_for_thirty(phone, sari):
    enrol(sari, a_course(1))
    page_of(phone)
    with statements() as for_one:
        page_of(phone)
    for number in range(2, 31):
        course = a_course(number, award="completion")
        record_facts(sari, [read(course.code, f"otp-{number}"), read(course.code, f"apk-{number}")])
    with statements() as for_thirty:
        page_of(phone)

    assert (len(for_one), len(for_thirty)) == (6, 6)
