"""What was read from a spreadsheet and waits for a yes."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.people.fields import EncryptedTextField
from courses.people.models.user import User


class PendingImport(models.Model):
    """The rows of one spreadsheet, encrypted, between the preview and the confirmation.

    The file itself is never stored, and the rows for half an hour at most.
    """

    class Kind(models.TextChoices):
        UNITS = "units", _("units")
        PEOPLE = "people", _("people")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        User, models.CASCADE, related_name="pending_imports", verbose_name=_("who uploaded it")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    rows = EncryptedTextField(_("rows"))
    read_at = models.DateTimeField(_("read at"), default=timezone.now)

    class Meta:
        verbose_name = _("pending import")
        verbose_name_plural = _("pending imports")

    def __str__(self) -> str:
        return f"{self.kind} {self.read_at:%Y-%m-%d %H:%M}"
