"""Fill in the blanks of a text, by typing or by choosing."""

import re
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
    text_pairs,
)
from courses.quizzes.domain.kinds.words import LONGEST, is_one_of, plain
from courses.quizzes.domain.specs import BlankSpec, QuestionSpec

MARK = re.compile(r"\[\[([\w-]{1,40})\]\]")


class Blanks(KindOfQuestion):
    """A text with gaps; each gap counts for itself."""

    has_shares = True

    def faults(self, spec: QuestionSpec) -> Iterator[str]:
        marks = Counter(MARK.findall(spec.blank_text))
        names = [blank.id for blank in spec.blanks]
        if not names:
            yield _("its text has no blank. Write [[1]] where the first one is.")
        if len(set(names)) < len(names) or any(times > 1 for times in marks.values()):
            yield _("two of its blanks have the same name.")
        for name in set(marks) ^ set(names):
            yield _("blank [[%(name)s]] stands only in the text or only in the list.") % {
                "name": name
            }
        for blank in spec.blanks:
            yield from _faults_of(blank)

    def named(self, spec: QuestionSpec) -> Iterator[str]:
        for blank in spec.blanks:
            yield f"blank:{blank.id}"

    def content(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        return {
            "blank_text": MARK.sub(lambda mark: f"[[{ids[f'blank:{mark[1]}']}]]", spec.blank_text),
            # In the order of the alphabet: the editor may have written the right one first.
            "blanks": [
                {"id": ids[f"blank:{blank.id}"], "choices": sorted(blank.choices)}
                for blank in spec.blanks
            ],
        }

    def key(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        accepted = {ids[f"blank:{blank.id}"]: list(blank.accepted) for blank in spec.blanks}
        return {
            "answer": {"blanks": {id: forms[0] for id, forms in accepted.items()}},
            "blanks": accepted,
        }

    def shown(self, content: Given, key: Given, shuffle: Shuffle) -> dict[str, Any]:
        return {"blanks": {one["id"]: list(shuffle(one["choices"])) for one in content["blanks"]}}

    def clean(self, shown: Given, raw: Given) -> Response | None:
        given = text_pairs(raw.get("blanks"))
        if given is None or not all(
            id in shown["blanks"] and _is_possible(words, shown["blanks"][id])
            for id, words in given.items()
        ):
            return None
        return {"blanks": {id: " ".join(words.split()) for id, words in given.items()}}

    def share(self, key: Given, response: Given) -> Fraction:
        right = sum(
            is_one_of(response["blanks"].get(id, ""), accepted)
            for id, accepted in key["blanks"].items()
        )
        return Fraction(right, len(key["blanks"]))


def _is_possible(words: str, choices: list[str]) -> bool:
    if not choices:
        return len(words) <= LONGEST
    return " ".join(words.split()) in {" ".join(choice.split()) for choice in choices}


def _faults_of(blank: BlankSpec) -> Iterator[str]:
    about = {"name": blank.id}
    if not blank.accepted or not all(map(str.strip, blank.accepted)):
        yield _("state what is right in blank [[%(name)s]].") % about
    elif blank.choices and len({*map(plain, blank.choices)}) < max(2, len(blank.choices)):
        yield _("blank [[%(name)s]] needs two or more different choices.") % about
    elif blank.choices and not {*map(plain, blank.accepted)} <= {*map(plain, blank.choices)}:
        yield _("what is right in blank [[%(name)s]] is not among its choices.") % about
