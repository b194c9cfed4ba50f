"""Make of many libraries one script and one style, with the pictures and fonts of the style inside it."""

import base64
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from courses.packages.domain.archives.media import extension_of, type_of
from courses.packages.domain.h5p.libraries import KnownLibrary, assets_of

ReadFile = Callable[[KnownLibrary, str], bytes | None]

# Styles of others: each of these reads on from where it began and never looks at the same sign for two beginnings.
ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]+))\s*\)""")
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*(?:\}|\Z)", re.IGNORECASE)
FONT_SOURCE = re.compile(r"""\bsrc\s*:((?:"[^"]*"|'[^']*'|[^"';}])+);?""", re.IGNORECASE)
IMPORT = re.compile(r"""@import\b\s*(?:url\(\s*)?(?:"[^"]*"|'[^']*')?[^;]*(?:;|\Z)""")
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Which of several formats of one font is kept: the smallest that every browser since 2016 reads.
FORMATS = ("woff2", "woff", "ttf", "otf")
# A picture of a style larger than this is decoration that a slow phone can do without.
LARGEST_INSIDE = 200 * 1024
LARGEST_FONT = 400 * 1024
RUNTIME_TYPES = ("image/", "audio/")
LARGEST_RUNTIME_FILE = 100 * 1024
# No script and no style of a real library comes near to this.
LARGEST_ASSET = 10 * 1024 * 1024


@dataclass(frozen=True)
class Bundle:
    """What a frame needs to run some libraries; `files` are those that scripts ask for by path, as data: addresses."""

    script: str
    style: str
    files: dict[str, str]


def bundle(
    libraries: Iterable[KnownLibrary],
    read: ReadFile,
    paths: Callable[[KnownLibrary], Iterable[str]],
) -> Bundle:
    """Return the scripts and styles of the libraries in their order, as one of each."""
    ordered = list(libraries)
    seen_fonts: set[str] = set()
    return Bundle(
        "\n".join(_scripts(ordered, read)),
        "\n".join(_styles(ordered, read, seen_fonts)),
        dict(_runtime_files(ordered, read, paths)),
    )


def _scripts(libraries: list[KnownLibrary], read: ReadFile) -> Iterator[str]:
    for library in libraries:
        for path in assets_of(library.manifest, "Js"):
            content = read(library, path)
            if content is not None:
                # A file may end in a comment or without its semicolon.
                yield f"{_text(content)}\n;"


def _styles(libraries: list[KnownLibrary], read: ReadFile, seen_fonts: set[str]) -> Iterator[str]:
    for library in libraries:
        for path in assets_of(library.manifest, "Css"):
            content = read(library, path)
            if content is not None:
                yield whole_style(_text(content), path, partial(read, library), seen_fonts)


def whole_style(
    css: str, path: str, read: Callable[[str], bytes | None], seen_fonts: set[str]
) -> str:
    """Return a style that needs no other file: one format of each font, each font once, nothing imported."""
    css = IMPORT.sub("", COMMENT.sub("", css))
    css = FONT_FACE.sub(lambda found: _font_face(found[0], path, read, seen_fonts), css)
    return ADDRESS.sub(
        lambda found: _inside(found[0], _address(found), path, read, LARGEST_INSIDE), css
    )


def _address(found: re.Match[str]) -> str:
    """Return what stands in url(…), with or without quotes."""
    return (found[1] or found[2] or found[3] or "").strip()


def _font_face(rule: str, path: str, read: Callable[[str], bytes | None], seen: set[str]) -> str:
    """Return the rule with its best format inside it, or nothing when it is known or cannot be read."""
    addresses = [
        _address(found)
        for stated in FONT_SOURCE.finditer(rule)
        for found in ADDRESS.finditer(stated[1])
    ]
    by_format = {
        extension_of(address.split("?")[0].split("#")[0]): address for address in addresses
    }
    best = next((by_format[kind] for kind in FORMATS if kind in by_format), None)
    if best is None:
        return rule if any(address.startswith("data:") for address in addresses) else ""
    address = _inside("", best, path, read, LARGEST_FONT)
    kept = FONT_SOURCE.sub("", rule).rstrip("} \n\t;")
    whole = f"{kept};src:{address}}}"
    if not address or whole in seen:
        return ""
    seen.add(whole)
    return whole


def _inside(
    whole: str, address: str, path: str, read: Callable[[str], bytes | None], largest: int
) -> str:
    """Return the address as data:; what lies elsewhere or is too large points nowhere."""
    if address.startswith(("data:", "#")):
        return whole
    name = address.split("?")[0].split("#")[0]
    if "://" in name or name.startswith("/"):
        return "url()" if whole else ""
    content = read(posixpath.normpath(posixpath.join(posixpath.dirname(path), name)))
    if content is None or len(content) > largest:
        return "url()" if whole else ""
    return f"url({data_address(name, content)})"


def data_address(path: str, content: bytes) -> str:
    """Return a data: address of the content."""
    return f"data:{type_of(path)};base64,{base64.b64encode(content).decode()}"


def _runtime_files(
    libraries: list[KnownLibrary],
    read: ReadFile,
    paths: Callable[[KnownLibrary], Iterable[str]],
) -> Iterator[tuple[str, str]]:
    """Yield small pictures and sounds that scripts ask for by their path in a library."""
    for library in libraries:
        for path in paths(library):
            if path == "icon.svg" or not type_of(path).startswith(RUNTIME_TYPES):
                continue
            content = read(library, path)
            if content is not None and len(content) <= LARGEST_RUNTIME_FILE:
                yield f"{library.name.folder}/{path}", data_address(path, content)


def _text(content: bytes) -> str:
    return content.removeprefix(BYTE_ORDER_MARK).decode("utf-8", "replace")
