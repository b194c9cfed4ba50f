"""What one fact is worth among the others of its workshop, and the sentence that says it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.workshops.domain.cards import Standing, read_card
from courses.workshops.models import LearnerCard, Meeting, Registration, Workshop, WorkshopFact
from courses.workshops.rules import Presence, is_early, is_over, presence_of

Kind, Verdict = WorkshopFact.Kind, WorkshopFact.Verdict
CARD_STANDINGS = {
    Standing.UNREADABLE: "unreadable",
    Standing.OTHER_REGENCY: "other_regency",
    Standing.FORGED: "forged",
    Standing.EXPIRED: "expired",
}
# A card that was used elsewhere less than this ago cannot have travelled here.
TRAVEL = timedelta(hours=2)


@dataclass(frozen=True)
class Judgement:
    """The verdict on one fact; `corrects` names the fact that it undoes."""

    verdict: str = Verdict.COUNTS
    reason: str = ""
    sentence: str = ""
    meeting: UUID | None = None
    registration: Registration | None = None
    corrects: UUID | None = None
    body: dict[str, Any] = field(default_factory=dict)
    name: str = ""


class Scene:
    """A workshop as its facts stand at this moment; every fact that is kept changes it."""

    def __init__(
        self,
        workshop: Workshop,
        meetings: list[Meeting],
        registrations: list[Registration],
        facts: list[WorkshopFact],
    ) -> None:
        self.workshop = workshop
        self.meetings = {meeting.pk: meeting for meeting in meetings}
        self.registrations = {one.pk: one for one in registrations}
        self.facts = {fact.pk: fact for fact in facts}
        self._presence: Presence | None = None

    @classmethod
    def of(cls, workshop: Workshop) -> Self:
        """Return the scene of this workshop; three queries."""
        return cls(
            workshop,
            list(workshop.meetings.all()),
            list(workshop.registrations.select_related("attendee")),
            list(workshop.facts.select_related("registration__attendee")),
        )

    def known_fact(self, pk: UUID) -> WorkshopFact | None:
        """Return the fact with this id, if it is there."""
        return self.facts.get(pk)

    def remember(self, fact: WorkshopFact) -> None:
        """Take a fact that was just kept into account."""
        self.facts[fact.pk] = fact
        self._presence = None

    @property
    def presence(self) -> Presence:
        """Return what the facts amount to now."""
        if self._presence is None:
            self._presence = presence_of(self.facts.values())
        return self._presence

    def judge(
        self,
        kind: str,
        meeting_id: UUID | None,
        registration_id: UUID | None,
        body: dict[str, Any],
        occurred: datetime,
    ) -> Judgement:
        """Return what a fact of this kind is worth here and now."""
        meeting = self.meetings.get(meeting_id) if meeting_id else None
        registration = self.registrations.get(registration_id) if registration_id else None
        if meeting_id and meeting is None:
            return refused("other_meeting", body)
        if registration_id and registration is None:
            return refused("unknown", body, meeting)
        if kind == Kind.PRESENT:
            return self._present(meeting, registration, body, occurred)
        if kind == Kind.ABSENT:
            return self._absent(meeting, registration, body)
        if kind == Kind.COUNT:
            return self._count(meeting, body, occurred)
        return Judgement(
            meeting=meeting_id, registration=registration, body=body, name=_name_of(registration)
        )

    def _present(
        self,
        meeting: Meeting | None,
        registration: Registration | None,
        body: dict[str, Any],
        occurred: datetime,
    ) -> Judgement:
        if meeting is None:
            return refused("other_meeting", body)
        card: LearnerCard | None = None
        if "card" in body:
            reading = read_card(str(body["card"]))
            # The letters of a card are a key to it, so they are not kept; its number is.
            body = {**body, "card": reading.number}
            if reading.standing != Standing.GENUINE:
                return refused(CARD_STANDINGS[reading.standing], body, meeting)
            card = LearnerCard.objects.select_related("attendee").filter(pk=reading.number).first()
            problem = _problem_of(card)
            if card is None or problem:
                return refused(problem, body, meeting)
            registration = self._registration_of(card)
            if registration is None:
                return self._not_registered(card, body, meeting)
        if registration is None:
            return refused("unknown", body, meeting)
        if reason := self._time_problem(meeting, body, occurred):
            return refused(reason, body, meeting, registration)
        if self.presence.is_present(registration.pk, meeting.pk):
            return refused("again", body, meeting, registration)
        if card and _was_elsewhere(card, self.workshop, occurred):
            return _worth(Verdict.FLAGGED, "elsewhere", body, meeting, registration)
        return _worth(Verdict.COUNTS, "", body, meeting, registration)

    def _absent(
        self, meeting: Meeting | None, registration: Registration | None, body: dict[str, Any]
    ) -> Judgement:
        """Undo one presence; several of one person are undone one by one."""
        if meeting is None or registration is None:
            return refused("unknown", body, meeting)
        standing = self.presence.standing.get((registration.pk, meeting.pk), ())
        if not standing:
            return refused("not_present", body, meeting, registration)
        return Judgement(
            meeting=meeting.pk,
            registration=registration,
            corrects=standing[-1].pk,
            body=body,
            name=_name_of(registration),
        )

    def _count(
        self, meeting: Meeting | None, body: dict[str, Any], occurred: datetime
    ) -> Judgement:
        if meeting is None:
            return refused("other_meeting", body)
        if reason := self._time_problem(meeting, body, occurred):
            return refused(reason, body, meeting)
        if (
            body["amount"] < 0
            and self.presence.counted.get(meeting.pk, {}).get(body.get("sex", "-"), 0)
            < -body["amount"]
        ):
            return refused("nothing_to_take", body, meeting)
        return Judgement(meeting=meeting.pk, body=body)

    def _time_problem(self, meeting: Meeting, body: dict[str, Any], occurred: datetime) -> str:
        if meeting.cancelled_at or self.workshop.cancelled_at:
            return "cancelled"
        if is_early(meeting, occurred):
            return "early"
        if body.get("method") != "paper" and is_over(meeting, occurred):
            return "over"
        return ""

    def _registration_of(self, card: LearnerCard) -> Registration | None:
        return next(
            (one for one in self.registrations.values() if one.attendee_id == card.attendee_id),
            None,
        )

    def _not_registered(
        self, card: LearnerCard, body: dict[str, Any], meeting: Meeting
    ) -> Judgement:
        """Tell a genuine card of somebody who is expected elsewhere from one of a newcomer."""
        day = timezone.localtime(meeting.starts_at).date()
        elsewhere = (
            Registration.objects.held()
            .filter(attendee=card.attendee_id, workshop__meetings__starts_at__date=day)
            .exclude(workshop=self.workshop)
            .exists()
        )
        reason = "wrong_workshop" if elsewhere else "not_registered"
        return Judgement(
            Verdict.REFUSED,
            reason,
            sentence_of(reason, card.attendee.name),
            meeting.pk,
            body=body,
            name=card.attendee.name,
        )


def refused(
    reason: str,
    body: dict[str, Any],
    meeting: Meeting | None = None,
    registration: Registration | None = None,
) -> Judgement:
    """Return a refusal with its sentence."""
    return _worth(Verdict.REFUSED, reason, body, meeting, registration)


def sentence_of(reason: str, name: str = "") -> str:
    """Return what happened and what to do, for each reason."""
    sentences = {
        "": _("%(name)s is present."),
        "unreadable": _("This is not a Kartu Belajar. Scan the square code on the card."),
        "other_regency": _(
            "This card is of another regency. Write the person down by name; the card stays theirs."
        ),
        "forged": _(
            "This card was not made by us. Do not accept it; write the person down by name."
        ),
        "expired": _("This card has run out. Tap the name in the list, and print a new card."),
        "revoked": _(
            "This card was reported lost and replaced. Ask for the new card, or tap the name."
        ),
        "unknown": _("Nobody here has this card or number. Write the person down by name."),
        "not_registered": _("%(name)s is not on the list of this workshop. Add them with one tap."),
        "wrong_workshop": _(
            "%(name)s is expected at another workshop today. Ask which one they came for."
        ),
        "early": _("This meeting has not begun. Presence is noted from one hour before."),
        "over": _("This meeting is over. Use the paper sheet to add whom you missed."),
        "cancelled": _("This meeting was called off, so nobody can be present."),
        "again": _("%(name)s is noted already. Nothing is counted twice."),
        "elsewhere": _(
            "%(name)s is noted, but this card was just used elsewhere. Compare name and face; it may be a photo."
        ),
        "not_present": _("%(name)s is not noted as present."),
        "nothing_to_take": _("The count is at zero already."),
        "other_meeting": _("This meeting does not belong to this workshop. Load the page again."),
        "forwarded": _(
            "This code is over: it changes every minute. Scan the one on the trainer's screen now."
        ),
        "forged_code": _("This code is not from the trainer's screen. Scan it again there."),
    }
    return sentences.get(reason, reason) % {"name": name or _("This person")}


def _worth(
    verdict: str,
    reason: str,
    body: dict[str, Any],
    meeting: Meeting | None,
    registration: Registration | None,
) -> Judgement:
    name = _name_of(registration)
    return Judgement(
        verdict,
        reason,
        sentence_of(reason, name),
        meeting.pk if meeting else None,
        registration,
        body=body,
        name=name,
    )


def _name_of(registration: Registration | None) -> str:
    return registration.attendee.name if registration else ""


def _problem_of(card: LearnerCard | None) -> str:
    if card is None:
        return "unknown"
    return "revoked" if card.revoked_at else ""


def _was_elsewhere(card: LearnerCard, workshop: Workshop, occurred: datetime) -> bool:
    """Say whether the card's owner was just noted by a card at another workshop."""
    return (
        WorkshopFact.objects.counting()
        .filter(
            kind=Kind.PRESENT,
            registration__attendee=card.attendee_id,
            body__method="card",
            occurred_at__range=(occurred - TRAVEL, occurred + TRAVEL),
        )
        .exclude(workshop=workshop)
        .exists()
    )
