"""Signed papers and what stands in them, for tests."""

import re
import subprocess
from pathlib import Path

from certificates.domain.signing.interface import SignItem
from certificates.domain.signing.own_key import OwnKeySigner


def told(*command: str | Path, **options) -> str:
    return subprocess.run(command, capture_output=True, text=True, **options).stdout


def signed_parts(pdf: bytes) -> list[tuple[bytes, bytes]]:
    """Return every signature of the file in order, and the bytes that it covers."""
    found = []
    for part in re.finditer(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]", pdf):
        first, length, second, rest = map(int, part.groups())
        covered = pdf[first : first + length] + pdf[second : second + rest]
        found.append((bytes.fromhex(pdf[length + 1 : second - 1].decode()), covered))
    return found


def signed_by(signer: OwnKeySigner, pdf: bytes) -> bytes:
    [outcome] = signer.sign([SignItem("one", pdf, "Menjaga keutuhan berkas", "Kotabumi")])
    assert outcome.error is None
    return outcome.pdf


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
