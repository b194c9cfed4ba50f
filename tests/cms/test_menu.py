"""The menu of the editors' pages."""

import pytest

from courses.people.domain.roles import assign_role
from courses.people.models import Role
from tests.people import make_person, sign_in_as_staff

TO_PEOPLE = '"url": "/kelola/"'


@pytest.mark.parametrize(
    ("roles", "is_led"),
    [
        ([Role.ADMIN], True),
        ([Role.EDITOR], False),
        ([Role.REVIEWER], False),
        ([Role.EDITOR, Role.TRAINER], True),
    ],
)
def test_whoever_looks_after_people_is_led_to_them(db, client, roles, is_led):
    person = make_person("Wati")
    for role in roles:
        assign_role(person, role, by=None)
    sign_in_as_staff(client, person)
    assert (TO_PEOPLE in client.get("/cms/").content.decode()) is is_led
