"""What packages hold about a person."""

from typing import Any

from courses.packages.domain.forgetting import forget_learner
from courses.packages.models import Play, SavedState, Statement
from courses.people.models import User


def export_for(user: User) -> dict[str, Any]:
    """Return every play with its result, what was said about the person, and where they stopped."""
    plays = Play.objects.filter(learner=user).select_related("package").order_by("opened_at")
    states = SavedState.objects.filter(learner=user).select_related("package").order_by("pk")
    said = Statement.objects.filter(learner=user).order_by("stored_at")
    return {
        "activities": [
            {
                "activity": play.package.title,
                "opened_at": play.opened_at.isoformat(),
                "finished_at": play.finished_at and play.finished_at.isoformat(),
                "done_at": play.completed_at and play.completed_at.isoformat(),
                "points": play.raw,
                "of_points": play.maximum,
            }
            for play in plays
        ],
        "activity_statements": [statement.document for statement in said],
        "activity_states": [
            {
                "activity": state.package.title,
                "part": state.sub_content,
                "saved_at": state.saved_at.isoformat(),
                "data": state.data,
            }
            for state in states
        ],
    }


def erase_for(user: User) -> None:
    """Delete plays, states and statements; what an outside store was handed is told to its keeper by the operator."""
    forget_learner(user)
