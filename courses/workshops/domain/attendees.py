"""People who come: written down with little, found again, merged by somebody who has looked."""

import re
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from rapidfuzz.fuzz import token_sort_ratio

from courses.people.domain.audit import note
from courses.people.models import Area, User
from courses.workshops.models import (
    Attendee,
    LearnerCard,
    Registration,
    Workshop,
    WorkshopChange,
    WorkshopFact,
)

# "Siti Aminah" and "Sity Aminah" are 90 alike; "Siti Aminah" and "Siti Rahmah" are 73.
ALIKE = 86
MOST_SUGGESTIONS = 10
TITLES = re.compile(
    r"\b(bu|ibu|pak|bapak|bpk|sdr|sdri|hj|h|haji|hajah|ny|tn|s\.?pd|s\.?kom|s\.?e)\b\.?"
)
NOT_LETTERS = re.compile(r"[^a-z ]+")


@dataclass(frozen=True)
class Details:
    """What somebody says about themselves."""

    name: str
    area: Area | None = None
    sex: str = Attendee.Sex.UNSTATED
    age_band: str = Attendee.AgeBand.UNSTATED
    phone: str = ""


@dataclass(frozen=True)
class Suggestion:
    """Two rows, or a row and an account, that may be one person; `alike` is a percentage."""

    attendee: Attendee
    other: Attendee | User
    alike: int

    @property
    def is_account(self) -> bool:
        """Say whether the other is an account."""
        return isinstance(self.other, User)


