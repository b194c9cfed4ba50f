"""Pictures as learners get them: small, and with their size stated so that the text does not jump."""

from dataclasses import dataclass

from wagtail.images.models import Image, SourceImageIOError

# Wide enough for one column on any phone.
PHOTOGRAPH = "max-800x800|format-webp|webpquality-70"


@dataclass(frozen=True)
class ShownPicture:
    """A picture ready for a page; `weight` in bytes."""

    url: str
    width: int
    height: int
    weight: int


def shown(image: Image | None) -> ShownPicture | None:
    """Return the picture as a page shows it: drawings as they are, photographs made small.

    A picture whose file is gone is None: its page then shows the words instead.
    """
    if image is None:
        return None
    try:
        file = image.file if image.is_svg() else image.get_rendition(PHOTOGRAPH)
        return ShownPicture(file.url, file.width, file.height, _weight(file))
    except (SourceImageIOError, OSError):
        return None


def _weight(file: object) -> int:
    return int(getattr(file, "size", 0) or getattr(getattr(file, "file", None), "size", 0))
