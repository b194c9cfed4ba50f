"""Facts and people for the tests of learning."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from certificates.domain.achievement import Issuer
from courses.learning.domain.event_log import new_event_id
from courses.learning.domain.facts import Fact
from tests.courses.catalogue.outlines import key_of


def read(course: str, lesson: str, **changes: Any) -> Fact:
    """Return the fact that a lesson is understood."""
    return _fact("lesson.read", course, lesson, {}, **changes)


def practised(
    course: str, lesson: str, practice: str, correct: int = 3, total: int = 5, **changes: Any
) -> Fact:
    """Return the fact that a practice was done."""
    body = {"practice": practice, "correct": correct, "total": total}
    return _fact("practice.done", course, lesson, body, **changes)


def _fact(kind: str, course: str, lesson: str, body: dict[str, Any], **changes: Any) -> Fact:
    stated: dict[str, Any] = {
        "id": new_event_id(),
        "occurred": timezone.now(),
        "lesson": key_of(lesson),
    }
    return Fact(kind=kind, course=course, body=body, **(stated | changes))


def issuer() -> Issuer:
    """Return who awards in these tests."""
    return Issuer(
        name="Pemerintah Kabupaten Lampung Utara",
        city="Kotabumi",
        signer_name="Penanda Tangan",
        signer_position="Kepala BKPSDM",
        base_url="https://literasi.example",
        unit="BKPSDM",
    )


def ids(*facts: Fact) -> list[UUID]:
    """Return the ids of the facts."""
    return [fact.id for fact in facts]
