"""Give and take roles; Wagtail's groups and the technical admin follow."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from certificates.rules import KEEPERS_MAY
from courses.people.domain.audit import note
from courses.people.models import Role, RoleAssignment, School, Unit, User

KEEPERS = "Penjaga Sertifikat"
# The groups that cms gives its permissions to, and the one that keeps the register of certificates.
GROUP_OF_ROLE = {
    Role.EDITOR: "Editor",
    Role.REVIEWER: "Penelaah",
    Role.ADMIN: "Admin",
    Role.CERTIFIER: KEEPERS,
}


@transaction.atomic
def assign_role(
    person: User,
    role: Role,
    *,
    by: User | None,
    unit: Unit | None = None,
    school: School | None = None,
) -> RoleAssignment:
    """Give the person a role for a unit, a school or everywhere; giving it twice changes nothing."""
    assignment, is_new = RoleAssignment.objects.get_or_create(
        person=person, role=role, unit=unit, school=school, defaults={"given_by": by}
    )
    if is_new:
        note(
            by,
            "role.given",
            person,
            role=role,
            unit=unit and unit.code,
            school=school and school.npsn,
        )
        _follow_roles(person)
    return assignment


@transaction.atomic
def revoke_role(assignment: RoleAssignment, *, by: User | None) -> None:
    """Take the role away again."""
    person = assignment.person
    note(
        by,
        "role.taken",
        person,
        role=assignment.role,
        unit=assignment.unit and assignment.unit.code,
        school=assignment.school_id,
    )
    assignment.delete()
    _follow_roles(person)


def _follow_roles(person: User) -> None:
    """Bring groups and the technical admin in step with the roles that reach everywhere or somewhere."""
    roles = set(person.roles.values_list("role", flat=True))
    for role, name in GROUP_OF_ROLE.items():
        group = _group(name)
        # An administrator of one unit looks after its people; the site is not theirs.
        if role in roles and (role != Role.ADMIN or _is_admin_everywhere(person)):
            person.groups.add(group)
        else:
            person.groups.remove(group)
    person.is_staff = person.is_superuser or Role.CERTIFIER in roles or _is_admin_everywhere(person)
    person.save(update_fields=["is_staff"])


def _group(name: str) -> Group:
    """Return the group; the keepers' one with what they may do in this version of the register."""
    group, _made = Group.objects.get_or_create(name=name)
    if name == KEEPERS:
        # The door of the admin too, where certificate programmes are written.
        group.permissions.set(
            Permission.objects.filter(
                Q(content_type__app_label="certificates", codename__in=KEEPERS_MAY)
                | Q(content_type__app_label="wagtailadmin", codename="access_admin")
            )
        )
    return group


def _is_admin_everywhere(person: User) -> bool:
    return person.roles.filter(role=Role.ADMIN, unit=None, school=None).exists()
