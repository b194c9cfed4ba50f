"""The reading vocabulary of people."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Q
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

if TYPE_CHECKING:
    from courses.people.models import CivilServantProfile, Unit, User

NOBODY = Q(pk__in=())


@dataclass(frozen=True)
class Scope:
    """Whom somebody's roles reach: everybody, all civil servants, units, schools, areas."""

    everywhere: bool = False
    civil_servants: bool = False
    unit_paths: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    is_trainer: bool = False

    @property
    def is_only_trainer(self) -> bool:
        """Whether nothing but the trainer's role lets the viewer see people."""
        return self.is_trainer and self == Scope(is_trainer=True)

    def units(self, field: str) -> Q:
        """Return the units in reach, by the field that holds a unit's path."""
        return reduce(
            or_, (Q(**{f"{field}__startswith": path}) for path in self.unit_paths), NOBODY
        )


def scope_of(viewer: "User") -> Scope:
    """Return whom the viewer's roles reach; one query."""
    roles = list(viewer.roles.select_related("unit"))
    governing = [row for row in roles if row.role in ("kepala_opd", "admin")]
    return Scope(
        everywhere=viewer.is_superuser
        or any(row.role == "admin" and not (row.unit_id or row.school_id) for row in roles),
        civil_servants=any(row.role == "bkpsdm" for row in roles),
        unit_paths=tuple(row.unit.path for row in governing if row.unit),
        schools=tuple(
            row.school_id for row in roles if row.school_id and row.role in ("guru", "admin")
        ),
        is_trainer=any(row.role == "pelatih" for row in roles),
    )


class UserQuerySet(models.QuerySet["User"]):
    """People, narrowed by what they are and by who looks."""

    def active(self) -> Self:
        """Return those who may sign in."""
        return self.filter(is_active=True, erased_at__isnull=True)

    def never_activated(self) -> Self:
        """Return those who were given an account and have not opened it yet."""
        no_passphrase = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return self.active().filter(no_passphrase, civil_servant__isnull=False)

    def visible_to(self, viewer: "User") -> Self:
        """Return those whom the viewer's roles reach, and never anybody else."""
        scope = scope_of(viewer)
        # Pupils of a class are their teachers' alone, whatever somebody's roles reach.
        people = self.filter(erased_at__isnull=True, is_class_pupil=False)
        if scope.everywhere:
            return people
        reach = scope.units("civil_servant__unit__path") | Q(pupil__school__in=scope.schools)
        if scope.civil_servants:
            reach |= Q(civil_servant__isnull=False)
        if scope.is_trainer:
            reach |= _citizens_of_the_areas_of(viewer)
        # Who asked for a pause (UU 27/2022 article 11) is shown to administrators alone.
        return people.filter(reach, paused_at=None)

    def matching(self, words: str) -> Self:
        """Return those whose name, user name or phone holds every word."""
        found = self
        for word in words.split()[:6]:
            found = found.filter(
                Q(display_name__icontains=word)
                | Q(username__icontains=word)
                | Q(phone__endswith=word.lstrip("0+"))
            )
        return found


def _citizens_of_the_areas_of(trainer: "User") -> Q:
    """Return the citizens of the districts where the trainer works, and those who say no area."""
    areas = Q(citizen__area__trainers__person=trainer) | Q(
        citizen__area__parent__trainers__person=trainer
    )
    nothing_else = Q(
        civil_servant__isnull=True, pupil__isnull=True, teacher__isnull=True, trainer__isnull=True
    )
    return Q(citizen__isnull=False) & nothing_else & (areas | Q(citizen__area__isnull=True))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # a base made by a call
    """Makes people; names and natural keys as Django's own manager has them."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new person who may sign in with this password, or with none yet."""
        user: User = self.model(username=username.lower(), **{"display_name": username, **fields})
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new person whom no check stops; for the first administrator."""
        return self.create_user(
            username, password, **{**fields, "is_staff": True, "is_superuser": True}
        )


class UnitQuerySet(MP_NodeQuerySet):
    """Units, narrowed by where they hang in the tree."""

    def below(self, unit: "Unit") -> Self:
        """Return the unit itself and everything under it."""
        return self.filter(path__startswith=unit.path)

    def visible_to(self, viewer: "User") -> Self:
        """Return the units whose people the viewer may see."""
        scope = scope_of(viewer)
        return (
            self if scope.everywhere or scope.civil_servants else self.filter(scope.units("path"))
        )


class UnitManager(MP_NodeManager.from_queryset(UnitQuerySet)):  # type: ignore[misc]  # a base made by a call
    """Reads units in tree order."""

    def get_queryset(self) -> UnitQuerySet:
        """Return all units in tree order, as treebeard wants its manager to."""
        return UnitQuerySet(self.model).order_by("path")


class CivilServantQuerySet(models.QuerySet["CivilServantProfile"]):
    """Civil servants, narrowed by unit and by who looks."""

    def of_unit(self, unit: "Unit") -> Self:
        """Return those of the unit and of everything under it."""
        return self.filter(unit__path__startswith=unit.path)

    def visible_to(self, viewer: "User") -> Self:
        """Return those whom the viewer's roles reach, and never anybody else."""
        scope = scope_of(viewer)
        return (
            self
            if scope.everywhere or scope.civil_servants
            else self.filter(scope.units("unit__path"))
        )
