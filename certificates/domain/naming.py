"""The holder checks the printed name before the document is made; then it is frozen."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.domain.achievement import Achievement
from certificates.domain.lettering import unprintable, without_any_letter
from certificates.domain.outbox import queue_documents
from certificates.models import Certificate, CertificateEvent
from certificates.rules import LONGEST_PRINTED_NAME, can_confirm_name, has_same_letters
from certificates.signals import certificate_named


class NameRefusedError(ValueError):
    """The name cannot be printed like this; the message tells the holder what to do."""


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name and its titles, apart."""

    name: str
    titles_before: str = ""
    titles_after: str = ""

    @classmethod
    def of(cls, achievement: Achievement) -> Self:
        """Return the name that stands on it."""
        return cls(
            achievement.holder_name,
            achievement.holder_titles_before,
            achievement.holder_titles_after,
        )

    def on(self, achievement: Achievement) -> Achievement:
        """Return the achievement with this name on it."""
        return replace(
            achievement,
            holder_name=self.name,
            holder_titles_before=self.titles_before,
            holder_titles_after=self.titles_after,
        )


@transaction.atomic
def confirm_name(
    certificate: Certificate, printed: PrintedName, by: AbstractBaseUser | None = None
) -> Certificate:
    """Freeze the printed name and queue the PDF; a second call changes nothing.

    Capitals, spaces and signs of the name may be put right, titles are free, and all of it may be
    130 signs long. Raises NameRefusedError with a sentence for the holder. `certificate_named`
    follows the commit, so that a worker can begin at once.
    """
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if not can_confirm_name(locked):
        return locked
    achievement = Achievement.from_json(locked.snapshot)
    named = check_name(printed, achievement).on(achievement)
    locked.snapshot = named.to_json()
    locked.name_confirmed_at = timezone.now()
    locked.save(update_fields=["snapshot", "name_confirmed_at"])
    CertificateEvent.objects.create(
        certificate=locked,
        kind=CertificateEvent.Kind.NAMED,
        actor_id=by.pk if by else None,
        details=_change(achievement, named),
    )
    queue_documents(locked)
    announce_named(locked)
    return locked


def announce_named(certificate: Certificate) -> None:
    """Tell after commit that the document can be made."""
    transaction.on_commit(
        partial(certificate_named.send_robust, sender=Certificate, certificate=certificate),
        robust=True,
    )


def check_name(printed: PrintedName, achievement: Achievement) -> PrintedName:
    """Return the name tidied, or raise NameRefusedError."""
    tidy = PrintedName(*map(_tidy, (printed.name, printed.titles_before, printed.titles_after)))
    whole = tidy.on(achievement).printed_name
    if not has_same_letters(tidy.name, achievement.holder_name):
        raise NameRefusedError(
            _(
                "Only capitals, spaces and signs can be changed here. The letters of the name must "
                "stay “%(name)s”. If the name itself is wrong, use “My name is wrong”."
            )
            % {"name": achievement.holder_name}
        )
    if foreign := without_any_letter(tidy.name):
        raise NameRefusedError(
            _(
                "The certificate is printed in Latin letters, and these signs have none: "
                "%(signs)s. Use “My name is wrong” and write your name in Latin letters."
            )
            % {"signs": foreign}
        )
    if len(whole) > LONGEST_PRINTED_NAME and tidy != PrintedName.of(achievement):
        raise NameRefusedError(
            _(
                "The name with its titles is %(length)d signs long. At most %(most)d fit on the "
                "certificate. Leave out a title or shorten one."
            )
            % {"length": len(whole), "most": LONGEST_PRINTED_NAME}
        )
    if strange := unprintable(tidy.titles_before + tidy.titles_after):
        raise NameRefusedError(
            _("These signs cannot be printed: %(signs)s. Write the titles with ordinary letters.")
            % {"signs": strange}
        )
    return tidy


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,")


def _change(before: Achievement, after: Achievement) -> dict[str, str]:
    if before.printed_name == after.printed_name:
        return {}
    return {"from": before.printed_name, "to": after.printed_name}
