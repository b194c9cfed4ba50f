"""Everything that stands behind a person's JP of a year, as one PDF."""

import re

from django.contrib.auth.base_user import AbstractBaseUser

from certificates.domain.handing import pdf_of
from certificates.domain.jp_record import record_pdf
from certificates.domain.ledger import JpOfYear, LedgerLine
from certificates.domain.merging import Original, merge_pdfs
from certificates.domain.training import document_of


def dossier_pdf(holder: AbstractBaseUser, record: JpOfYear) -> bytes:
    """Return the year's record, then every paper that it counts; the originals lie inside as files.

    A certificate whose name is not confirmed yet has no paper; the record lists it all the same.
    """
    papers = [paper for line in record.lines if (paper := _paper(line))]
    summary = Original(record_pdf(holder, record))
    return merge_pdfs([summary, *papers], f"Berkas JP {record.year}: {holder}")


def _paper(line: LedgerLine) -> Original | None:
    name = re.sub(r"[^A-Za-z0-9]+", "-", line.number).strip("-") or "bukti"
    if line.certificate and line.certificate.name_confirmed_at:
        return Original(pdf_of(line.certificate), f"{name}.pdf", line.title)
    if line.training and (found := document_of(line.training)):
        content, mime_type = found
        suffix = mime_type.rpartition("/")[2]
        return Original(content, f"{name}.{suffix}", line.title, mime_type)
    return None
