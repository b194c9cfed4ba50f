import pytest
from django.core.cache import cache

from courses.people.models import Unit
from tests.people import make_citizen, make_civil_servant, make_person


@pytest.fixture(autouse=True)
def _no_tries_counted_yet(db):
    cache.clear()


@pytest.fixture
def citizen(db):
    return make_citizen()


@pytest.fixture
def admin(db):
    return make_person("Maya Sari", "admin")


@pytest.fixture
def district(db):
    return Unit.objects.get(code="KEC-10")


@pytest.fixture
def office(db):
    return Unit.objects.get(code="KEC-10-PEL")


@pytest.fixture
def head(district):
    return make_person("Nurhayati", "kepala_opd", unit=district)


@pytest.fixture
def servant(office):
    return make_civil_servant(office, number="198003122005011004")
