"""What the public page says about a code: every printed fact that is not private, and its standing."""

from dataclasses import dataclass
from datetime import date

from certificates.domain.achievement import Achievement
from certificates.domain.artifacts import fingerprints_of
from certificates.domain.codes import possible_codes, shown_code
from certificates.domain.document import heading_of
from certificates.domain.local_days import local_day
from certificates.models import Certificate
from certificates.rules import Standing, standing_of

# Asked for in place of what cannot be a code, so that both kinds of wrong cost the same.
NO_CODE = ("",)


@dataclass(frozen=True, slots=True)
class Facts:
    """What anybody may know who holds the code: no NIP, no score, no birth date, no unit."""

    standing: Standing
    heading: str
    name: str
    title: str
    jp: int
    number: str
    version: int
    awarded_on: date
    started_on: date
    finished_on: date
    issuer: str
    code: str
    revoked_on: date | None
    revoked_reason: str
    valid_until: date | None
    fingerprints: tuple[str, ...]
    replaced_on: date | None
    replaced_by: str
    replaces: str


def verify_code(typed: str) -> Facts | None:
    """Return the facts of the certificate that this code stands for; None for any other text."""
    certificate = find_by_code(typed)
    return facts_of(certificate, with_papers=True) if certificate else None


def find_by_code(typed: str) -> Certificate | None:
    """Return the certificate that this code stands for; None for any other text.

    Always one query, whether the text is a code that nobody has or no code at all.
    """
    found = (
        Certificate.objects.with_lineage()
        .filter(code__in=possible_codes(typed) or NO_CODE)
        .order_by()[:2]
    )
    certificates = list(found)
    return certificates[0] if len(certificates) == 1 else None


def facts_of(certificate: Certificate, *, with_papers: bool = False) -> Facts:
    """Return what the public page says about this certificate, read `with_lineage`.

    `with_papers` brings the fingerprints of its papers along, for one query more.
    """
    achievement = Achievement.from_json(certificate.snapshot)
    replacement = getattr(certificate, "replacement", None)
    return Facts(
        standing=standing_of(certificate),
        heading=heading_of(achievement),
        name=achievement.public_name or achievement.printed_name,
        title=achievement.title,
        jp=certificate.jp,
        number=certificate.number,
        version=certificate.version,
        awarded_on=local_day(certificate, certificate.awarded_at),
        started_on=achievement.started_on,
        finished_on=achievement.finished_on,
        issuer=achievement.issuer.name,
        code=shown_code(certificate.code),
        valid_until=certificate.valid_until,
        fingerprints=tuple(fingerprints_of(certificate)) if with_papers else (),
        revoked_on=certificate.revoked_at and local_day(certificate, certificate.revoked_at),
        revoked_reason=certificate.revoked_reason,
        replaced_on=replacement and local_day(certificate, replacement.recorded_at),
        replaced_by=shown_code(replacement.code) if replacement else "",
        replaces=shown_code(certificate.replaces.code) if certificate.replaces else "",
    )
