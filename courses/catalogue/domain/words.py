"""Words of Indonesian text, made comparable: "Antreannya", "antrean" and "antre" are one stem."""

import re
import unicodedata
from functools import lru_cache
from threading import Lock

import snowballstemmer

WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 30

# The stemmer keeps what it works on in itself, so two threads must not use it at once.
_stemmer = snowballstemmer.stemmer("indonesian")
_one_at_a_time = Lock()


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without signs and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    without_accents = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return [word[:LONGEST_WORD] for word in WORD.findall(without_accents)]


def stems_of(text: str) -> list[str]:
    """Return the stems of a text's words, in their order."""
    return [stem(word) for word in words_of(text)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of one word (Snowball's Indonesian stemmer, after Tala 2003)."""
    with _one_at_a_time:
        stemmed: str = _stemmer.stemWord(word)
    return stemmed
