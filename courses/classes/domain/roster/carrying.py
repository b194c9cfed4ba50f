"""The rows between the preview and the yes travel through the browser, encrypted; we keep nothing."""

import json
import time
from dataclasses import asdict

from cryptography.fernet import InvalidToken
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from courses.classes.domain.roster.listed import ListedPupil, Roster
from courses.classes.models import SchoolClass
from courses.people import secrets

VALID_FOR = 60 * 60  # seconds


def seal(roster: Roster, school_class: SchoolClass) -> str:
    """Return the roster as text that only we can open, for this class and for an hour."""
    return secrets.encrypt(
        json.dumps({"class": school_class.pk, "at": int(time.time()), "roster": asdict(roster)})
    )


def unseal(sealed: str, school_class: SchoolClass) -> Roster:
    """Return the roster. Raises ValidationError when it is another class's, too old or changed."""
    try:
        facts = json.loads(secrets.decrypt(sealed))
    except (InvalidToken, ValueError):
        facts = {}
    if facts.get("class") != school_class.pk or time.time() - facts["at"] > VALID_FOR:
        raise ValidationError(_("This list has waited too long. Choose the file once more."))
    stored = facts["roster"]
    rows = tuple(ListedPupil(**row) for row in stored["rows"])
    return Roster(rows, stored["ignored"], stored["holds_nik"])
