"""Ten imports of one package at one moment make one row for each of its libraries, on a real PostgreSQL."""

import io

import pytest

from courses.packages.domain.importing import import_package
from courses.packages.models import Blob, Library, LibraryFile, Package
from tests.courses.packages.making import cards_package
from tests.faults.test_facts_in_a_storm import at_once

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("package_files"),
]


def test_ten_imports_at_once_give_one_library_row():
    archive = cards_package()

    imported = at_once(*[lambda: import_package(io.BytesIO(archive), None, may_install=True)] * 10)

    assert {one.report.verdict for one in imported} == {"accepted"}
    assert (Package.objects.count(), Library.objects.count()) == (10, 2)
    assert LibraryFile.objects.count() == len(
        set(LibraryFile.objects.values_list("library", "path"))
    )
    assert Blob.objects.count() == LibraryFile.objects.count()
