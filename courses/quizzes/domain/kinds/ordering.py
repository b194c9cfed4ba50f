"""Put steps in their order, with buttons."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.domain.kinds.base import Given, Ids, Response, Shuffle, texts
from courses.quizzes.domain.kinds.choosing import Choosing, options_in_public
from courses.quizzes.domain.specs import QuestionSpec


class Ordering(Choosing):
    """The options of the spec stand in the right order, and nowhere else than in the key."""

    has_shares = True

    def faults(self, spec: QuestionSpec) -> Iterator[str]:
        faults = list(super().faults(spec))
        steps = [option.text for option in spec.options]
        if not faults and len(set(steps)) < len(steps):
            faults.append(_("two of its steps have the same words."))
        yield from faults

    def content(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        options = options_in_public(spec.options, ids)
        return {"options": sorted(options, key=lambda option: option["id"])}

    def key(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        return {"answer": {"order": [ids[f"option:{option.id}"] for option in spec.options]}}

    def shown(self, content: Given, key: Given, shuffle: Shuffle) -> dict[str, Any]:
        """Return an order that is never the right one."""
        order = shuffle(option["id"] for option in content["options"])
        if list(order) == key["answer"]["order"]:
            order = (*order[1:], order[0])
        return {"options": list(order)}

    def clean(self, shown: Given, raw: Given) -> Response | None:
        order = texts(raw.get("order"))
        return {"order": order} if order and sorted(order) == sorted(shown["options"]) else None

    def share(self, key: Given, response: Given) -> Fraction:
        right = key["answer"]["order"]
        in_place = sum(one == other for one, other in zip(right, response["order"], strict=True))
        return Fraction(in_place, len(right))
