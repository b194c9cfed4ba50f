"""What workshops hold about a person."""

from typing import Any

from courses.people.models import User
from courses.workshops.domain.forgetting import forget_attendee_of
from courses.workshops.models import Attendee, LearnerCard, Registration, Workshop, WorkshopFact


def export_for(user: User) -> dict[str, Any]:
    """Return what was written down when the person came, their cards, and the workshops they led."""
    attendees = Attendee.objects.filter(account=user).select_related("area")
    registrations = Registration.objects.filter(attendee__account=user).select_related(
        "workshop__kit", "workshop__area"
    )
    facts = WorkshopFact.objects.filter(registration__attendee__account=user)
    return {
        "attendee": [
            {
                "name": one.name,
                "area": one.area and one.area.name,
                "sex": one.get_sex_display(),
                "age_band": one.get_age_band_display(),
                "phone": one.phone,
            }
            for one in attendees
        ],
        "workshops": [
            {
                "workshop": str(one.workshop),
                "state": one.get_state_display(),
                "how": one.get_source_display(),
                "registered_at": one.registered_at.isoformat(),
                "facts": [
                    {
                        "what": fact.get_kind_display(),
                        "verdict": fact.get_verdict_display(),
                        "at": fact.occurred_at.isoformat(),
                    }
                    for fact in facts
                    if fact.registration_id == one.pk
                ],
            }
            for one in registrations
        ],
        "learner_cards": [
            {
                "number": card.number,
                "issued_at": card.issued_at.isoformat(),
                "valid_until": card.valid_until.isoformat(),
                "taken_back": card.revoked_at is not None,
            }
            for card in LearnerCard.objects.filter(attendee__account=user)
        ],
        "workshops_led": [
            {"workshop": str(one), "planned_at": one.planned_at.isoformat()}
            for one in Workshop.objects.led_or_helped_by(user).select_related("kit", "area")
        ],
    }


def erase_for(user: User) -> None:
    """Delete name, phone and cards; that somebody came stays counted, without saying who."""
    forget_attendee_of(user)
