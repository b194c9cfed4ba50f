"""Questions and essays that wait for somebody, and questions that do badly."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.people.models import User
from courses.quizzes.domain.essays import can_mark_essays, queue_for
from courses.quizzes.domain.reviewing import questions_to_review
from courses.quizzes.domain.statistics import questions_doing_badly
from courses.quizzes.domain.statistics_wording import flags_in_words
from courses.quizzes.models import Question

MOST_SHOWN = 6
Found = tuple[str, int, list[tuple[str, str]]]


def question_matters(person: User) -> Iterator[Found]:
    """Yield what waits for a review or to be read, and what does badly, with the place of each."""
    waiting = questions_to_review(person)
    first = waiting.select_related("bank").order_by("bank", "ref")[:MOST_SHOWN]
    links = [(f"{one.bank}: {one.ref}", reverse("question", args=[one.pk])) for one in first]
    yield _("Questions that wait for a second person"), waiting.count(), links
    poor = questions_doing_badly(person)
    worst = poor.select_related("bank", "current__statistics").order_by("bank", "ref")[:MOST_SHOWN]
    yield _("Questions that do badly"), poor.count(), [_named_with_flags(one) for one in worst]
    essays = queue_for(person) if can_mark_essays(person) else None
    if essays is not None:
        yield (
            _("Essays to read"),
            essays.count(),
            [(_("Essays to read"), reverse("quizzes:essays"))],
        )


def _named_with_flags(question: Question) -> tuple[str, str]:
    statistics = getattr(question.current, "statistics", None)
    words = "; ".join(flags_in_words(statistics)) if statistics else ""
    return f"{question.bank}: {question.ref}: {words}", reverse("question", args=[question.pk])
