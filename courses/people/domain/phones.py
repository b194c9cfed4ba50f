"""Indonesian mobile numbers, as people write them and as we keep them."""

import re

_SEPARATORS = re.compile(r"[\s.()\-]")
_MOBILE = re.compile(r"\+?(?:62|0)?(8\d{7,12})")


def normalised_phone(typed: str) -> str | None:
    """Return +62812… for 0812…, 62812…, +62 812-… or 812…; None when it is no mobile number."""
    found = _MOBILE.fullmatch(_SEPARATORS.sub("", typed))
    return f"+62{found[1]}" if found else None
