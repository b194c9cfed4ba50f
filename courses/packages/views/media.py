"""Files of packages: media as themselves, the rest only to keep; in parts if asked (RFC 9110, 14)."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import IO

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from courses.packages.domain.archives.media import type_of
from courses.packages.domain.blobs import open_blob
from courses.packages.models import Blob
from courses.packages.views.playing import FOR_EVER, INERT

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
SHOWN = ("image/", "video/", "audio/")
# A drawing can hold a script; the others cannot.
NEVER_SHOWN = "image/svg+xml"
CHUNK = 64 * 1024


@require_safe
def media(request: HttpRequest, sha256: str, extension: str) -> HttpResponseBase:
    """Send a file of a package, whole or the part that is asked for."""
    blob = get_object_or_404(Blob, pk=sha256)
    kind = type_of(f"x.{extension}")
    part = part_of(request.headers.get("Range", ""), blob.size)
    if part == ():
        response: HttpResponseBase = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        response.headers["Content-Range"] = f"bytes */{blob.size}"
        return response
    start, end = part or (0, blob.size - 1)
    response = StreamingHttpResponse(piece(open_blob(sha256), start, end), content_type=kind)
    if part:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response.headers["Content-Range"] = f"bytes {start}-{end}/{blob.size}"
    response.headers["Content-Length"] = str(end - start + 1)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Content-Security-Policy"] = INERT
    response.headers["X-Content-Type-Options"] = "nosniff"
    # A film is streamed into a frame of no origin; there is nothing here that is anybody's own.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if not kind.startswith(SHOWN) or kind == NEVER_SHOWN:
        response.headers["Content-Disposition"] = "attachment"
    return response


def part_of(header: str, size: int) -> tuple[int, int] | tuple[()] | None:
    """Return first and last byte of the range that is asked for; () when there is no such part, None for the whole."""
    found = RANGE.fullmatch(header.strip())
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        last = int(found[2])
        return (max(0, size - last), size - 1) if last and size else ()
    start = int(found[1])
    end = min(int(found[2]), size - 1) if found[2] else size - 1
    if found[2] and int(found[2]) < start:
        return None
    return (start, end) if start < size else ()


def piece(file: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    """Yield the bytes from start to end, both included, and close the file."""
    with file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
