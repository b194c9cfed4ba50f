"""A certificate runs out: its holder hears in time, the public page says so afterwards."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.domain.expiring import remind_of_expiry
from certificates.domain.programmes import record_met
from certificates.models import Certificate, CertificateEvent
from certificates.rules import Standing, can_ask_for_correction, standing_of
from courses.notices.models import Message
from tests.certificates.awards import ISSUER, a_person
from tests.certificates.programmes import a_programme, passed, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder(db):
    return a_person()


@pytest.fixture
def certificate(holder):
    a_programme(validity_months=36, reminder_days=[90, 30, 7])
    return record_met(passed(), somebody(holder), ISSUER, holder)[0]


def with_days_left(certificate, days):
    Certificate.objects.filter(pk=certificate.pk).update(
        valid_until=timezone.localdate() + timedelta(days=days)
    )
    certificate.refresh_from_db()


def reminders():
    return list(CertificateEvent.objects.filter(kind="reminded").values_list("details", flat=True))


def test_each_of_the_programmes_days_reminds_once(certificate, django_capture_on_commit_callbacks):
    for days in (91, 90, 89, 30, 30, 8, 7, 3, 2):
        with_days_left(certificate, days)
        with django_capture_on_commit_callbacks(execute=True):
            remind_of_expiry()

    assert reminders() == [{"days": 90}, {"days": 30}, {"days": 7}]
    told = Message.objects.filter(kind__startswith="certificate-expiring").order_by("pk")
    assert [message.kind for message in told] == [
        "certificate-expiring-90",
        "certificate-expiring-30",
        "certificate-expiring-7",
    ]


def test_who_is_late_hears_once_and_not_for_every_day_that_passed(certificate):
    with_days_left(certificate, 5)
    remind_of_expiry()
    remind_of_expiry()

    assert reminders() == [{"days": 7}]


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_at": timezone.now(), "revoked_reason": "Keliru"},
        {"valid_until": None},
        {"holder": None},
    ],
)
def test_nobody_is_reminded_of_what_does_not_run_out_for_them(certificate, change):
    with_days_left(certificate, 5)
    Certificate.objects.filter(pk=certificate.pk).update(**change)

    assert remind_of_expiry() == 0


def test_it_stands_on_its_last_day_and_has_expired_on_the_next(certificate):
    with_days_left(certificate, 0)
    last_day = standing_of(certificate)
    with_days_left(certificate, -1)

    assert (last_day, standing_of(certificate)) == (Standing.GENUINE, Standing.EXPIRED)
    assert can_ask_for_correction(certificate)
