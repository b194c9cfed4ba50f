"""Erase a person from every app."""

import logging

from django.db import transaction
from django.utils import timezone

from courses.people.domain.privacy import (
    forget_old_audit_entries,
    forget_old_imports,
    people_due_for_erasure,
)
from courses.people.models import User
from literasi.privacy.holdings import HOLDINGS

logger = logging.getLogger(__name__)


@transaction.atomic
def erase_person(person: User) -> None:
    """Erase or empty what every app holds about the person; all of it or nothing."""
    for holding in HOLDINGS:
        holding.erase_for(person)


def erase_due_people() -> int:
    """Erase who asked for it a week ago or has long been away; return how many that were.

    One person's trouble does not keep the others waiting. May run at any time, twice as well.
    """
    erased = 0
    for person in people_due_for_erasure(timezone.now()):
        try:
            erase_person(person)
            erased += 1
        except Exception:
            logger.exception("Could not erase account %s; trying again at the next run.", person.pk)
    forget_old_audit_entries()
    forget_old_imports()
    return erased
