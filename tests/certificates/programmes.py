"""Programmes and what people met, for tests."""

from datetime import date
from typing import Any

from certificates.domain.attaining import Holder, Met
from certificates.domain.requirements import Requirement
from certificates.models import Programme
from courses.people.models import User

PERSON = "00000000-0000-4000-8000-000000000001"


def a_programme(*requirements: Requirement, **changes: Any) -> Programme:
    """Make an open programme; without requirements, one for a supervised exam."""
    asked = requirements or (
        Requirement(
            "exam",
            "SDTI",
            "Ujian SDTI",
            minimum_score=75,
            domain_minimums={"3": 70},
            supervision="supervised",
        ),
    )
    return Programme.objects.create(
        **{
            "code": "SDTI",
            "title": "Sertifikasi Dasar TI ASN",
            "kind": "pass",
            "requirements": [one.to_json() for one in asked],
            "series_key": "SDTI",
            "jp": 1,
            "is_open": True,
            **changes,
        }
    )


def somebody(account: User | None = None, **changes: Any) -> Holder:
    """Return a civil servant."""
    return Holder(
        **{
            "person_id": str(account.public_id) if account else PERSON,
            "name": account.display_name if account else "Sri Wahyuni",
            "titles_after": "S.Kom.",
            "number_masked": "NIP •••••••••••••• 1001",
            "unit_name": "Kecamatan Abung Barat",
            "position": "Pengelola Layanan",
            "civil_servant": True,
            **changes,
        }
    )


def passed(**changes: Any) -> Met:
    """Return a good supervised pass of the exam."""
    return Met(
        **{
            "key": "exam:SDTI",
            "title": "Ujian Sertifikasi Dasar TI ASN",
            "reference": "attempt-1",
            "started_on": date(2026, 11, 20),
            "met_on": date(2026, 11, 20),
            "minutes": 75,
            "score": 80,
            "domain_scores": {"3": 73},
            "supervised": True,
            **changes,
        }
    )


def attended(key: str, **changes: Any) -> Met:
    """Return something that was done on one day."""
    return Met(
        **{
            "key": key,
            "title": key,
            "reference": f"of {key}",
            "started_on": date(2026, 11, 2),
            "met_on": date(2026, 11, 6),
            "minutes": 90,
            **changes,
        }
    )
