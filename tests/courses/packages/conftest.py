"""What the tests of packages share: a private storage of their own, and packages taken in."""

import io
from collections.abc import Callable

import pytest

from courses.catalogue.domain import publish_outline
from courses.packages.domain.importing import import_package
from courses.packages.domain.placing import place_packages
from courses.packages.models import Package
from courses.people.models import User
from tests.courses.catalogue.outlines import a_lesson, an_outline, key_of
from tests.courses.packages.making import cards_package

TakeIn = Callable[..., Package]


@pytest.fixture(autouse=True)
def _a_storage_of_its_own(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "private"), "base_url": None},
        }
    }
    settings.CERTIFICATE_ISSUER = "tests.courses.learning.facts.issuer"


@pytest.fixture
def sari(db):
    return User.objects.create_user("sari", "kopi-abung-barat", display_name="Bu Sari")


@pytest.fixture
def darto(db):
    return User.objects.create_user("darto", "lada-bukit-kemuning", display_name="Pak Darto")


@pytest.fixture
def take_in(db) -> TakeIn:
    """Return a function that takes a package in, by default three questions, with the libraries it brings."""

    def take(archive: bytes | None = None, **fields: object) -> Package:
        imported = import_package(io.BytesIO(archive or cards_package()), None, may_install=True)
        assert imported.package, imported.report.findings
        for name, value in fields.items():
            setattr(imported.package, name, value)
        imported.package.save()
        return imported.package

    return take


@pytest.fixture
def placed(take_in) -> Package:
    """Return three questions that stand in the lesson "kartu" of course W6 as the practice kartu-1."""
    package = take_in()
    publish_outline(an_outline("W6", a_lesson("kartu", "kartu-1"), a_lesson("lain")))
    place_packages("W6", {(key_of("kartu"), "kartu-1"): package.pk})
    return package
