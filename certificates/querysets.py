"""The reading vocabulary of certificates."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

if TYPE_CHECKING:
    from certificates.models import (
        Attainment,
        BulkLine,
        Certificate,
        CertificateEvent,
        CorrectionRequest,
        ExternalTraining,
        OutboxEntry,
        Programme,
    )


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates, narrowed by what they are."""

    def held_by(self, holder: AbstractBaseUser) -> Self:
        """Those that this person may see and fetch."""
        return self.filter(holder_id=holder.pk)

    def standing(self) -> Self:
        """Those neither revoked nor replaced."""
        return self.filter(revoked_at__isnull=True, replacement__isnull=True)

    def newest_versions(self) -> Self:
        """Those that nothing has taken the place of, revoked ones among them."""
        return self.filter(replacement__isnull=True)

    def named(self) -> Self:
        """Those whose printed name its holder has confirmed."""
        return self.filter(name_confirmed_at__isnull=False)

    def of_year(self, year: int) -> Self:
        """Those awarded in this year, by the issuer's own clock."""
        return self.filter(series__year=year)

    def with_jp(self) -> Self:
        """Those that count towards the JP of a year."""
        return self.filter(jp__gt=0)

    def with_lineage(self) -> Self:
        """Bring the version that each replaces, and the one that replaces it, along."""
        return self.select_related("replaces", "replacement", "series")


class OutboxQuerySet(models.QuerySet["OutboxEntry"]):
    """Derived work, narrowed by what has become of it."""

    def open(self) -> Self:
        """Work that is neither done nor given up."""
        return self.filter(done_at__isnull=True, parked_reason="")

    def due(self, now: datetime) -> Self:
        """Open work that nobody holds a lease on."""
        return self.open().filter(leased_until__lte=now)

    def parked(self) -> Self:
        """Work that was given up and waits for a person."""
        return self.exclude(parked_reason="")


class CorrectionQuerySet(models.QuerySet["CorrectionRequest"]):
    """Correction requests, narrowed by what has become of them."""

    def open(self) -> Self:
        """Those that wait for an answer."""
        return self.filter(answered_at__isnull=True)


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes, narrowed by what they can do now."""

    def open(self) -> Self:
        """Those that give certificates: switched on, and their JP agreed (nought among them)."""
        return self.filter(is_open=True, jp__isnull=False)

    def wait_for_jp(self) -> Self:
        """Those whose JP nobody has agreed to yet."""
        return self.filter(jp__isnull=True)


class AttainmentQuerySet(models.QuerySet["Attainment"]):
    """What people have met, narrowed by whose it is and when it was."""

    def of_person(self, person_id: str) -> Self:
        """Those of this person."""
        return self.filter(portfolio__person_id=person_id)

    def after(self, day: date) -> Self:
        """Those met on a later day than this."""
        return self.filter(met_on__gt=day)


class ExternalTrainingQuerySet(models.QuerySet["ExternalTraining"]):
    """Training of others, narrowed by what has become of it."""

    def waiting(self) -> Self:
        """Those that nobody has answered yet."""
        return self.filter(answered_at__isnull=True)

    def accepted(self) -> Self:
        """Those that count."""
        return self.filter(answer="accepted")

    def of_year(self, year: int) -> Self:
        """Those that ended in this year, which is the year in which their JP count."""
        return self.filter(finished_on__year=year)


class BulkLineQuerySet(models.QuerySet["BulkLine"]):
    """Lines of bulk issues, narrowed by what is still to do."""

    def due(self) -> Self:
        """Those that somebody has confirmed and nobody has worked on."""
        return self.filter(state="waiting", bulk__confirmed_at__isnull=False)


class AppendOnlyError(Exception):
    """History is written once: nothing in it is changed or taken away."""


class EventQuerySet(models.QuerySet["CertificateEvent"]):
    """The history of certificates; whoever is erased loses only who and why, never what and when."""

    def update(self, **values: Any) -> int:
        """Allow nothing but to forget: details emptied, the actor taken out."""
        if values != {"details": {}, "actor": None}:
            raise AppendOnlyError("The history of a certificate cannot be changed.")
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnlyError("The history of a certificate cannot be deleted.")
