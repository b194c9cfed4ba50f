"""Packages for tests of any part: their files in a folder of the test's own, taken in as an editor would."""

import io
from collections.abc import Callable

import pytest

from courses.catalogue.domain import publish_outline
from courses.packages.domain.importing import import_package
from courses.packages.domain.placing import place_packages
from courses.packages.models import Package
from tests.courses.catalogue.outlines import a_lesson, an_outline, key_of
from tests.courses.packages.making import cards_package

TakeIn = Callable[..., Package]


@pytest.fixture
def package_files(settings, tmp_path) -> None:
    """Keep what packages are made of in a folder of this test's own."""
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "private"), "base_url": None},
        }
    }
    settings.CERTIFICATE_ISSUER = "tests.courses.learning.facts.issuer"


@pytest.fixture
def take_in(db, package_files) -> TakeIn:
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
