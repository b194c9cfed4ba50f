"""What lets a pupil in: six digits, or three pictures for who cannot read numbers yet."""

import secrets
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from courses.classes.models import SchoolClass
from courses.people.models import Session

# The names are read out by screen readers; the drawings are in static/illustrations/kartu.
PICTURES = {
    "bola": _("ball"),
    "rumah": _("house"),
    "ikan": _("fish"),
    "bunga": _("flower"),
    "matahari": _("sun"),
    "bulan": _("moon"),
    "bintang": _("star"),
    "pohon": _("tree"),
    "payung": _("umbrella"),
    "mobil": _("car"),
    "perahu": _("boat"),
    "layang": _("kite"),
    "cangkir": _("cup"),
    "kunci": _("key"),
    "apel": _("apple"),
    "gajah": _("elephant"),
}
PICTURES_ON_A_CARD = 3
DIGITS_OF_PIN = 6


def new_secret(sign_in: str) -> str:
    """Return a PIN, or the names of pictures joined by hyphens, that nobody can guess from another."""
    if sign_in == SchoolClass.SignIn.PICTURES:
        names = list(PICTURES)
        return "-".join(secrets.choice(names) for _place in range(PICTURES_ON_A_CARD))
    return f"{secrets.randbelow(10**DIGITS_OF_PIN):0{DIGITS_OF_PIN}d}"


def end_sessions_of(people: Iterable[int]) -> None:
    """Sign these pupils out wherever they are signed in."""
    Session.objects.filter(person__in=list(people)).delete()
