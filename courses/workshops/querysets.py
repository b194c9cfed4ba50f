"""The reading vocabulary of workshops."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from courses.people.querysets import scope_of

if TYPE_CHECKING:
    from courses.people.models import User
    from courses.workshops.models import (
        Attendee,
        Kit,
        LearnerCard,
        LearningPlace,
        Meeting,
        Registration,
        Workshop,
        WorkshopFact,
    )

TAKING_A_SEAT = ("held", "offered")


class KitQuerySet(models.QuerySet["Kit"]):
    """Kits, as they are published."""

    def published(self) -> Self:
        """Return those a workshop can be planned with."""
        return self.filter(withdrawn_at=None)


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    """Workshops, narrowed by who runs them and when they are."""

    def run_by(self, person: "User") -> Self:
        """Return those the person leads or helps with; an administrator's reach is all."""
        if scope_of(person).everywhere:
            return self
        return self.led_or_helped_by(person)

    def led_or_helped_by(self, person: "User") -> Self:
        """Return those in which the person is trainer or co-trainer."""
        helped = self.model.co_trainers.through.objects.filter(user=person).values("workshop")
        return self.filter(Q(trainer=person) | Q(pk__in=helped))

    def standing(self) -> Self:
        """Return those that were not cancelled."""
        return self.filter(cancelled_at=None)

    def announced(self, now: datetime) -> Self:
        """Return those on the public list: not cancelled, with a meeting still to come."""
        coming = Q(meetings__starts_at__gte=now, meetings__cancelled_at=None)
        return self.standing().filter(coming, is_listed=True).distinct()

    def reported(self) -> Self:
        """Return those whose report was sent."""
        return self.filter(reports__isnull=False).distinct()


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings of workshops."""

    def planned(self) -> Self:
        """Return those that were not called off."""
        return self.filter(cancelled_at=None)


class AttendeeQuerySet(models.QuerySet["Attendee"]):
    """People who come to workshops."""

    def known(self) -> Self:
        """Return those who are not another row's double and whose name is still kept."""
        return self.filter(merged_into=None, forgotten_at=None)

    def provisional(self) -> Self:
        """Return those without an account."""
        return self.known().filter(account=None)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Places in a workshop and in the queue for one."""

    def seated(self) -> Self:
        """Return those that take a place: held, or kept for somebody until a deadline."""
        return self.filter(state__in=TAKING_A_SEAT)

    def held(self) -> Self:
        """Return those who come."""
        return self.filter(state="held")

    def waiting(self) -> Self:
        """Return the queue, who came first standing first."""
        return self.filter(state="waiting").order_by("number")

    def overdue(self, now: datetime | None = None) -> Self:
        """Return the offers whose deadline has passed."""
        return self.filter(state="offered", offered_until__lte=now or timezone.now())


class FactQuerySet(models.QuerySet["WorkshopFact"]):
    """Facts of a workshop."""

    def counting(self) -> Self:
        """Return those that were not refused."""
        return self.exclude(verdict="refused")


class CardQuerySet(models.QuerySet["LearnerCard"]):
    """Cards."""

    def valid(self) -> Self:
        """Return those that can be used today."""
        return self.filter(revoked_at=None, valid_until__gte=timezone.localdate())


class PlaceQuerySet(models.QuerySet["LearningPlace"]):
    """Learning places."""

    def shown(self) -> Self:
        """Return those that everybody may see."""
        return self.filter(is_open_to_public=True)
