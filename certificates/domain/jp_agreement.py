"""How many JP a programme counts: proposed by one person, agreed to by another (BKPSDM)."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import JpProposal, Programme


class JpRefusedError(ValueError):
    """The JP cannot be proposed or agreed to like this; the message says why."""


@transaction.atomic
def propose_jp(
    programme: Programme, jp: int, legal_basis: str, by: AbstractBaseUser | None
) -> JpProposal | None:
    """Put forward how many JP it counts; what is in force stays until somebody else agrees.

    A proposal that still waits is withdrawn. Nought needs nobody's agreement: a programme without
    JP can begin at once. None when nothing changes. Raises JpRefusedError without a legal basis.
    """
    legal_basis = legal_basis.strip()
    if jp and not legal_basis:
        raise JpRefusedError(_("Write on what legal basis these JP are counted."))
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    waiting = locked.jp_proposals.filter(approved_at=None, withdrawn_at=None)
    if waiting.filter(jp=jp, legal_basis=legal_basis).exists():
        return None
    waiting.update(withdrawn_at=timezone.now())
    if jp == 0:
        _put_in_force(locked, 0, "")
        return None
    if (locked.jp, locked.jp_basis) == (jp, legal_basis):
        return None
    return JpProposal.objects.create(
        programme=locked,
        jp=jp,
        legal_basis=legal_basis,
        proposed_by_id=by.pk if by else None,
    )


@transaction.atomic
def agree_to_jp(proposal: JpProposal, by: AbstractBaseUser) -> Programme:
    """Put the proposal in force. Raises JpRefusedError for one's own, or one that waits no more."""
    waiting = JpProposal.objects.select_for_update().filter(approved_at=None, withdrawn_at=None)
    locked = waiting.filter(pk=proposal.pk).select_related("programme").first()
    if locked is None:
        raise JpRefusedError(_("This proposal no longer waits. Look at the newest one."))
    if locked.proposed_by_id == by.pk:
        raise JpRefusedError(_("You proposed these JP yourself. Ask a colleague to agree to them."))
    locked.approved_by_id = by.pk
    locked.approved_at = timezone.now()
    locked.save(update_fields=["approved_by", "approved_at"])
    _put_in_force(locked.programme, locked.jp, locked.legal_basis)
    return locked.programme


def waiting_proposal(programme: Programme) -> JpProposal | None:
    """Return the proposal that waits for a second person."""
    return programme.jp_proposals.filter(approved_at=None, withdrawn_at=None).first()


def _put_in_force(programme: Programme, jp: int, legal_basis: str) -> None:
    programme.jp, programme.jp_basis = jp, legal_basis
    programme.save(update_fields=["jp", "jp_basis", "changed_at"])
