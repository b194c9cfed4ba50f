"""Mark by the key as it should have been: corrections of a key lie over the question's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from courses.quizzes.domain.marking import Mark, mark, mark_by_key
from courses.quizzes.domain.responses import Response, is_empty
from courses.quizzes.models import KeyCorrection, QuestionVersion

Outcome = KeyCorrection.Outcome
RIGHT = Mark(Decimal(1), correct=True)


@dataclass(frozen=True)
class Keys:
    """The newest correction of each wording that has one."""

    corrections: dict[int, KeyCorrection]

    def mark(self, version: QuestionVersion, response: Response | None) -> Mark:
        """Return what the response is worth; what was not answered stays worth nothing."""
        correction = self.corrections.get(version.pk)
        if correction is None:
            return mark(version, response)
        if correction.outcome == Outcome.EVERYONE:
            return RIGHT if response and not is_empty(response) else mark(version, None)
        key = version.key | {"answer": correction.answer}
        return mark_by_key(version.kind, key, response)


def keys_for(questions: Iterable[int]) -> Keys:
    """Return the corrections that hold for these wordings. One statement."""
    found = KeyCorrection.objects.filter(version__in=set(questions)).order_by("corrected_at")
    return Keys({one.version_id: one for one in found})
