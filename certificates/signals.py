"""What has happened to a certificate; sent after commit."""

from django.dispatch import Signal

# Each is sent with `certificate`.
certificate_issued = Signal()
certificate_named = Signal()
certificate_revoked = Signal()
