"""What waits for whoever keeps the register: requests with a clock, work given up, JP, documents."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import (
    CorrectionRequest,
    ExternalTraining,
    JpProposal,
    OutboxEntry,
)
from certificates.querysets import CorrectionQuerySet
from courses.people.models import User

MOST_SHOWN = 6

type Links = list[tuple[str, str]]


def certificate_matters(person: User) -> Iterator[tuple[str, int, Links]]:
    """Yield title, count and the first few links of each kind of matter that this person can settle."""
    if person.has_perm("certificates.replace_certificate"):
        yield _late_corrections()
        yield _open_corrections()
    if person.has_perm("certificates.view_outboxentry"):
        yield _parked_work()
    if person.has_perm("certificates.approve_jp"):
        yield _jp_proposals(person)
        yield _documents()


def _late_corrections() -> tuple[str, int, Links]:
    late = CorrectionRequest.objects.open().filter(due_at__lt=timezone.now())
    return _("Corrections that are late (3 × 24 hours)"), late.count(), _corrections(late)


def _open_corrections() -> tuple[str, int, Links]:
    still = CorrectionRequest.objects.open().filter(due_at__gte=timezone.now())
    return _("Corrections that holders ask for"), still.count(), _corrections(still)


def _corrections(requests: CorrectionQuerySet) -> Links:
    return [
        (str(one), reverse("admin:certificates_correctionrequest_change", args=[one.pk]))
        for one in requests[:MOST_SHOWN]
    ]


def _parked_work() -> tuple[str, int, Links]:
    parked = OutboxEntry.objects.parked().filter(done_at=None).select_related("certificate")
    place = reverse("admin:certificates_outboxentry_changelist")
    links = [(f"{one.get_kind_display()}: {one.certificate}", place) for one in parked[:MOST_SHOWN]]
    return _("Work on certificates that was given up"), parked.count(), links


def _jp_proposals(person: User) -> tuple[str, int, Links]:
    waiting = JpProposal.objects.filter(approved_at=None, withdrawn_at=None).exclude(
        proposed_by=person
    )
    links = [
        (f"{one.programme}: {one.jp} JP", reverse("programme:edit", args=[one.programme_id]))
        for one in waiting.select_related("programme")[:MOST_SHOWN]
    ]
    return _("JP that wait for your agreement"), waiting.count(), links


def _documents() -> tuple[str, int, Links]:
    waiting = ExternalTraining.objects.waiting()
    links = [(str(one), reverse("training:answer", args=[one.pk])) for one in waiting[:MOST_SHOWN]]
    return _("Training of others to look at"), waiting.count(), links
