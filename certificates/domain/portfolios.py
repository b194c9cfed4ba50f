"""What a person's portfolio holds, to be handed out and to be forgotten."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q

from certificates.domain.files import read_file
from certificates.models import Attainment, BulkLine, ExternalTraining, Portfolio


def portfolio_of(holder: AbstractBaseUser) -> dict[str, Any]:
    """Return what was met, the training of others that was entered, and the lists one stands in."""
    met = Attainment.objects.filter(portfolio__account_id=holder.pk)
    entered = ExternalTraining.objects.filter(holder_id=holder.pk)
    lines = BulkLine.objects.filter(_of(holder)).select_related("bulk")
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
                "kind": one.get_kind_display(),
                "title": one.title,
                "organiser": one.organiser,
                "number": one.number,
                "material": one.material,
                "started_on": one.started_on.isoformat(),
                "finished_on": one.finished_on.isoformat(),
                "jp": one.jp,
                "entered_at": one.entered_at.isoformat(),
                "document": name_of_document(one),
                "answer": one.get_answer_display(),
                "answer_text": one.answer_text,
            }
            for one in entered
        ],
        "lists_for_certificates": [
            {
                "title": one.bulk.title,
                "at": one.bulk.made_at.isoformat(),
                "what": one.get_state_display(),
            }
            for one in lines
        ],
    }


def documents_of(holder: AbstractBaseUser) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every document that this person has handed in."""
    for training in ExternalTraining.objects.filter(holder_id=holder.pk):
        if (content := read_file(training.document_path)) is not None:
            yield name_of_document(training), content


def name_of_document(training: ExternalTraining) -> str:
    """Return under which name the document lies in a copy of one's data."""
    return f"pelatihan-{training.pk}{Path(training.document_path).suffix}"


def forget_portfolio(holder: AbstractBaseUser) -> None:
    """Delete what was met; the certificates that came of it keep their minimal entry."""
    Portfolio.objects.filter(_of(holder)).delete()
    BulkLine.objects.filter(_of(holder)).delete()


def _of(holder: AbstractBaseUser) -> Q:
    return Q(account_id=holder.pk) | Q(person_id=str(getattr(holder, "public_id", "")))
