"""Who reaches what: every address of classes × every role × own and another class's objects.

The addresses come from the URL configuration, so a new one without a row here fails.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.classes import urls
from courses.classes.domain.assigning import PAPER
from courses.classes.domain.teachers import add_teacher
from courses.people.domain.roles import assign_role
from courses.people.models import Role, RoleAssignment
from tests.courses.classes.making import give, make_class, owner_of
from tests.people import make_citizen, make_person, make_school, make_teacher

pytestmark = pytest.mark.django_db

READERS = {"owner", "co", "substitute", "head"}
TEACHERS = {"owner", "co", "substitute"}
OWNER = {"owner"}
# Every address below /kelas/<code>/, and who reaches it for the class VII A.
REACHED_BY = {
    "class": READERS,
    "change": OWNER,
    "archive": OWNER,
    "restore": OWNER,
    "next-year": OWNER,
    "teachers": OWNER,
    "remove-teacher": OWNER,
    "owner": OWNER | {"head"},
    "roster": TEACHERS,
    "roster-look": TEACHERS,
    "roster-confirm": TEACHERS,
    "roster-template": TEACHERS,
    "cards": TEACHERS,
    "add-pupil": TEACHERS,
    "pupil-detail": TEACHERS,
    "card": TEACHERS,
    "new-card": TEACHERS,
    "leave": TEACHERS,
    "back": TEACHERS,
    "move": TEACHERS,
    "consent": TEACHERS,
    "consent-back": TEACHERS,
    "new-assignment": TEACHERS,
    "assignment": READERS,
    "change-assignment": TEACHERS,
    "withdraw-assignment": TEACHERS,
    "remedial": TEACHERS,
    "live": TEACHERS,
    "cell": READERS,
    "gradebook": READERS,
    "export": READERS,
    "gains": READERS,
}
NOT_OF_ONE_CLASS = {"enter", "home", "new", "pupil", "go", "school", "regency"}
POSTED = {
    "archive", "restore", "remove-teacher", "roster-look", "roster-confirm", "new-card", "leave",
    "back", "move", "consent", "consent-back", "withdraw-assignment", "remedial",
}  # fmt: skip


class World:
    """Two classes at one school and one at another, and everybody who might look."""

    def __init__(self) -> None:
        self.school, self.far = (
            make_school(),
            make_school("10800002", "SMP Negeri 2 Bukit Kemuning"),
        )
        self.own = make_class(school=self.school)
        self.next_door = make_class(school=self.school, name="VII B")
        self.elsewhere = make_class(school=self.far, name="VIII C")
        self.assignments = {
            each.pk: give(each, PAPER, title="Poster")
            for each in (self.own, self.next_door, self.elsewhere)
        }
        self.people = {"owner": owner_of(self.own)} | self._colleagues() | self._strangers()

    def _colleagues(self):
        today, owner = timezone.localdate(), owner_of(self.own)
        names = ("co", "substitute", "substitute before", "substitute later", "moved away")
        found = {name: make_teacher(self.school, name) for name in names}
        add_teacher(self.own, found["co"], "co", by=owner)
        add_teacher(self.own, found["moved away"], "co", by=owner)
        for name, starts, ends in (
            ("substitute", -1, 1),
            ("substitute before", -9, -2),
            ("substitute later", 2, 9),
        ):
            period = {
                "starts_on": today + timedelta(days=starts),
                "ends_on": today + timedelta(days=ends),
            }
            add_teacher(self.own, found[name], "substitute", by=owner, **period)
        RoleAssignment.objects.filter(person=found["moved away"]).delete()
        assign_role(found["moved away"], Role.TEACHER, by=None, school=self.far)
        return found

    def _strangers(self):
        return {
            "head": make_person("Kepala", Role.SCHOOL_HEAD, school=self.school),
            "teacher next door": owner_of(self.next_door),
            "teacher elsewhere": owner_of(self.elsewhere),
            "head elsewhere": make_person("Kepala jauh", Role.SCHOOL_HEAD, school=self.far),
            "education officer": make_person("Dinas", Role.EDUCATION_OFFICER),
            "admin": make_person("Admin", Role.ADMIN),
            "citizen": make_citizen(),
            "pupil of the class": self.own.pupils.first().person,
            "pupil next door": self.next_door.pupils.first().person,
        }

    def address(self, name: str, school_class, objects_of=None) -> str:
        objects = objects_of or school_class
        facts = {
            "code": school_class.code,
            "pupil": objects.pupils.first().pk,
            "assignment": self.assignments[objects.pk].pk,
            "teacher": objects.teachers.exclude(kind="owner").first(),
        }
        facts["teacher"] = facts["teacher"].pk if facts["teacher"] else 10**6
        return reverse(f"classes:{name}", kwargs={key: facts[key] for key in wanted(name)})


def wanted(name: str) -> list[str]:
    pattern = next(each for each in urls.urlpatterns if each.name == name)
    return list(pattern.pattern.converters)


def answer(person, address: str, name: str):
    client = Client(raise_request_exception=True)
    if person is not None:
        client.force_login(person)
    return client.post(address) if name in POSTED else client.get(address)


def test_every_address_has_its_row():
    named = {pattern.name for pattern in urls.urlpatterns}

    assert named == REACHED_BY.keys() | NOT_OF_ONE_CLASS


@pytest.mark.parametrize("name", sorted(REACHED_BY))
def test_an_address_of_a_class_opens_to_its_roles_and_to_nobody_else(name):
    world = World()
    address = world.address(name, world.own)
    # What deletes or ends something is asked of strangers first, of those who may, at the end.
    strangers = [who for who in world.people if who not in REACHED_BY[name]]

    found = {who: answer(world.people[who], address, name).status_code for who in strangers}

    assert found == dict.fromkeys(strangers, 404)
    assert answer(None, address, name).headers["Location"].startswith("/masuk/")
    if name not in POSTED:
        reached = {
            who: answer(world.people[who], address, name).status_code for who in REACHED_BY[name]
        }
        assert reached == dict.fromkeys(REACHED_BY[name], 200)


@pytest.mark.parametrize(
    "name", sorted(name for name in REACHED_BY if len(wanted(name)) > 1 or name == "class")
)
def test_no_id_of_another_class_works_under_ones_own_code(name):
    world = World()
    found = {
        (who, other.name): answer(
            world.people[who], world.address(name, world.own, objects_of=other), name
        ).status_code
        for who in sorted(REACHED_BY[name])
        for other in (world.next_door, world.elsewhere)
        if name != "class"
    }

    assert set(found.values()) <= {404}
    assert (
        answer(world.people["owner"], world.address(name, world.next_door), name).status_code == 404
    )


def test_a_pupil_cannot_be_moved_into_a_class_that_is_not_ones_own():
    world = World()
    client = Client()
    client.force_login(world.people["owner"])
    pupil = world.own.pupils.first()

    answered = client.post(
        reverse("classes:move", args=[world.own.code, pupil.pk]), {"to": world.next_door.code}
    )

    pupil.refresh_from_db()
    assert (answered.status_code, pupil.left_at) == (404, None)


def test_an_assignment_cannot_name_a_pupil_of_another_class():
    world = World()
    client = Client()
    client.force_login(world.people["owner"])
    facts = {"what": PAPER, "title": "X", "opens_on": "2026-11-22", "purpose": "tugas"}

    answered = client.post(
        reverse("classes:new-assignment", args=[world.own.code]),
        facts | {"pupils": world.next_door.pupils.first().pk},
    )

    assert answered.status_code == 200
    assert world.own.assignments.count() == 1


@pytest.mark.parametrize(
    ("address", "reached"),
    [
        ("/kelas/sekolah/", {"head", "head elsewhere"}),
        ("/kelas/kabupaten/", {"education officer"}),
    ],
)
def test_overviews_open_to_heads_and_to_the_education_officer_alone(address, reached):
    world = World()

    found = {
        who for who in world.people if answer(world.people[who], address, "").status_code == 200
    }

    assert found == reached


def test_a_head_sees_only_the_classes_of_the_own_school():
    world = World()
    client = Client()
    client.force_login(world.people["head"])

    page = client.get("/kelas/sekolah/").content.decode()

    assert [each.code in page for each in (world.own, world.next_door, world.elsewhere)] == [
        True,
        True,
        False,
    ]


def test_the_education_officer_sees_no_name_and_no_class():
    world = World()
    client = Client()
    client.force_login(world.people["education officer"])

    page = client.get("/kelas/kabupaten/").content.decode()

    hidden = ["VII A", world.own.code, *world.own.pupils.values_list("name", flat=True)]
    assert [text for text in hidden if text in page] == []


def test_pupils_of_classes_are_in_no_list_of_people_not_even_an_administrators():
    from courses.people.models import User

    world = World()

    assert not User.objects.visible_to(world.people["admin"]).filter(is_class_pupil=True).exists()


def test_a_pupil_opens_only_what_was_assigned_to_them():
    world = World()
    client = Client()
    client.force_login(world.people["pupil of the class"])

    statuses = [
        client.get(f"/kelas/saya/{assignment.pk}/").status_code
        for assignment in world.assignments.values()
    ]

    # Work on paper leads nowhere, and the other two are other classes'.
    assert statuses == [404, 404, 404]
