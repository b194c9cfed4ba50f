"""What media files begin with: a picture that is something else inside is not let in."""

import re
from pathlib import PurePosixPath

ISO_MEDIA = re.compile(rb"....ftyp", re.DOTALL)
# Extension: the family it belongs to. Files of one family may carry each other's extension.
FAMILY = {
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp"), "picture"),
    **dict.fromkeys(
        ("mp4", "m4a", "m4v", "webm", "ogg", "oga", "ogv", "mp3", "wav"), "film or sound"
    ),
    **dict.fromkeys(("woff", "woff2", "ttf", "otf", "eot"), "font"),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp"), "document"),
    **dict.fromkeys(("doc", "xls", "ppt"), "document"),
    "pdf": "document",
    "swf": "Flash film",
    "glb": "model",
}
SIGNATURES: tuple[tuple[re.Pattern[bytes], str, tuple[str, ...]], ...] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "picture", ("png",)),
    (re.compile(rb"\xff\xd8\xff"), "picture", ("jpg", "jpeg")),
    (re.compile(rb"GIF8[79]a"), "picture", ("gif",)),
    (re.compile(rb"BM"), "picture", ("bmp",)),
    (re.compile(rb"II\*\0|MM\0\*"), "picture", ("tif", "tiff")),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "picture", ("webp",)),
    (re.compile(rb"....ftyp(avif|heic|mif1)", re.DOTALL), "picture", ()),
    (ISO_MEDIA, "film or sound", ("mp4", "m4a", "m4v")),
    (re.compile(rb"\x1a\x45\xdf\xa3"), "film or sound", ("webm",)),
    (re.compile(rb"OggS"), "film or sound", ("ogg", "oga", "ogv")),
    (re.compile(rb"ID3|\xff[\xe2-\xff]"), "film or sound", ("mp3",)),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), "film or sound", ("wav",)),
    (re.compile(rb"wOFF"), "font", ("woff",)),
    (re.compile(rb"wOF2"), "font", ("woff2",)),
    (re.compile(rb"\x00\x01\x00\x00|true|ttcf|OTTO"), "font", ("ttf", "otf")),
    # EOT has its magic number at byte 34.
    (re.compile(rb".{34}LP", re.DOTALL), "font", ("eot",)),
    (re.compile(rb"PK\x03\x04"), "document", ("docx", "xlsx", "pptx", "odt", "ods", "odp")),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "document", ("doc", "xls", "ppt")),
    (re.compile(rb"%PDF"), "document", ("pdf",)),
    (re.compile(rb"[FCZ]WS"), "Flash film", ("swf",)),
    (re.compile(rb"glTF"), "model", ("glb",)),
)
# How a blob of this file is named to a browser.
TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "webp": "image/webp",
    "svg": "image/svg+xml",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "vtt": "text/vtt",
    "webvtt": "text/vtt",
    "json": "application/json",
    "pdf": "application/pdf",
    "txt": "text/plain",
}
ANYTHING = "application/octet-stream"


def extension_of(path: str) -> str:
    """Return the extension in small letters, without its dot."""
    return PurePosixPath(path).suffix.lower().lstrip(".")


def type_of(path: str) -> str:
    """Return the media type of a path; what we do not know is bytes to keep."""
    return TYPES.get(extension_of(path), ANYTHING)


def signature_of(head: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Return the family that the first bytes announce, and its usual extensions; None if they announce none."""
    for pattern, family, extensions in SIGNATURES:
        if pattern.match(head):
            return family, extensions
    return None


def is_other_inside(path: str, head: bytes) -> str:
    """Return "" when the bytes fit the extension, "kin" when they are of its family, else "other"."""
    extension = extension_of(path)
    family = FAMILY.get(extension)
    if family is None:
        return ""
    found = signature_of(head)
    if found and extension in found[1]:
        return ""
    if found and found[0] == family:
        return "kin"
    # An mp3 may begin anywhere in a stream; that it is no page and no program is all that can be said.
    if extension == "mp3" and not found and not head.lstrip().startswith((b"<", b"MZ", b"#!")):
        return "kin"
    return "other"
