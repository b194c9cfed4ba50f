import pytest

from courses.people.models import User


@pytest.fixture(autouse=True)
def _an_issuer(settings):
    settings.CERTIFICATE_ISSUER = "tests.courses.learning.facts.issuer"


@pytest.fixture
def sari(db):
    return User.objects.create_user("sari", "kopi-abung-barat", display_name="Bu Sari")


@pytest.fixture
def darto(db):
    return User.objects.create_user("darto", "lada-bukit-kemuning", display_name="Pak Darto")
