"""Forget a learner, when they ask for it or their account ends."""

from django.db import transaction

from courses.learning.models import Enrolment, LearnerEvent
from courses.people.models import User


@transaction.atomic
def forget_learner(learner: User) -> None:
    """Delete the learner's courses and log, so that nothing can be rebuilt."""
    Enrolment.objects.filter(learner=learner).delete()
    LearnerEvent.objects.filter(learner=learner).delete()
