"""NIP and NI PPPK."""

import pytest
from django.core.exceptions import ValidationError

from courses.people.domain.accounts import CivilServant, set_civil_servant
from courses.people.domain.civil_numbers import masked_number, parse_civil_number
from courses.people.models import CivilServantProfile
from tests.people import make_civil_servant, make_person


@pytest.mark.parametrize(
    "typed",
    [
        "196608011988031001",
        "19660801 198803 1 001",
        "19660801.198803.1.001",
        "19660801-198803-1-001",
    ],
)
def test_a_nip_is_read_with_spaces_dots_and_dashes(typed):
    number = parse_civil_number(typed)
    assert (number.digits, number.born.isoformat(), number.looks_like_pns) == (
        "196608011988031001",
        "1966-08-01",
        True,
    )


def test_the_contract_count_of_a_pppk_is_no_month():
    number = parse_civil_number("199001012021212001")
    assert (number.appointed_year, number.looks_like_pns, number.doubts) == (2021, False, [])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "length"),
        ("19660801198803100", "length"),
        ("1966080119880310011", "length"),
        ("19660801198803100a", "length"),
        ("１９６６０８０１１９８８０３１００１", "length"),
        ("196602301988031001", "birth"),
        ("196613011988031001", "birth"),
        ("196608011988033001", "sex"),
        ("196608011988030001", "sex"),
        ("196608011988031000", "serial"),
    ],
)
def test_what_cannot_be_a_number_is_refused(typed, code):
    with pytest.raises(ValidationError) as refused:
        parse_civil_number(typed)
    assert refused.value.code == code


def test_an_odd_age_is_doubted_and_not_refused():
    assert len(parse_civil_number("198001011990031001").doubts) == 1


def test_only_the_end_of_a_number_is_shown():
    assert masked_number("196608011988031001") == "•••• •••• •••• 1001"


def test_the_number_is_encrypted_in_the_database_and_found_by_its_digest(servant):
    stored = CivilServantProfile.objects.raw(
        "SELECT id, number AS kept FROM people_civilservantprofile"
    )[0].kept
    assert "198003122005011004" not in stored
    assert CivilServantProfile.objects.get().number == "198003122005011004"


def test_one_number_belongs_to_one_person(servant, office):
    second = make_person("Kembar")
    with pytest.raises(ValidationError):
        set_civil_servant(second, CivilServant(office, number="198003122005011004"), by=None)
    assert CivilServantProfile.objects.count() == 1


def test_two_people_without_a_number_are_no_conflict(office):
    make_civil_servant(office, "Satu")
    make_civil_servant(office, "Dua")
    assert CivilServantProfile.objects.filter(number_digest=None).count() == 2
