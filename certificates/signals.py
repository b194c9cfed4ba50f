"""What has happened to a certificate; sent after commit, each with `certificate`.

`certificate_expiring` says also in how many `days` it runs out, at most; `correction_declined`
the `words` to the holder.
"""

from django.dispatch import Signal

certificate_issued = Signal()
certificate_expiring = Signal()
certificate_named = Signal()
certificate_replaced = Signal()
certificate_revoked = Signal()
correction_declined = Signal()
correction_asked = Signal()