def normal_name(name: str) -> str:
    """Return the name as it is compared: small letters, no titles, no marks."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(NOT_LETTERS.sub(" ", TITLES.sub(" ", plain)).split())


def attendee_for(
    details: Details, *, account: User | None = None, by: User | None = None
) -> Attendee:
    """Return the attendee of this account, or a new one; an account has one for good."""
    if account:
        existing = Attendee.objects.filter(account=account, merged_into=None).first()
        if existing:
            return _completed(existing, details)
    return Attendee.objects.create(
        name=details.name,
        area=details.area,
        sex=details.sex,
        age_band=details.age_band,
        phone=details.phone,
        account=account,
        made_by=by,
    )


def doubles_of(workshop: Workshop, details: Details) -> list[Registration]:
    """Return who is registered with the same name and desa; one query."""
    wanted = normal_name(details.name)
    registered = workshop.registrations.select_related("attendee").filter(
        attendee__area=details.area
    )
    return [one for one in registered if normal_name(one.attendee.name) == wanted]


def suggestions_for(workshop: Workshop, viewer: User) -> list[Suggestion]:
    """Return who of this workshop may be somebody else who is known, the most alike first.

    Only within the same desa, and accounts only within the viewer's reach. Four queries.
    """
    here = list(
        Attendee.objects.known()
        .filter(registrations__workshop=workshop)
        .select_related("account", "area")
        .order_by("made_at")
    )
    areas = {attendee.area_id for attendee in here if attendee.area_id}
    near = list(
        Attendee.objects.known()
        .filter(area__in=areas, registrations__workshop__in=Workshop.objects.run_by(viewer))
        .select_related("account", "area")
        .distinct()
    )
    accounts = list(
        User.objects.visible_to(viewer).filter(citizen__area__in=areas).select_related("citizen")
    )
    found = [
        *(pair for one in here for pair in _like_attendee(one, near)),
        *(pair for one in here if one.account_id is None for pair in _like_account(one, accounts)),
    ]
    return sorted(_each_once(found), key=lambda pair: -pair.alike)[:MOST_SUGGESTIONS]


@transaction.atomic
def merge_attendees(kept: Attendee, double: Attendee, *, by: User) -> None:
    """Make two rows one person because somebody who knows them says so.

    Registrations, facts and cards of the double become the kept one's. Raises ValidationError when
    both have an account: then they are two people, or an administrator's matter.
    """
    rows = Attendee.objects.select_for_update().in_bulk([kept.pk, double.pk])
    kept, double = rows[kept.pk], rows[double.pk]
    if kept.pk == double.pk or double.merged_into_id or kept.merged_into_id:
        raise ValidationError(_("These two have been merged already."), code="merged")
    if kept.account_id and double.account_id:
        raise ValidationError(
            _("Both have an account of their own, so they stay two people."), code="two_accounts"
        )
    account = double.account
    double.account, double.merged_into = None, kept
    double.save(update_fields=["account", "merged_into"])
    kept.account = kept.account or account
    kept.sex = double.sex if kept.sex == Attendee.Sex.UNSTATED else kept.sex
    kept.age_band = double.age_band if kept.age_band == Attendee.AgeBand.UNSTATED else kept.age_band
    kept.phone = kept.phone or double.phone
    kept.save()
    LearnerCard.objects.filter(attendee=double).update(attendee=kept)
    for registration in list(double.registrations.all()):
        _move(registration, kept, by)


@transaction.atomic
def link_account(attendee: Attendee, account: User, *, by: User) -> None:
    """Say that this provisional person is the owner of this account."""
    if attendee.account_id == account.pk:
        return
    if attendee.account_id:
        raise ValidationError(_("This person has another account already."), code="two_accounts")
    existing = Attendee.objects.filter(account=account, merged_into=None).first()
    if existing:
        merge_attendees(existing, attendee, by=by)
    else:
        Attendee.objects.filter(pk=attendee.pk).update(account=account)
    note(by, "attendee.linked", account)


def _completed(attendee: Attendee, details: Details) -> Attendee:
    """Fill in what the attendee has not said before."""
    attendee.area = attendee.area or details.area
    if attendee.sex == Attendee.Sex.UNSTATED:
        attendee.sex = details.sex
    if attendee.age_band == Attendee.AgeBand.UNSTATED:
        attendee.age_band = details.age_band
    attendee.phone = attendee.phone or details.phone
    attendee.save(update_fields=["area", "sex", "age_band", "phone"])
    return attendee


def _like_attendee(one: Attendee, others: list[Attendee]) -> list[Suggestion]:
    return [
        Suggestion(one, other, alike)
        for other in others
        if other.pk != one.pk
        and other.area_id == one.area_id
        and not (one.account_id and other.account_id)
        and (alike := _alike(one.name, other.name)) >= ALIKE
    ]


def _like_account(one: Attendee, accounts: list[User]) -> list[Suggestion]:
    return [
        Suggestion(one, account, alike)
        for account in accounts
        if account.citizen.area_id == one.area_id
        and (alike := _alike(one.name, account.display_name)) >= ALIKE
    ]


def _alike(one: str, other: str) -> int:
    return int(token_sort_ratio(normal_name(one), normal_name(other)))


def _each_once(pairs: list[Suggestion]) -> list[Suggestion]:
    """Return each pair in one direction; an account that has its attendee is suggested as that one."""
    linked = {pair.attendee.account_id for pair in pairs} | {
        pair.other.account_id for pair in pairs if isinstance(pair.other, Attendee)
    }
    seen: dict[frozenset[object], Suggestion] = {}
    for pair in pairs:
        if isinstance(pair.other, User) and pair.other.pk in linked:
            continue
        seen.setdefault(frozenset({pair.attendee.pk, pair.other.pk}), pair)
    return list(seen.values())


def _move(registration: Registration, kept: Attendee, by: User) -> None:
    """Give a registration to the kept attendee; where they have one, its facts go there."""
    theirs = Registration.objects.filter(workshop=registration.workshop, attendee=kept).first()
    details: dict[str, str | list[str]] = {
        "from": str(registration.attendee_id),
        "to": str(kept.pk),
    }
    if theirs is None:
        registration.attendee = kept
        registration.save(update_fields=["attendee"])
    else:
        facts = WorkshopFact.objects.filter(registration=registration)
        details["facts"] = [str(pk) for pk in facts.values_list("pk", flat=True)]
        facts.update(registration=theirs)
        if registration.state == Registration.State.HELD:
            Registration.objects.filter(pk=theirs.pk).update(state=Registration.State.HELD)
        registration.state = Registration.State.WITHDRAWN
        registration.save(update_fields=["state"])
    WorkshopChange.objects.create(
        workshop=registration.workshop, kind="merged", by=by, details=details
    )
