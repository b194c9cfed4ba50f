"""What a completed course awards, as the value that the register of certificates takes."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.module_loading import import_string

from certificates.domain.achievement import Achievement, Issuer, Material
from certificates.domain.issuing import issue_certificate
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


def award_for(enrolment: Enrolment, outline: PublishedOutline) -> Certificate | None:
    """Enter the award of a completed course into the register; None when the course gives none.

    Three statements. Runs in the transaction of the completion, so neither exists without the other.
    """
    if outline.award == Course.Award.NONE:
        return None
    holder = User.objects.select_related("civil_servant__unit", "pupil").get(
        pk=enrolment.learner_id
    )
    achievement = Achievement(
        person_id=str(holder.public_id),
        achievement_key=f"course:{outline.code}",
        title=outline.title,
        holder_name=holder.display_name,
        holder_titles_before=holder.title_before,
        holder_titles_after=holder.title_after,
        issuer=_issuer(),
        minutes=outline.minutes,
        materials=tuple(
            Material(item.title, minutes=item.minutes) for item in outline.items if item.required
        ),
        domains=tuple(ASN_DOMAINS[number] for number in outline.asn_domains),
        evidence=_evidence(enrolment, outline),
        **_days(enrolment),
        **_as_what(holder, outline),
    )
    return issue_certificate(achievement, holder)


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
    scores = {
        item.title: enrolment.results[str(item.key)]["score"]
        for item in outline.items
        if "score" in enrolment.results.get(str(item.key), {})
    }
    return {"course": outline.code, "version": outline.version_id, "scores": scores}
