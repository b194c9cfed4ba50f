"""Names of entries: which are dangerous, which are left by an operating system, which are ours to read."""

import re
import stat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from courses.packages.domain.archives.findings import refuse
from courses.packages.domain.archives.limits import Limits

DRIVE = re.compile(r"^[A-Za-z]:")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# What operating systems leave behind; names beginning with . or _ are skipped as H5P's own reader does.
MAC_ICON = "Icon\r"
LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", MAC_ICON.lower()})
ENCRYPTED = 0x1 | 0x40 | 0x2000
UTF8 = 0x800
DEEPEST = 32


def name_of(info: ZipInfo) -> str:
    """Return the name as its maker meant it: UTF-8 also where the flag for it was forgotten."""
    name = info.orig_filename
    if info.flag_bits & UTF8:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def check_name(name: str, limits: Limits) -> None:
    """Refuse a name that leads out of the archive or that no two systems read alike."""
    if CONTROL.search(name.removesuffix(MAC_ICON)):
        raise refuse("control-character-in-name", repr(name)[1:-1])
    if "\\" in name:
        raise refuse("backslash-in-name", name)
    if name.startswith("/") or DRIVE.match(name):
        raise refuse("absolute-path", name)
    parts = name.rstrip("/").split("/")
    if ".." in parts:
        raise refuse("path-traversal", name)
    if len(name.encode("utf-8", "surrogatepass")) > 4 * limits.name or len(parts) > DEEPEST:
        raise refuse("name-too-long", name[:80])
    if any(len(part) > limits.name for part in parts):
        raise refuse("name-too-long", name[:80])
    if "." in parts or "" in parts:
        raise refuse("odd-path", name)


def check_kind(info: ZipInfo, name: str) -> None:
    """Refuse an entry that is encrypted, packed in a way we do not read, or no file or folder."""
    if info.flag_bits & ENCRYPTED:
        raise refuse("encrypted", name)
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise refuse("unknown-compression", name)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise refuse("symbolic-link", name)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise refuse("special-file", name)


def is_left_behind(name: str) -> bool:
    """Tell whether the entry is not the package's: hidden, or made by an operating system."""
    parts = name.split("/")
    return any(part.startswith((".", "_")) for part in parts) or parts[-1].lower() in LEFT_BEHIND
