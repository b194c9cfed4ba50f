"""Open, change, archive and follow up a class."""

import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.classes.domain.cards import end_sessions_of, new_secret
from courses.classes.domain.school_years import erased_on, next_name, school_year_of
from courses.classes.models import ClassTeacher, Pupil, SchoolClass
from courses.people.domain.audit import note
from courses.people.models import Role, School, User

# Without I, O, 0 and 1, which children and copies mistake for each other.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH_OF_CODE = 6
ROUNDS = 20


@dataclass(frozen=True)
class ClassFacts:
    """What a teacher states about a class."""

    name: str
    phase: str = SchoolClass.Phase.D
    sign_in: str = SchoolClass.SignIn.PIN
    threshold: int = 75


def schools_of(teacher: User) -> list[School]:
    """Return the schools at which this person is a teacher now."""
    return list(
        School.objects.filter(
            role_assignments__person=teacher, role_assignments__role=Role.TEACHER
        ).distinct()
    )


@transaction.atomic
def open_class(
    teacher: User, school: School, facts: ClassFacts, *, year: int | None = None
) -> SchoolClass:
    """Return a new class of this teacher; raises ValidationError at a school where they do not teach."""
    if school not in schools_of(teacher):
        raise ValidationError(
            _("You do not teach at this school. Ask an administrator for the role.")
        )
    year = school_year_of() if year is None else year
    opened = _with_free_code(
        SchoolClass(school=school, year=year, erase_on=erased_on(year), **vars(facts))
    )
    ClassTeacher.objects.create(school_class=opened, person=teacher)
    note(teacher, "class.opened", school_class=opened.code)
    return opened


def change_class(school_class: SchoolClass, facts: ClassFacts, *, by: User) -> None:
    """Keep other facts; other pictures or PINs are given when the way of signing in changes."""
    from_another_way = school_class.sign_in != facts.sign_in
    for name, value in vars(facts).items():
        setattr(school_class, name, value)
    with transaction.atomic():
        school_class.save(update_fields=list(vars(facts)))
        if from_another_way:
            _give_new_secrets(school_class)
        note(by, "class.changed", school_class=school_class.code)


@transaction.atomic
def archive_class(school_class: SchoolClass, *, by: User) -> None:
    """End the class: cards no longer open it, and everything in it can only be read."""
    school_class.archived_at = timezone.now()
    school_class.save(update_fields=["archived_at"])
    end_sessions_of(school_class.pupils.values_list("person", flat=True))
    note(by, "class.archived", school_class=school_class.code)


@transaction.atomic
def restore_class(school_class: SchoolClass, *, by: User) -> None:
    """Take an archived class up again."""
    school_class.archived_at = None
    school_class.save(update_fields=["archived_at"])
    note(by, "class.restored", school_class=school_class.code)


@transaction.atomic
def roll_over(school_class: SchoolClass, *, by: User, name: str = "") -> SchoolClass:
    """Return the class of the next school year with the same pupils, and archive this one.

    Pupils keep number, card and what they have learnt. Raises ValidationError the second time.
    """
    locked = SchoolClass.objects.select_for_update().get(pk=school_class.pk)
    if locked.followed_by_id:
        raise ValidationError(_("This class already goes on in the next school year."))
    facts = ClassFacts(
        name or next_name(locked.name), locked.phase, locked.sign_in, locked.threshold
    )
    following = open_class(by, locked.school, facts, year=locked.year + 1)
    Pupil.objects.bulk_create(
        Pupil(
            school_class=following,
            person_id=seat.person_id,
            number=seat.number,
            name=seat.name,
            sex=seat.sex,
            nisn_digest=seat.nisn_digest,
            secret=seat.secret,
        )
        for seat in locked.pupils.present()
    )
    locked.followed_by = following
    locked.save(update_fields=["followed_by"])
    archive_class(locked, by=by)
    return following


def _with_free_code(unsaved: SchoolClass) -> SchoolClass:
    for _round in range(ROUNDS):
        unsaved.code = "".join(secrets.choice(LETTERS) for _sign in range(LENGTH_OF_CODE))
        try:
            with transaction.atomic():
                unsaved.save()
        except IntegrityError:
            continue
        return unsaved
    message = "No free class code was found"
    raise IntegrityError(message)


def _give_new_secrets(school_class: SchoolClass) -> None:
    seats = list(school_class.pupils.all())
    for seat in seats:
        seat.secret = new_secret(school_class.sign_in)
    Pupil.objects.bulk_update(seats, ["secret"])
    end_sessions_of(seat.person_id for seat in seats)
