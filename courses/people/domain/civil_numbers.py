"""NIP and NI PPPK: what eighteen digits say, and whether they can be one.

NIP (Perka BKN 22/2007): birth YYYYMMDD, appointment YYYYMM, sex 1 or 2, serial of three.
NI PPPK: birth, year of the first contract, number of the contract (two digits, may exceed
12), sex, serial. There is no check digit.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.people import secrets
from courses.people.models.profiles import masked

DIGITS = 18
_SEPARATORS = re.compile(r"[\s.\-]")
YOUNGEST, OLDEST = 15, 65


@dataclass(frozen=True)
class CivilNumber:
    """A NIP or NI PPPK that can be one."""

    digits: str
    born: date
    appointed_year: int

    @property
    def looks_like_pns(self) -> bool:
        """Whether digits 13 and 14 can be a month, which a contract count may also be."""
        return 1 <= int(self.digits[12:14]) <= 12

    @property
    def doubts(self) -> list[str]:
        """What looks odd but may be true; shown as a warning, never a reason to refuse."""
        age = self.appointed_year - self.born.year
        if YOUNGEST <= age <= OLDEST:
            return []
        return [
            str(
                _(
                    "By this number the person was appointed at the age of %(age)d. Check the number once more."
                )
                % {"age": age}
            )
        ]


def parse_civil_number(typed: str) -> CivilNumber:
    """Return the number typed with or without spaces and dots.

    Raises ValidationError with one sentence: what is wrong, and what to do.
    """
    digits = _SEPARATORS.sub("", typed)
    if not re.fullmatch(r"[0-9]{18}", digits):
        raise ValidationError(
            _(
                "A NIP or NI PPPK has 18 digits; this has %(count)d. Copy it from the decree or the ID card."
            ),
            code="length",
            params={"count": sum(character.isdigit() for character in digits)},
        )
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        raise ValidationError(
            _("The first eight digits are not a date. Check the number once more."), code="birth"
        ) from None
    if digits[14] not in "12":
        raise ValidationError(_("Digit 15 must be 1 or 2. Check the number once more."), code="sex")
    if digits[15:] == "000":
        raise ValidationError(
            _("The last three digits cannot be 000. Check the number once more."), code="serial"
        )
    return CivilNumber(digits=digits, born=born, appointed_year=int(digits[8:12]))


def digest_of_number(digits: str) -> str:
    """Return what finds a person by the number without keeping it readable."""
    return secrets.digest_of(digits, "civil-number")


def digests_of_number(digits: str) -> list[str]:
    """Return every digest by which the number may have been stored."""
    return secrets.digests_of(digits, "civil-number")


def masked_number(digits: str) -> str:
    """Return the number with only its last four digits readable."""
    return masked(digits)
