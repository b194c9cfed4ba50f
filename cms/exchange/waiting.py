"""The background work of imports: files that wait to be read, questions that wait to be written."""

from cms.exchange.collecting import place_picture
from cms.exchange.formats import FORMATS
from courses.quizzes.domain.importing import read_pending, write_confirmed
from courses.quizzes.models import PendingQuestions

State = PendingQuestions.State


def go_on_with_imports() -> int:
    """Read what waits to be read, write what was confirmed; return how many files. Safe to call twice."""
    found = PendingQuestions.objects.filter(state__in=[State.WAITING, State.CONFIRMED])
    pending = list(found.select_related("bank").order_by("uploaded_at")[:10])
    for one in pending:
        if one.state == State.WAITING:
            read_pending(one, FORMATS[one.format].read)
        else:
            write_confirmed(one, place_picture)
    return len(pending)
