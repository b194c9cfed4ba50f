"""How a PDF is handed over."""

import re

from django.http import HttpResponse


def pdf_answer(content: bytes, name: str, *, to_keep: bool) -> HttpResponse:
    """Return the PDF as a file to keep or as a page to look at, never kept by a shared cache."""
    file_name = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
    how = "attachment" if to_keep else "inline"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'{how}; filename="{file_name}.pdf"'},
    )
