"""Match what belongs together."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.domain.kinds.base import (
    Given,
    Ids,
    KindOfQuestion,
    Response,
    Shuffle,
    part_right,
    text_pairs,
)
from courses.quizzes.domain.specs import QuestionSpec


class Matching(KindOfQuestion):
    """Each left has one right; rights with the same words are one, so that two lefts may share it."""

    has_shares = True

    def faults(self, spec: QuestionSpec) -> Iterator[str]:
        lefts = [pair.left for pair in spec.pairs if pair.left]
        if len(lefts) < 2:
            yield _("it needs at least two pairs.")
        elif len({pair.right for pair in spec.pairs}) < 2:
            yield _("it needs at least two different right sides.")
        if len(set(lefts)) < len(lefts):
            yield _("two of its left sides have the same words.")
        if not all(pair.right for pair in spec.pairs):
            yield _("one of its right sides is empty.")
        if any(times > 1 for times in Counter(pair.id for pair in spec.pairs).values()):
            yield _("two of its pairs have the same id.")

    def named(self, spec: QuestionSpec) -> Iterator[str]:
        for pair in spec.pairs:
            yield f"left:{pair.id}"
            yield f"right:{pair.id}"

    def content(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        rights = {id: words for words, id in _rights(spec, ids).items()}
        return {
            "lefts": [
                {"id": ids[f"left:{pair.id}"], "text": pair.left}
                for pair in spec.pairs
                if pair.left
            ],
            "rights": [{"id": id, "text": rights[id]} for id in sorted(rights)],
        }

    def key(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        rights = _rights(spec, ids)
        pairs = {ids[f"left:{pair.id}"]: rights[pair.right] for pair in spec.pairs if pair.left}
        return {"answer": {"pairs": pairs}}

    def shown(self, content: Given, key: Given, shuffle: Shuffle) -> dict[str, Any]:
        return {
            side: list(shuffle(part["id"] for part in content[side]))
            for side in ("lefts", "rights")
        }

    def clean(self, shown: Given, raw: Given) -> Response | None:
        pairs = text_pairs(raw.get("pairs"))
        if pairs is None or not set(pairs) <= set(shown["lefts"]):
            return None
        return {"pairs": pairs} if set(pairs.values()) <= set(shown["rights"]) else None

    def share(self, key: Given, response: Given) -> Fraction:
        return part_right(key["answer"]["pairs"], response["pairs"])


def _rights(spec: QuestionSpec, ids: Ids) -> dict[str, str]:
    """Return the id of each different right side by its words: that of the first pair that has it."""
    rights: dict[str, str] = {}
    for pair in spec.pairs:
        rights.setdefault(pair.right, ids[f"right:{pair.id}"])
    return rights
