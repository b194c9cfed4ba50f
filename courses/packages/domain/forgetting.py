"""Forget what packages hold about a learner."""

from django.db import transaction

from courses.packages.models import Play, SavedState, Statement
from courses.people.models import User


@transaction.atomic
def forget_learner(learner: User) -> None:
    """Delete the learner's statements, plays and states."""
    Statement.objects.filter(learner=learner).delete()
    Play.objects.filter(learner=learner).delete()
    SavedState.objects.filter(learner=learner).delete()
