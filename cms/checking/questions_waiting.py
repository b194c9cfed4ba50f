"""Questions and essays that wait for somebody."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.people.models import User
from courses.quizzes.domain.essays import can_mark_essays, queue_for
from courses.quizzes.domain.reviewing import questions_to_review

MOST_SHOWN = 6
Found = tuple[str, int, list[tuple[str, str]]]


def question_matters(person: User) -> Iterator[Found]:
    """Yield what waits for a review, and what waits to be read, with the place of each."""
    waiting = questions_to_review(person)
    first = waiting.select_related("bank").order_by("bank", "ref")[:MOST_SHOWN]
    links = [(f"{one.bank}: {one.ref}", reverse("question", args=[one.pk])) for one in first]
    yield _("Questions that wait for a second person"), waiting.count(), links
    essays = queue_for(person) if can_mark_essays(person) else None
    if essays is not None:
        yield (
            _("Essays to read"),
            essays.count(),
            [(_("Essays to read"), reverse("quizzes:essays"))],
        )
