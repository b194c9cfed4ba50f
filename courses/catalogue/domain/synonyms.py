"""What people type for what lessons say: courses/catalogue/data/synonyms.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from courses.catalogue.domain.words import stem, words_of

FILE = Path(__file__).resolve().parents[1] / "data" / "synonyms.yaml"
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Synonyms:
    """Phrases as typed with the stems that they stand for, and words that say nothing."""

    meanings: dict[Phrase, frozenset[str]]
    ignored: frozenset[str]
    longest: int

    def meaning_of(self, words: list[str]) -> tuple[int, frozenset[str]]:
        """Return how many of the first words are a known phrase, and its stems; (0, none) if none."""
        for length in range(min(self.longest, len(words)), 0, -1):
            if stems := self.meanings.get(tuple(words[:length])):
                return length, stems
        return 0, frozenset()


@cache
def synonyms() -> Synonyms:
    """Return the synonyms, read once in each process."""
    stated = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    meanings = {
        tuple(words_of(typed)): frozenset(
            stem(word) for meant in entry["maksud"] for word in words_of(meant)
        )
        for entry in stated["sinonim"]
        for typed in entry["ketik"]
    }
    return Synonyms(meanings, frozenset(stated["abaikan"]), max(map(len, meanings)))
