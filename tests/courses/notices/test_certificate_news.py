from datetime import date

import pytest

from certificates.domain.achievement import Achievement, Issuer
from certificates.domain.issuing import issue_certificate
from courses.notices.models import Message
from courses.people.models import User


@pytest.fixture
def achievement(db):
    sari = User.objects.create_user(
        "sari", "kopi-abung-barat", display_name="Bu Sari", language="en"
    )
    return Achievement(
        person_id=str(sari.public_id),
        achievement_key="course:W6",
        title="Aman di Dunia Digital",
        kind="completion",
        holder_name="Bu Sari",
        started_on=date(2026, 11, 1),
        finished_on=date(2026, 11, 20),
        issuer=Issuer("Pemkab", "Kotabumi", "Penanda Tangan", "Kepala", "https://x.example"),
    )


def test_the_holder_is_asked_once_and_in_their_language_to_look_at_the_name(
    achievement, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        certificate = issue_certificate(achievement)
        issue_certificate(achievement)

    message = Message.objects.get()
    assert (message.person, message.path) == (certificate.holder, f"/sertifikat/{certificate.pk}/")
    assert message.subject == "Your certificate for “Aman di Dunia Digital” is there"


def test_a_certificate_whose_holder_has_no_account_brings_no_message(
    achievement, django_capture_on_commit_callbacks
):
    User.objects.all().delete()

    with django_capture_on_commit_callbacks(execute=True):
        issue_certificate(achievement)

    assert not Message.objects.exists()
