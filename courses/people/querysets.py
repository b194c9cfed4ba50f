"""The reading vocabulary of people."""

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

if TYPE_CHECKING:
    from courses.people.models import Unit, User


class UserQuerySet(models.QuerySet["User"]):
    """People, narrowed by what they are."""

    def active(self) -> Self:
        """Those who may sign in."""
        return self.filter(is_active=True, erased_at__isnull=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc] - a base made by a call
    """Makes people; names and natural keys as Django's own manager has them."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new person who may sign in with this password, or with none yet."""
        user: User = self.model(username=username, **{"display_name": username, **fields})
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new person whom no check stops; for the first administrator."""
        return self.create_user(username, password, **{**fields, "is_staff": True, "is_superuser": True})


class UnitQuerySet(MP_NodeQuerySet):
    """Units, narrowed by where they hang in the tree."""

    def below(self, unit: "Unit") -> Self:
        """The unit itself and everything under it."""
        return self.filter(path__startswith=unit.path)


class UnitManager(MP_NodeManager.from_queryset(UnitQuerySet)):  # type: ignore[misc] - a base made by a call
    """Reads units in tree order."""

    def get_queryset(self) -> UnitQuerySet:
        """Return all units in tree order, as treebeard wants its manager to."""
        return UnitQuerySet(self.model).order_by("path")


class CivilServantQuerySet(models.QuerySet):
    """Civil servants, narrowed by unit."""

    def of_unit(self, unit: "Unit") -> Self:
        """Those of the unit and of everything under it."""
        return self.filter(unit__path__startswith=unit.path)
