"""The reading vocabulary of packages."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from courses.packages.models import Forwarding, Library, Package, Statement, Upload


class LibraryQuerySet(models.QuerySet["Library"]):
    """Installed libraries."""

    def with_use(self) -> Self:
        """Count the packages that play on each, as `package_count`."""
        return self.annotate(package_count=models.Count("packages"))

    def in_version(self, machine_name: str, major: int, minor: int) -> Self:
        """Keep the one of this name and minor version."""
        return self.filter(machine_name=machine_name, major=major, minor=minor)


class PackageQuerySet(models.QuerySet["Package"]):
    """Packages."""

    def placed(self) -> Self:
        """Keep those that stand in a published lesson."""
        return self.filter(placements__isnull=False).distinct()

    def with_main_library(self) -> Self:
        """Bring the main library along in the same query."""
        return self.select_related("main_library")


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads."""

    def due(self, now: datetime) -> Self:
        """Keep those that wait and that no worker holds."""
        return self.filter(state="waiting", leased_until__lte=now)


class StatementQuerySet(models.QuerySet["Statement"]):
    """Statements."""

    def about(self, activity: str, *, related: bool) -> Self:
        """Keep those about this activity; with `related`, also about the parts of it."""
        if related:
            return self.filter(
                models.Q(activity=activity) | models.Q(activity__startswith=f"{activity}?")
            )
        return self.filter(activity=activity)


class ForwardingQuerySet(models.QuerySet["Forwarding"]):
    """Statements on their way out."""

    def due(self, now: datetime) -> Self:
        """Keep those that wait and that no worker holds."""
        return self.filter(done_at__isnull=True, parked_reason="", leased_until__lte=now)
