"""Who teaches a class besides its owner."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from courses.classes.models import ClassTeacher, Pupil, SchoolClass
from courses.people.domain.audit import note
from courses.people.models import Role, User


def pupils_taught_by(teacher: User) -> QuerySet[User]:
    """Return the learners who sit in a class that the teacher teaches now."""
    classes = SchoolClass.objects.current().taught_by(teacher)
    return User.objects.filter(seats__in=Pupil.objects.present().filter(school_class__in=classes))


def colleagues_of(school_class: SchoolClass) -> list[User]:
    """Return the teachers of the school who do not teach the class yet."""
    teachers = User.objects.active().filter(
        roles__role=Role.TEACHER, roles__school=school_class.school_id
    )
    return list(teachers.exclude(classes_taught__school_class=school_class).distinct())


@transaction.atomic
def add_teacher(
    school_class: SchoolClass,
    person: User,
    kind: str,
    *,
    by: User,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> ClassTeacher:
    """Let a colleague teach the class: for good, or as a substitute for a period.

    Raises ValidationError for somebody from another school, and for a substitute without a period.
    """
    if person not in colleagues_of(school_class):
        raise ValidationError(
            _("Choose a teacher of your school who does not teach the class yet.")
        )
    is_substitute = kind == ClassTeacher.Kind.SUBSTITUTE
    if is_substitute and (starts_on is None or ends_on is None or ends_on < starts_on):
        raise ValidationError(_("Say from which day until which day the substitute teaches."))
    teacher = ClassTeacher.objects.create(
        school_class=school_class,
        person=person,
        kind=ClassTeacher.Kind.SUBSTITUTE if is_substitute else ClassTeacher.Kind.CO_TEACHER,
        starts_on=starts_on if is_substitute else None,
        ends_on=ends_on if is_substitute else None,
    )
    note(by, "class.teacher_added", person, school_class=school_class.code, kind=teacher.kind)
    return teacher


@transaction.atomic
def remove_teacher(teacher: ClassTeacher, *, by: User) -> None:
    """Let a colleague no longer teach the class. Raises ValidationError for its owner."""
    if teacher.kind == ClassTeacher.Kind.OWNER:
        raise ValidationError(_("The owner stays. Hand the class over first."))
    note(by, "class.teacher_removed", teacher.person, school_class=teacher.school_class.code)
    teacher.delete()


@transaction.atomic
def hand_over(school_class: SchoolClass, person: User, *, by: User) -> None:
    """Make a teacher of the same school the owner; the owner before teaches it no longer.

    Raises ValidationError for somebody who is no teacher there.
    """
    is_teacher = person.roles.filter(role=Role.TEACHER, school=school_class.school_id).exists()
    if not is_teacher or not person.is_active:
        raise ValidationError(_("Choose a teacher of this school."))
    school_class.teachers.filter(kind=ClassTeacher.Kind.OWNER).exclude(person=person).delete()
    ClassTeacher.objects.update_or_create(
        school_class=school_class,
        person=person,
        defaults={"kind": ClassTeacher.Kind.OWNER, "starts_on": None, "ends_on": None},
    )
    note(by, "class.handed_over", person, school_class=school_class.code)
