"""Which files a package may hold: the list that H5P publishes, and nothing that a server could run."""

from courses.packages.domain.archives.media import extension_of

CONTENT = frozenset(
    [
        "json",
        "png",
        "jpg",
        "jpeg",
        "gif",
        "bmp",
        "tif",
        "tiff",
        "eot",
        "ttf",
        "woff",
        "woff2",
        "otf",
        "webm",
        "mp4",
        "ogg",
        "mp3",
        "m4a",
        "wav",
        "txt",
        "pdf",
        "rtf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "odt",
        "ods",
        "odp",
        "csv",
        "diff",
        "patch",
        "swf",
        "md",
        "textile",
        "vtt",
        "webvtt",
        "gltf",
        "glb",
        "webp",
    ]
)
LIBRARY = CONTENT | {"js", "css", "svg", "xml", "map"}


def may_be_in_content(path: str) -> bool:
    """Tell whether content may bring such a file."""
    return extension_of(path) in CONTENT


def may_be_in_library(path: str) -> bool:
    """Tell whether a library may bring such a file."""
    return extension_of(path) in LIBRARY
