"""A text of one's own, marked by a person with a rubric."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.quizzes.domain.kinds.base import Given, Ids, KindOfQuestion, Response, Shuffle
from courses.quizzes.domain.kinds.refusals import AnswerRefused
from courses.quizzes.domain.specs import QuestionSpec

LONGEST = 20_000
MOST_WORDS = 2_000


class Essay(KindOfQuestion):
    """Takers see what will be looked at; the levels and their points are for the marker."""

    has_shares = True

    def faults(self, spec: QuestionSpec) -> Iterator[str]:
        if not spec.rubric:
            yield _("its rubric has no row. Say what the marker looks at.")
        for row in spec.rubric:
            points = [level for level, _words in row.levels]
            if len(points) < 2 or len(set(points)) < len(points) or min(points, default=0) < 0:
                yield _("“%(row)s” needs two or more levels with different points from 0.") % {
                    "row": row.title
                }
        if spec.max_words is not None and not 1 <= spec.max_words <= MOST_WORDS:
            yield _("it takes 1 to 2000 words.")

    def named(self, spec: QuestionSpec) -> Iterator[str]:
        for row in spec.rubric:
            yield f"row:{row.id}"

    def content(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        return {"looked_at": [row.title for row in spec.rubric], "max_words": spec.max_words}

    def key(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        rows = [
            {
                "id": ids[f"row:{row.id}"],
                "title": row.title,
                "levels": [
                    {"points": points, "text": words} for points, words in sorted(row.levels)
                ],
            }
            for row in spec.rubric
        ]
        return {"answer": {}, "rubric": rows}

    def shown(self, content: Given, key: Given, shuffle: Shuffle) -> dict[str, Any]:
        return {"max_words": content["max_words"]}

    def clean(self, shown: Given, raw: Given) -> Response | None:
        text = raw.get("text")
        if not isinstance(text, str) or len(text) > LONGEST or "\x00" in text:
            return None
        text = text.replace("\r\n", "\n").strip()
        words, most = len(text.split()), shown["max_words"]
        if most and words > most:
            sentence = ngettext(
                "Your text has %(words)d words; at most %(most)d word fits. Shorten it, then save again.",
                "Your text has %(words)d words; at most %(most)d words fit. Shorten it, then save again.",
                most,
            )
            raise AnswerRefused("too_many_words", sentence % {"words": words, "most": most})
        return {"text": text}

    def share(self, key: Given, response: Given) -> None:
        return None
