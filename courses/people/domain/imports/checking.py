"""What a checked row says, and how checked rows wait for a yes."""

import json
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.people.domain.imports.reading import Row
from courses.people.models import PendingImport, User

KEPT_FOR = timedelta(minutes=30)


@dataclass
class CheckedRow:
    """A row with what would come of it: new, changed, same or error."""

    number: int
    values: dict[str, str]
    outcome: str = "new"
    problems: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, row: Row) -> "CheckedRow":
        """Return the row with the problems that reading it has shown."""
        return cls(row.number, row.values, "error" if row.problems else "new", list(row.problems))

    def refuse(self, sentence: object) -> None:
        """Note what is wrong and what to do; the row will not be written."""
        self.outcome = "error"
        self.problems.append(str(sentence))

    @property
    def counts(self) -> bool:
        """Whether there is anything to write."""
        return self.outcome in ("new", "changed")


def keep_for_confirmation(
    rows: list[CheckedRow], kind: PendingImport.Kind, owner: User
) -> PendingImport:
    """Keep the rows, encrypted, until the owner says yes, half an hour at most."""
    PendingImport.objects.filter(owner=owner, kind=kind).delete()
    return PendingImport.objects.create(
        owner=owner, kind=kind, rows=json.dumps([asdict(row) for row in rows])
    )


def kept_rows(pending: PendingImport) -> list[CheckedRow]:
    """Return the rows as they were checked."""
    return [CheckedRow(**facts) for facts in json.loads(pending.rows)]


def take_pending(owner: User, pending_id: UUID) -> PendingImport:
    """Return the import that the owner confirms, locked until the end of the transaction.

    Raises ValidationError when it was confirmed already or its time is over.
    """
    fresh = PendingImport.objects.filter(read_at__gt=timezone.now() - KEPT_FOR)
    pending = fresh.select_for_update().filter(owner=owner, pk=pending_id).first()
    if pending is None:
        raise ValidationError(
            _(
                "This list was confirmed already, or has waited for more than 30 minutes. Upload it again."
            )
        )
    return pending
