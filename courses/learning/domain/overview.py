"""Everything that "Belajar Saya" shows, in a number of queries that does not grow with it."""

from dataclasses import dataclass

from django.utils import timezone

from certificates.domain.ledger import JpOfYear, jp_of_year
from certificates.models import Certificate
from courses.catalogue.models import Course
from courses.learning.domain.progress import CourseProgress, my_learning
from courses.notices.models import Message
from courses.people.models import CivilServantProfile, User
from courses.people.rules import Doors, doors_of

MOST_MESSAGES = 5


@dataclass(frozen=True)
class Overview:
    """A learner's courses, certificates and messages; `jp` only for civil servants.

    `suggestion` is a short course for somebody who has not begun anything; `doors` are the
    staff pages that the person's roles open.
    """

    in_progress: list[CourseProgress]
    completed: list[CourseProgress]
    certificates: list[Certificate]
    messages: list[Message]
    jp: JpOfYear | None
    suggestion: Course | None
    doors: Doors


def overview_of(learner: User) -> Overview:
    """Return what the learner's own page shows. Five queries; one more for civil servants."""
    learning = my_learning(learner)
    return Overview(
        in_progress=[progress for progress in learning if not progress.is_complete],
        completed=[progress for progress in learning if progress.is_complete],
        certificates=list(Certificate.objects.held_by(learner).standing()),
        messages=list(Message.objects.filter(person=learner).unseen()[:MOST_MESSAGES]),
        jp=_jp_of_this_year(learner),
        suggestion=None if learning else _shortest_course(),
        doors=doors_of(learner),
    )


def _jp_of_this_year(learner: User) -> JpOfYear | None:
    if not CivilServantProfile.objects.filter(person=learner).exists():
        return None
    return jp_of_year(learner, timezone.localdate().year)


def _shortest_course() -> Course | None:
    courses = Course.objects.published().with_current().filter(current__minutes__gt=0)
    return courses.order_by("current__minutes", "code").first()
