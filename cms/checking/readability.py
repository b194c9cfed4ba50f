"""How hard a text is to read, in numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SENTENCE_END = re.compile(r"(?<=[.!?])[\"”')\]]*\s+")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
LONG_WORD = 7
# domain.md 0.15 and 4.3: the LIX and the words in a sentence that each audience gets along with.
LIX_LIMITS = {"warga": 40, "pelajar": 45, "asn": 55, "pelatih": 45}
SENTENCE_LIMITS = {"warga": 15, "pelajar": 18, "asn": 25, "pelatih": 18}


@dataclass(frozen=True)
class Readability:
    """Words in a sentence on average, the longest sentence, and the LIX (Björnsson 1968)."""

    words: int
    sentences: int
    lix: float
    longest: str
    longest_words: int

    @property
    def words_per_sentence(self) -> float:
        """Return the average length of a sentence in words."""
        return self.words / self.sentences if self.sentences else 0.0


def measure(paragraphs: Iterable[str]) -> Readability:
    """Return how the paragraphs read; a paragraph without a full stop is a sentence."""
    sentences = [sentence for paragraph in paragraphs for sentence in sentences_of(paragraph)]
    counted = [(sentence, WORD.findall(sentence)) for sentence in sentences]
    words = [word for _sentence, found in counted for word in found]
    longest = max(counted, key=lambda pair: len(pair[1]), default=("", []))
    lix = 0.0
    if words:
        share_of_long = sum(len(word) >= LONG_WORD for word in words) / len(words)
        lix = len(words) / len(counted) + 100 * share_of_long
    return Readability(len(words), len(counted), lix, longest[0], len(longest[1]))


def sentences_of(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph that hold at least one word."""
    return [part.strip() for part in SENTENCE_END.split(paragraph) if WORD.search(part)]


def strictest(audiences: Iterable[str], limits: dict[str, int]) -> int:
    """Return the limit of the audience that reads least easily."""
    return min(
        (limits[audience] for audience in audiences if audience in limits), default=limits["warga"]
    )
