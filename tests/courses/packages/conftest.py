"""What the tests of packages share: a storage of their own, and two learners."""

import pytest

from courses.people.models import User


@pytest.fixture(autouse=True)
def _files_apart(package_files):
    """Let no test here write to the site's own storage."""


@pytest.fixture
def sari(db):
    return User.objects.create_user("sari", "kopi-abung-barat", display_name="Bu Sari")


@pytest.fixture
def darto(db):
    return User.objects.create_user("darto", "lada-bukit-kemuning", display_name="Pak Darto")
