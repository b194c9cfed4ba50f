"""What a completed course awards, as the value that the register of certificates takes."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.module_loading import import_string

from certificates.domain.achievement import Achievement, Issuer, Material
from certificates.domain.programmes import Holder, Met
from certificates.domain.programmes import record_met as register_met
from certificates.models import Certificate
from courses.catalogue.domain import PublishedOutline
from courses.catalogue.models import Course
from courses.learning.models import Enrolment
from courses.people.domain.civil_numbers import masked_number
from courses.people.models import User

# As printed: papers are in Indonesian whatever language the screen has.
ASN_DOMAINS = {
    1: "Keterampilan dan interaksi digital",
    2: "Pola pikir digital",
    3: "Etika dan keamanan digital",
    4: "Pelayanan publik digital",
    5: "Kepemimpinan digital",
}
SERIES = {Certificate.Kind.TRAINING: "SKP", Certificate.Kind.COMPLETION: "TS"}


def record_met(learner: User, met: Met) -> list[Certificate]:
    """Tell the register what the learner has met; return the certificates that this completes.

    Runs in the caller's transaction. `learner` may be any copy of the row; who is printed is read
    afresh, with profile and unit.
    """
    account = _with_profiles(learner.pk)
    if account.is_class_pupil:
        return []
    return register_met(met, holder_of(account), _issuer(), account)


def award_for(enrolment: Enrolment, outline: PublishedOutline) -> Certificate | None:
    """Enter a completed course into the register; return its own award, None when it gives none.

    Runs in the transaction of the completion, so neither exists without the other. Programmes that
    ask for the course give their certificates here too.
    """
    account = _with_profiles(enrolment.learner_id)
    if account.is_class_pupil:
        # A child without a parent's consent is in no register (decision 0016).
        return None
    issuer = _issuer()
    award = _achievement(enrolment, outline, account, issuer)
    issued = register_met(
        _met(enrolment, outline),
        holder_of(account),
        issuer,
        account,
        beside=[award] if award else [],
    )
    return issued[-1] if award else None


def holder_of(account: User) -> Holder:
    """Return whom a paper names, from an account read with its profiles."""
    servant = getattr(account, "civil_servant", None)
    worded = (
        {
            "number_masked": masked_number(servant.number),
            "unit_name": servant.unit.name,
            "position": servant.position,
        }
        if servant
        else {}
    )
    return Holder(
        person_id=str(account.public_id),
        name=account.display_name,
        titles_before=account.title_before,
        titles_after=account.title_after,
        public_name=_initials(account.display_name) if hasattr(account, "pupil") else "",
        civil_servant=servant is not None,
        **worded,
    )


def _with_profiles(account_id: int) -> User:
    return User.objects.select_related("civil_servant__unit", "pupil").get(pk=account_id)


def _met(enrolment: Enrolment, outline: PublishedOutline) -> Met:
    scores = _scores(enrolment, outline)
    days = _days(enrolment)
    return Met(
        key=f"course:{outline.code}",
        title=outline.title,
        reference=f"enrolment:{enrolment.pk}",
        started_on=days["started_on"],
        met_on=days["finished_on"],
        minutes=outline.minutes,
        jp=outline.jp,
        score=min(scores.values()) if scores else None,
    )


def _achievement(
    enrolment: Enrolment, outline: PublishedOutline, holder: User, issuer: Issuer
) -> Achievement | None:
    if outline.award == Course.Award.NONE:
        return None
    return Achievement(
        person_id=str(holder.public_id),
        achievement_key=f"course:{outline.code}",
        title=outline.title,
        holder_name=holder.display_name,
        holder_titles_before=holder.title_before,
        holder_titles_after=holder.title_after,
        issuer=issuer,
        minutes=outline.minutes,
        materials=tuple(
            Material(item.title, minutes=item.minutes) for item in outline.items if item.required
        ),
        domains=tuple(ASN_DOMAINS[number] for number in outline.asn_domains),
        evidence=_evidence(enrolment, outline),
        **_days(enrolment),
        **_as_what(holder, outline),
    )


def _issuer() -> Issuer:
    """Return who awards: the regency's own facts, which only the house above knows."""
    issuer: Issuer = import_string(settings.CERTIFICATE_ISSUER)()
    return issuer


def _days(enrolment: Enrolment) -> dict[str, Any]:
    zone = ZoneInfo(settings.TIME_ZONE)
    completed: datetime = enrolment.completed_at or enrolment.active_at
    return {
        "started_on": enrolment.started_at.astimezone(zone).date(),
        "finished_on": completed.astimezone(zone).date(),
    }


def _as_what(holder: User, outline: PublishedOutline) -> dict[str, Any]:
    """Return the kind and what goes with it: JP are for civil servants, others get a proof."""
    servant = getattr(holder, "civil_servant", None)
    if servant is None or outline.award != Course.Award.TRAINING:
        kind = Certificate.Kind.COMPLETION
        pupil = hasattr(holder, "pupil")
        return {
            "kind": kind,
            "series_key": SERIES[kind],
            "public_name": _initials(holder.display_name) if pupil else "",
        }
    kind = Certificate.Kind.TRAINING
    return {
        "kind": kind,
        "series_key": SERIES[kind],
        "jp": outline.jp,
        "holder_number_masked": masked_number(servant.number),
        "unit_name": servant.unit.name,
        "position": servant.position,
    }


def _initials(name: str) -> str:
    """Return R. P. for Rani Putri: a child's name is not for the public page."""
    return " ".join(f"{word[0]}." for word in name.split())


def _evidence(enrolment: Enrolment, outline: PublishedOutline) -> dict[str, Any]:
    return {
        "course": outline.code,
        "version": outline.version_id,
        "scores": _scores(enrolment, outline),
        "keys": [f"course:{outline.code}"],
    }


def _scores(enrolment: Enrolment, outline: PublishedOutline) -> dict[str, int]:
    return {
        item.title: enrolment.results[str(item.key)]["score"]
        for item in outline.items
        if "score" in enrolment.results.get(str(item.key), {})
    }
