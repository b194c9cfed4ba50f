"""A certificate as an Open Badge 3.0, and its Data Integrity proof (eddsa-rdfc-2022).

It says what the public page says and nothing more: no NIP in any form, since the 18 digits can be
found again from any hash of them; no score, unit or birth date. Its subject is a random number.
"""

import hashlib
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.domain.achievement import Achievement
from certificates.domain.badges.linked_data import CREDENTIALS_V2, OPEN_BADGES_V3, canonical
from certificates.domain.badges.multibase import base58
from certificates.domain.document import STATEMENTS, heading_of, verification_address
from certificates.domain.wording import lesson_hours
from certificates.models import Certificate

CRYPTOSUITE = "eddsa-rdfc-2022"
# The kinds that 1EdTech knows; a statement of training is a certificate of completion to it.
ACHIEVEMENT_TYPES = {
    Certificate.Kind.PASS: "Certificate",
    Certificate.Kind.TRAINING: "CertificateOfCompletion",
    Certificate.Kind.COMPLETION: "CertificateOfCompletion",
    Certificate.Kind.FACILITATOR: "Certification",
}

type Json = dict[str, Any]


def credential_of(certificate: Certificate, status_index: int, list_number: int) -> Json:
    """Return the badge of this certificate, not yet signed."""
    achievement = Achievement.from_json(certificate.snapshot)
    base = achievement.issuer.base_url.rstrip("/")
    heading = heading_of(achievement)
    credential: Json = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_V3],
        "id": verification_address(certificate),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{heading}: {achievement.title}",
        "issuer": {
            "id": did_of(base),
            "type": ["Profile"],
            "name": achievement.issuer.name,
            "url": base,
        },
        "validFrom": _moment(certificate.awarded_at),
        "awardedDate": _moment(certificate.awarded_at),
        "credentialSubject": _subject(certificate, achievement, heading, base),
        "credentialStatus": {
            "id": f"{list_address(base, list_number)}#{status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(status_index),
            "statusListCredential": list_address(base, list_number),
        },
    }
    if certificate.valid_until:
        credential["validUntil"] = _end_of(certificate.valid_until, achievement)
    return credential


def with_proof(document: Json, key: Ed25519PrivateKey, method: str, created: datetime) -> Json:
    """Return the document signed; the same document, key and moment give the same proof."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "created": _moment(created),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    hashes = [
        hashlib.sha256(canonical(part)).digest()
        for part in ({"@context": document["@context"], **proof}, document)
    ]
    return {**document, "proof": {**proof, "proofValue": f"z{base58(key.sign(b''.join(hashes)))}"}}


def did_of(base: str) -> str:
    """Return the did:web of the site at this address."""
    return f"did:web:{quote(urlsplit(base).netloc, safe='')}"


def method_of(base: str, public: str) -> str:
    """Return the address of a key; the key itself stands behind the #, so it can be read from it."""
    return f"{did_of(base)}#{public}"


def list_address(base: str, number: int) -> str:
    """Return where the status list with this number is published."""
    return f"{base}/lencana/status/{number}"


def _subject(certificate: Certificate, achievement: Achievement, heading: str, base: str) -> Json:
    subject: Json = {
        "id": f"urn:uuid:{uuid5(certificate.pk, 'subject')}",
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": achievement.public_name or achievement.printed_name,
                "identityType": "name",
            }
        ],
        "activityStartDate": f"{achievement.started_on}T00:00:00Z",
        "activityEndDate": f"{achievement.finished_on}T00:00:00Z",
        "licenseNumber": certificate.number,
        "achievement": _achievement(certificate, achievement, heading, base),
    }
    return subject | ({"creditsEarned": certificate.jp} if certificate.jp else {})


def _achievement(
    certificate: Certificate, achievement: Achievement, heading: str, base: str
) -> Json:
    kind = Certificate.Kind(certificate.kind)
    described: Json = {
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{base}/{achievement.achievement_key}')}",
        "type": ["Achievement"],
        "achievementType": ACHIEVEMENT_TYPES[kind],
        "name": achievement.title,
        "description": f"{heading}: {achievement.title}",
        "criteria": {
            "narrative": _narrative(achievement, achievement.statement or STATEMENTS[kind])
        },
        "humanCode": achievement.achievement_key,
        "inLanguage": "id",
    }
    return described | ({"creditsAvailable": certificate.jp} if certificate.jp else {})


def _narrative(achievement: Achievement, statement: str) -> str:
    """Return in a sentence what was done for it."""
    extent = f", {lesson_hours(achievement.jp)}" if achievement.jp else ""
    materials = "; ".join(material.title for material in achievement.materials)
    learned = f" Materi: {materials}." if materials else ""
    return f"Pemegang {statement} {achievement.title}{extent}.{learned}"


def _end_of(day: date, achievement: Achievement) -> str:
    """Return the last second of this day by the issuer's clock."""
    return _moment(datetime.combine(day, time(23, 59, 59), ZoneInfo(achievement.issuer.time_zone)))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
