"""Take over what a guest did on their device before they had an account."""

from collections.abc import Sequence

from django.db import transaction

from courses.learning.domain.facts import MOST_FACTS, Fact, FactResult, record_facts
from courses.people.models import User


@transaction.atomic(savepoint=False)
def claim_progress(learner: User, facts: Sequence[Fact]) -> list[FactResult]:
    """Give the learner the facts of a device; each belongs to the account that claims it first.

    The quiz attempts of the guest are claimed by quizzes.domain, in the view above both.
    """
    batches = (facts[start : start + MOST_FACTS] for start in range(0, len(facts), MOST_FACTS))
    return [result for batch in batches for result in record_facts(learner, batch)]
