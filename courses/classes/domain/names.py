"""Names of pupils: as the school writes them, and as friends call them."""

import re

# Given so often as the first of several names that nobody is called by them.
SHARED_FIRST_NAMES = {
    "muhammad",
    "muhamad",
    "mohammad",
    "mohamad",
    "moch",
    "muh",
    "moh",
    "m",
    "siti",
}
LONGEST_NAME = 120


def tidy(name: str) -> str:
    """Return the name with single blanks and without signs that cannot be seen."""
    seen = "".join(sign for sign in name if sign.isprintable())
    return re.sub(r"\s+", " ", seen).strip()[:LONGEST_NAME]


def is_formula(name: str) -> bool:
    """Tell whether a spreadsheet would calculate this instead of showing it."""
    return name[:1] in {"=", "+", "-", "@"}


def comparable(name: str) -> str:
    """Return the letters of the name alone, for finding the same one again."""
    return re.sub(r"[^a-z]", "", name.casefold())


def nickname_of(name: str, taken: set[str]) -> str:
    """Return what the pupil's own screen calls them, which nobody else in the class is called."""
    words = [word.capitalize() for word in name.split()] or ["?"]
    start = 1 if len(words) > 1 and words[0].rstrip(".").casefold() in SHARED_FIRST_NAMES else 0
    found = words[start]
    for following in words[start + 1 :]:
        if found not in taken:
            break
        found = f"{found} {following[0]}."
    number = 2
    chosen = found
    while chosen in taken:
        chosen = f"{found} {number}"
        number += 1
    return chosen
