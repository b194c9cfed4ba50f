"""Pages of certificates: for their holder, and for everybody who checks one."""

from certificates.views.holding import correction, detail, mine, name, pdf, readiness
from certificates.views.jp import jp_dossier, jp_of_a_year, jp_record
from certificates.views.sharing import picture
from certificates.views.verification import (
    badge_file,
    badge_picture,
    offline_page,
    verification,
    verify,
    worker,
)

__all__ = [
    "badge_file",
    "badge_picture",
    "correction",
    "detail",
    "jp_dossier",
    "jp_of_a_year",
    "jp_record",
    "mine",
    "name",
    "offline_page",
    "pdf",
    "picture",
    "readiness",
    "verification",
    "verify",
    "worker",
]
