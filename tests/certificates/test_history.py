"""What happened to a certificate is written once."""

import pytest
from django.db import DatabaseError, connection, transaction

from certificates.domain.issuing import issue_certificate
from certificates.models import CertificateEvent
from certificates.querysets import AppendOnlyError
from tests.certificates.awards import a_person, an_achievement

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    certificate = issue_certificate(an_achievement())
    return CertificateEvent.objects.create(
        certificate=certificate,
        kind=CertificateEvent.Kind.REVOKED,
        actor=a_person(),
        details={"reason": "salah orang"},
    )


def row():
    return CertificateEvent.objects.values("kind", "actor_id", "details").get()


@pytest.mark.parametrize(
    "change",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda _event: CertificateEvent.objects.update(kind="issued"),
        lambda _event: CertificateEvent.objects.all().delete(),
        lambda event: event.certificate.delete(),
    ],
)
def test_the_models_refuse_to_change_or_delete_an_event(event, change):
    before = row()

    with pytest.raises((AppendOnlyError, DatabaseError)):
        change(event)

    assert row() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE certificates_certificateevent SET kind = 'issued'",
        "UPDATE certificates_certificateevent SET at = '2020-01-01 00:00:00+00:00'",
        'UPDATE certificates_certificateevent SET details = \'{"reason": "lain"}\'',
        "UPDATE certificates_certificateevent SET actor_id = actor_id + 1",
    ],
)
def test_the_database_refuses_whoever_writes_past_the_models(event, statement):
    before = row()

    with (
        pytest.raises(DatabaseError, match="cannot be changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert row() == before


def test_an_account_that_goes_leaves_the_event_without_an_actor(event):
    event.actor.delete()

    assert row() == {"kind": "revoked", "actor_id": None, "details": {"reason": "salah orang"}}
