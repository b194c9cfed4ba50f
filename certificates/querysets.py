"""The reading vocabulary of certificates."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from certificates.models import Certificate, OutboxEntry


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates, narrowed by what they are."""

    def standing(self) -> Self:
        """Those neither revoked nor replaced."""
        return self.filter(revoked_at__isnull=True, replacement__isnull=True)

    def named(self) -> Self:
        """Those whose printed name its holder has confirmed."""
        return self.filter(name_confirmed_at__isnull=False)


class OutboxQuerySet(models.QuerySet["OutboxEntry"]):
    """Derived work, narrowed by what has become of it."""

    def due(self, now: datetime) -> Self:
        """Work that waits and that nobody holds a lease on."""
        return self.filter(done_at__isnull=True, parked_reason="", leased_until__lte=now)
