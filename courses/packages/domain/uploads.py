"""Files on their way to become packages: kept first, read by a worker on a lease."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta

from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from courses.packages.domain.archives import Finding, Limits
from courses.packages.domain.importing import Imported, import_package
from courses.packages.domain.wording import told
from courses.packages.models import Package, Upload
from courses.packages.rules import INSTALL
from courses.people.models import User

logger = logging.getLogger(__name__)

LARGEST = Limits().archive
# Where files lie in the private storage that nobody has read yet.
SENT = "packages/sent"
LEASE = timedelta(minutes=10)
MOST_TRIES = 3
MOST_AT_ONCE = 10
KEPT_FOR = timedelta(days=30)


def receive(file: File[bytes], by: User, replaces: Package | None = None) -> Upload:
    """Keep a file that was sent, to be read soon. It is copied in pieces, however large it is."""
    name = (file.name or "paket").rsplit("/", 1)[-1][-255:]
    place = storages["private"].save(f"{SENT}/{secrets.token_hex(16)}", file)
    return Upload.objects.create(
        path=place, name=name, size=file.size, sent_by=by, replaces=replaces
    )


def import_due_uploads() -> int:
    """Read the uploads that wait; return how many were read here. Any number of processes may do so."""
    done = 0
    while done < MOST_AT_ONCE and (upload := _claim()):
        read_upload(upload)
        done += 1
    forget_old_uploads()
    return done


def read_upload(upload: Upload) -> Upload:
    """Import one upload with the rights of whoever sent it, and keep its report."""
    try:
        with storages["private"].open(upload.path) as file:
            imported = import_package(
                file,
                upload.sent_by,
                may_install=upload.sent_by.has_perm(INSTALL),
                replaces=upload.replaces,
            )
    except FileNotFoundError:
        _finish(upload, "refused", [told(Finding("unreadable-file", path=upload.name))])
        return upload
    except Exception:
        logger.exception("The upload %s could not be read, try %d", upload.pk, upload.tries)
        if upload.tries >= MOST_TRIES:
            _finish(upload, "refused", [told(Finding("damaged-archive", path=upload.name))])
        return upload
    _settle(upload, imported)
    return upload


def forget_old_uploads() -> None:
    """Delete reports that nobody needs any more."""
    old = Upload.objects.filter(state=Upload.State.DONE, sent_at__lt=timezone.now() - KEPT_FOR)
    if old.exists():
        old.delete()


def _claim() -> Upload | None:
    now = timezone.now()
    if not Upload.objects.due(now).exists():
        return None
    with transaction.atomic():
        upload = (
            Upload.objects.due(now)
            .select_related("sent_by", "replaces")
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("sent_at")
            .first()
        )
        if upload is None:
            return None
        upload.tries += 1
        upload.leased_until = now + LEASE
        upload.save(update_fields=["tries", "leased_until"])
    return upload


def _settle(upload: Upload, imported: Imported) -> None:
    upload.package = imported.package
    findings = [told(finding) for finding in imported.report.findings]
    _finish(upload, str(imported.report.verdict), findings)


def _finish(upload: Upload, verdict: str, findings: list[dict[str, object]]) -> None:
    storages["private"].delete(upload.path)
    upload.state, upload.verdict, upload.findings = Upload.State.DONE, verdict, findings
    upload.path = ""
    upload.save()
