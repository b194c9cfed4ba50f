"""What a person's portfolio holds, to be handed out and to be forgotten."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q

from certificates.models import Attainment, BulkLine, ExternalTraining, Portfolio


def portfolio_of(holder: AbstractBaseUser) -> dict[str, Any]:
    """Return what was met, and the training of others that was entered, for a copy of one's data."""
    met = Attainment.objects.filter(portfolio__account_id=holder.pk)
    entered = ExternalTraining.objects.filter(holder_id=holder.pk)
    return {
        "met": [
            {
                "what": one.title,
                "key": one.key,
                "on": one.met_on.isoformat(),
                "score": one.score,
                "supervised": one.supervised,
                "share": one.share,
            }
            for one in met
        ],
        "training_of_others": [
            {
                "title": one.title,
                "organiser": one.organiser,
                "number": one.number,
                "finished_on": one.finished_on.isoformat(),
                "jp": one.jp,
                "answer": one.get_answer_display(),
                "answer_text": one.answer_text,
            }
            for one in entered
        ],
    }


def forget_portfolio(holder: AbstractBaseUser) -> None:
    """Delete what was met; the certificates that came of it keep their minimal entry."""
    person_id = str(getattr(holder, "public_id", ""))
    whose = Q(account_id=holder.pk) | Q(person_id=person_id)
    Portfolio.objects.filter(whose).delete()
    BulkLine.objects.filter(whose).delete()
