"""Sort things under headings."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.domain.kinds.base import Given, Ids, Response, Shuffle, part_right, text_pairs
from courses.quizzes.domain.kinds.choosing import Choosing, options_in_public
from courses.quizzes.domain.specs import QuestionSpec


class Categorising(Choosing):
    """Each option belongs to one group; the groups keep the editor's order."""

    has_shares = True

    def faults(self, spec: QuestionSpec) -> Iterator[str]:
        yield from super().faults(spec)
        names = [group.id for group in spec.groups]
        if len(names) < 2:
            yield _("it needs at least two groups.")
        if any(times > 1 for times in Counter(group.title for group in spec.groups).values()):
            yield _("two of its groups have the same name.")
        for option in spec.options:
            if option.group not in names:
                yield _("say in which group “%(text)s” belongs.") % {"text": option.text}

    def named(self, spec: QuestionSpec) -> Iterator[str]:
        yield from super().named(spec)
        for group in spec.groups:
            yield f"group:{group.id}"

    def content(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        options = options_in_public(spec.options, ids)
        return {
            "options": sorted(options, key=lambda option: option["id"]),
            "groups": [
                {"id": ids[f"group:{group.id}"], "text": group.title} for group in spec.groups
            ],
        }

    def key(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        groups = {
            ids[f"option:{option.id}"]: ids[f"group:{option.group}"] for option in spec.options
        }
        return {"answer": {"groups": groups}}

    def shown(self, content: Given, key: Given, shuffle: Shuffle) -> dict[str, Any]:
        options = super().shown(content, key, shuffle)
        return options | {"groups": [group["id"] for group in content["groups"]]}

    def clean(self, shown: Given, raw: Given) -> Response | None:
        groups = text_pairs(raw.get("groups"))
        if groups is None or not set(groups) <= set(shown["options"]):
            return None
        return {"groups": groups} if set(groups.values()) <= set(shown["groups"]) else None

    def share(self, key: Given, response: Given) -> Fraction:
        return part_right(key["answer"]["groups"], response["groups"])
