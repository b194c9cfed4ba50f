"""Names are kept for twelve months; the numbers of the reports stay."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from courses.people.models import User
from courses.workshops.domain.photos import remove_photo
from courses.workshops.models import Attendee, LearnerCard, Photo

KEPT_FOR = timedelta(days=365)
IN_ONE_RUN = 500


def forget_old_attendees() -> int:
    """Delete the names of those whose last workshop was a year ago, and their cards; return how many.

    Pictures of signed sheets go with them. Safe to run at any time, and twice.
    """
    before = timezone.now() - KEPT_FOR
    old = (
        Attendee.objects.filter(forgotten_at=None)
        .annotate(
            last=Coalesce(Max("registrations__workshop__meetings__starts_at"), F("made_at")),
            last_card=Max("cards__issued_at"),
        )
        .filter(Q(last_card=None) | Q(last_card__lt=before), last__lt=before, made_at__lt=before)
        .order_by("pk")[:IN_ONE_RUN]
    )
    keys = [attendee.pk for attendee in old]
    _forget(keys)
    sheets = (
        Photo.objects.filter(kind=Photo.Kind.SHEET)
        .annotate(last=Max("workshop__meetings__starts_at"))
        .filter(last__lt=before)
    )
    for photo in sheets[:IN_ONE_RUN]:
        remove_photo(photo)
    return len(keys)


def forget_attendee_of(person: User) -> None:
    """Delete name, phone and cards of an account's owner at once; what was counted stays counted."""
    _forget(list(Attendee.objects.filter(account=person).values_list("pk", flat=True)))


@transaction.atomic
def _forget(keys: list[UUID]) -> None:
    LearnerCard.objects.filter(attendee__in=keys).delete()
    Attendee.objects.filter(pk__in=keys).update(
        name="", phone="", account=None, area=None, made_by=None, forgotten_at=timezone.now()
    )
