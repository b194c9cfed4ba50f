"""What has happened to a certificate; sent after commit, each with `certificate`."""

from django.dispatch import Signal

certificate_issued = Signal()
certificate_named = Signal()
certificate_replaced = Signal()
certificate_revoked = Signal()
correction_asked = Signal()
