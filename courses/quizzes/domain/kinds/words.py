"""Typed words: compared without spacing, and with as much patience as the editor allows."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA

from courses.quizzes.domain.kinds.base import Given, Ids, KindOfQuestion, Response
from courses.quizzes.domain.specs import QuestionSpec

LONGEST = 200
MOST_MISTAKES = 3
QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


class Short(KindOfQuestion):
    """A few words, in any of the accepted forms."""

    def faults(self, spec: QuestionSpec) -> Iterator[str]:
        if spec.text_key is None or not any(map(str.strip, spec.text_key.accepted)):
            yield _("state the words that are right.")
        elif not 0 <= spec.text_key.typing_mistakes <= MOST_MISTAKES:
            yield _("it forgives 0 to 3 typing mistakes.")
        elif any(len(words) > LONGEST for words in spec.text_key.accepted):
            yield _("its accepted words have at most 200 letters.")

    def key(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        if spec.text_key is None:
            raise ValueError(spec.ref)
        return {
            "answer": {"text": spec.text_key.accepted[0]},
            "text": {
                "accepted": list(spec.text_key.accepted),
                "case_sensitive": spec.text_key.case_sensitive,
                "typing_mistakes": spec.text_key.typing_mistakes,
            },
        }

    def clean(self, shown: Given, raw: Given) -> Response | None:
        text = raw.get("text")
        if not isinstance(text, str) or len(text) > LONGEST:
            return None
        return {"text": " ".join(text.split())}

    def share(self, key: Given, response: Given) -> Fraction:
        rules = key["text"]
        return Fraction(
            is_one_of(
                response["text"],
                rules["accepted"],
                case_sensitive=rules["case_sensitive"],
                typing_mistakes=rules["typing_mistakes"],
            )
        )


def is_one_of(
    given: str, accepted: list[str], *, case_sensitive: bool = False, typing_mistakes: int = 0
) -> bool:
    """Tell whether the words are among the accepted ones.

    A typing mistake is a letter too many, too few, another, or two that changed places (optimal
    string alignment). Words of up to as many letters as are forgiven must be exact: no answer is
    right for being short.
    """
    words = plain(given, case_sensitive=case_sensitive)
    for form in accepted:
        wanted = plain(form, case_sensitive=case_sensitive)
        forgiven = typing_mistakes if len(wanted) > 2 * typing_mistakes else 0
        if OSA.distance(words, wanted, score_cutoff=forgiven) <= forgiven:
            return True
    return False


def plain(words: str, *, case_sensitive: bool = False) -> str:
    """Return the words with single spaces and plain signs, in small letters unless they matter."""
    composed = unicodedata.normalize("NFKC", words).translate(QUOTES)
    spaced = re.sub(r"\s+", " ", composed).strip()
    return spaced if case_sensitive else spaced.casefold()
