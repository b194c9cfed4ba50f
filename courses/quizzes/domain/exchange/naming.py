"""The name of a question that comes from another system."""

import re
import unicodedata
from dataclasses import dataclass, field

LONGEST = 60


@dataclass
class Names:
    """Gives each question of a file a name of its own."""

    given: set[str] = field(default_factory=set)

    def name(self, wanted: str, place: int) -> str:
        """Return the wanted name as it may be, or one from the place, each only once."""
        stem = shortened(wanted) or f"soal-{place:03}"
        name, number = stem, 1
        while name in self.given:
            number += 1
            name = f"{stem[: LONGEST - 4]}-{number}"
        self.given.add(name)
        return name


def shortened(wanted: str) -> str:
    """Return the words in letters, digits, points and hyphens, 60 signs at most."""
    plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._]+", "-", plain).strip("-.")[:LONGEST].strip("-.")
