"""Seat pupils in a class, change a seat, move it, take it back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from courses.classes.domain.cards import end_sessions_of, new_secret
from courses.classes.domain.names import nickname_of
from courses.classes.models import Pupil, SchoolClass
from courses.people import secrets
from courses.people.domain.audit import note
from courses.people.models import User

MOST_PUPILS = 60
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Newcomer:
    """Who is to be seated; without a number they get the next free one."""

    name: str
    sex: str = ""
    nisn: str = ""
    number: int | None = None


@transaction.atomic
def seat_pupils(
    school_class: SchoolClass, newcomers: Sequence[Newcomer], *, by: User | None
) -> list[Pupil]:
    """Return the seats of these pupils, each with a card of its own. Six statements for any number.

    Raises ValidationError when the class would get too large.
    """
    seats = list(
        Pupil.objects.select_for_update(of=("self",))
        .filter(school_class=school_class)
        .present()
        .select_related("person")
    )
    if len(seats) + len(newcomers) > MOST_PUPILS:
        raise ValidationError(
            _("A class has at most %(most)d pupils. Divide them between two classes.")
            % {"most": MOST_PUPILS}
        )
    nicknames = {seat.person.display_name for seat in seats}
    people = User.objects.bulk_create(_person(one.name, nicknames) for one in newcomers)
    numbers = _numbers({seat.number for seat in seats}, newcomers)
    seated = Pupil.objects.bulk_create(
        Pupil(
            school_class=school_class,
            person=person,
            number=number,
            name=one.name,
            sex=one.sex,
            nisn_digest=digest_of_nisn(one.nisn),
            secret=new_secret(school_class.sign_in),
        )
        for one, person, number in zip(newcomers, people, numbers, strict=True)
    )
    note(by, "pupils.seated", school_class=school_class.code, count=len(seated))
    return seated


def digest_of_nisn(nisn: str) -> str:
    """Return the keyed hash by which the same pupil is recognised; nothing for nothing."""
    return secrets.digest_of(nisn, "nisn") if nisn else ""


def digests_of_nisn(nisn: str) -> list[str]:
    """Return the hash by every key in use."""
    return secrets.digests_of(nisn, "nisn") if nisn else []


@dataclass(frozen=True)
class SeatFacts:
    """What a teacher may say about a pupil."""

    number: int
    name: str
    nickname: str
    sex: str = ""


@transaction.atomic
def change_pupil(pupil: Pupil, facts: SeatFacts, *, by: User) -> None:
    """Keep other facts. Raises ValidationError when somebody else has the attendance number."""
    pupil.number, pupil.name, pupil.sex = facts.number, facts.name, facts.sex
    try:
        with transaction.atomic():
            pupil.save(update_fields=["number", "name", "sex"])
    except IntegrityError:
        raise ValidationError(
            _("Number %(number)d is taken in this class. Choose another one.")
            % {"number": facts.number}
        ) from None
    if pupil.person.is_class_pupil:
        User.objects.filter(pk=pupil.person_id).update(display_name=facts.nickname)
    note(by, "pupil.changed", pupil.person)


@transaction.atomic
def give_new_card(pupil: Pupil, *, by: User) -> None:
    """Make the old card worthless and end a wait; the pupil is signed out everywhere."""
    pupil.secret = new_secret(pupil.school_class.sign_in)
    pupil.tries, pupil.wait_until = 0, None
    pupil.save(update_fields=["secret", "tries", "wait_until"])
    end_sessions_of([pupil.person_id])
    note(by, "pupil.new_card", pupil.person)


@transaction.atomic
def release_pupil(pupil: Pupil, *, by: User) -> None:
    """Take the pupil out of the class; marks stay until the class itself is erased."""
    pupil.left_at = timezone.now()
    pupil.save(update_fields=["left_at"])
    end_sessions_of([pupil.person_id])
    note(by, "pupil.left", pupil.person, school_class=pupil.school_class.code)


@transaction.atomic
def take_back(pupil: Pupil, *, by: User) -> None:
    """Seat a pupil again who has left, under the old number or the next free one."""
    taken = set(pupil.school_class.pupils.present().values_list("number", flat=True))
    pupil.number = next(_numbers(taken, [Newcomer(pupil.name, number=pupil.number)]))
    pupil.left_at = None
    pupil.save(update_fields=["number", "left_at"])
    note(by, "pupil.back", pupil.person, school_class=pupil.school_class.code)


@transaction.atomic
def move_pupil(pupil: Pupil, to: SchoolClass, *, by: User) -> Pupil:
    """Return the pupil's seat in the other class; what was learnt goes along, marks stay behind."""
    release_pupil(pupil, by=by)
    taken = set(to.pupils.present().values_list("number", flat=True))
    number = next(_numbers(taken, [Newcomer(pupil.name, number=pupil.number)]))
    seat, _made = Pupil.objects.update_or_create(
        school_class=to,
        person=pupil.person,
        defaults={
            "number": number,
            "name": pupil.name,
            "sex": pupil.sex,
            "nisn_digest": pupil.nisn_digest,
            "secret": new_secret(to.sign_in),
            "left_at": None,
        },
    )
    return seat


def _person(name: str, nicknames: set[str]) -> User:
    nickname = nickname_of(name, nicknames)
    nicknames.add(nickname)
    return User(
        username=f"murid-{get_random_string(20, LETTERS)}",
        display_name=nickname,
        password=make_password(None),
        is_class_pupil=True,
    )


def _numbers(taken: set[int], newcomers: Iterable[Newcomer]) -> Iterator[int]:
    """Yield the wished number of each where it is free, else the next free one."""
    waiting = list(newcomers)
    reserved = taken | {one.number for one in waiting if one.number}
    given = set(taken)
    free = iter(number for number in range(1, 1000) if number not in reserved)
    for one in waiting:
        number = one.number if one.number and one.number not in given else next(free)
        given.add(number)
        yield number
