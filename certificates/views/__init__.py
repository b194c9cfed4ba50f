"""Pages of certificates: for their holder, and for everybody who checks one."""

from certificates.views.holding import correction, detail, mine, name, pdf, readiness
from certificates.views.jp import jp_of_a_year, jp_record
from certificates.views.verification import verification, verify

__all__ = [
    "correction",
    "detail",
    "jp_of_a_year",
    "jp_record",
    "mine",
    "name",
    "pdf",
    "readiness",
    "verification",
    "verify",
]
