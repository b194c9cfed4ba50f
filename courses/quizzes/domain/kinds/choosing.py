"""Choose: one option, several, or true and false."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.domain.kinds.base import Given, Ids, KindOfQuestion, Response, Shuffle, texts
from courses.quizzes.domain.specs import OptionSpec, QuestionSpec

TRUE_AND_FALSE = ("true", "false")


def faults_of_options(options: tuple[OptionSpec, ...]) -> Iterator[str]:
    """Yield what is wrong with any list of options."""
    if len(options) < 2:
        yield _("it needs at least two options.")
    elif any(times > 1 for times in Counter(option.id for option in options).values()):
        yield _("two of its options have the same id.")


def options_in_public(options: tuple[OptionSpec, ...], ids: Ids) -> list[dict[str, str]]:
    """Return options as takers may see them."""
    return [{"id": ids[f"option:{option.id}"], "text": option.text} for option in options]


def right_options(spec: QuestionSpec, ids: Ids) -> list[str]:
    """Return the ids of the options that are right."""
    return [ids[f"option:{option.id}"] for option in spec.options if option.correct]


class Choosing(KindOfQuestion):
    """What questions with options share."""

    def faults(self, spec: QuestionSpec) -> Iterator[str]:
        yield from faults_of_options(spec.options)

    def named(self, spec: QuestionSpec) -> Iterator[str]:
        for option in spec.options:
            yield f"option:{option.id}"

    def content(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        return {"options": options_in_public(spec.options, ids)}

    def shown(self, content: Given, key: Given, shuffle: Shuffle) -> dict[str, Any]:
        return {"options": list(shuffle(option["id"] for option in content["options"]))}


class Single(Choosing):
    """One option is right."""

    def faults(self, spec: QuestionSpec) -> Iterator[str]:
        faults = list(super().faults(spec))
        if not faults and sum(option.correct for option in spec.options) != 1:
            faults.append(_("mark exactly one option as right."))
        yield from faults

    def key(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        return {"answer": {"choice": right_options(spec, ids)[0]}}

    def clean(self, shown: Given, raw: Given) -> Response | None:
        choice = raw.get("choice")
        return (
            {"choice": choice} if isinstance(choice, str) and choice in shown["options"] else None
        )

    def share(self, key: Given, response: Given) -> Fraction:
        return Fraction(key["answer"]["choice"] == response["choice"])


class TrueFalse(Single):
    """A statement is true or false; the order of the two never changes."""

    def faults(self, spec: QuestionSpec) -> Iterator[str]:
        faults = list(faults_of_options(spec.options))
        if not faults and {option.id for option in spec.options} != set(TRUE_AND_FALSE):
            faults.append(_("its options are true and false."))
        yield from faults or super().faults(spec)

    def shown(self, content: Given, key: Given, shuffle: Shuffle) -> dict[str, Any]:
        return {"options": list(TRUE_AND_FALSE)}


class Several(Choosing):
    """Several options are right; a share counts what is right less what is wrong."""

    has_shares = True

    def faults(self, spec: QuestionSpec) -> Iterator[str]:
        faults = list(super().faults(spec))
        if not faults and not any(option.correct for option in spec.options):
            faults.append(_("mark at least one option as right."))
        yield from faults

    def key(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        return {"answer": {"choices": right_options(spec, ids)}}

    def clean(self, shown: Given, raw: Given) -> Response | None:
        choices = texts(raw.get("choices"))
        if choices is None or not set(choices) <= set(shown["options"]):
            return None
        return {"choices": sorted(choices)} if len(set(choices)) == len(choices) else None

    def share(self, key: Given, response: Given) -> Fraction:
        right, chosen = set(key["answer"]["choices"]), set(response["choices"])
        return max(Fraction(len(right & chosen) - len(chosen - right), len(right)), Fraction(0))
