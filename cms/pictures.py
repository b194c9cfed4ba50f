"""Pictures as learners get them: small, and with their size stated so that the text does not jump."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from wagtail.images.models import AbstractRendition, Image, SourceImageIOError

# Wide enough for one column on any phone; the lightest kind first, the last one for old browsers.
AVIF = "max-800x800|format-avif|avifquality-55"
WEBP = "max-800x800|format-webp|webpquality-70"
JPEG = "max-800x800|format-jpeg|jpegquality-70|bgcolor-fff"


@dataclass(frozen=True)
class OtherKind:
    """The same picture in a kind of file that new browsers prefer."""

    url: str
    media_type: str


@dataclass(frozen=True)
class ShownPicture:
    """A picture ready for a page; `weight` in bytes, of the kind that most phones take."""

    url: str
    width: int
    height: int
    weight: int
    others: tuple[OtherKind, ...] = ()

    @property
    def weight_in_words(self) -> str:
        """Return "24 KB"."""
        return filesizeformat(self.weight)


def shown(image: Image | None) -> ShownPicture | None:
    """Return the picture as a page shows it: drawings as they are, photographs made small.

    A picture whose file is gone is None: its page then shows the words instead.
    """
    if image is None:
        return None
    try:
        if image.is_svg():
            return ShownPicture(
                image.file.url, image.file.width, image.file.height, _weight(image.file)
            )
        made = image.get_renditions(AVIF, WEBP, JPEG)
        return _photograph(made[AVIF], made[WEBP], made[JPEG])
    except (SourceImageIOError, OSError):
        return None


def make_ready(images: Iterable[Image]) -> None:
    """Make the files of these pictures now, so that no reader waits for them."""
    for image in images:
        shown(image)


def _photograph(
    avif: AbstractRendition, webp: AbstractRendition, jpeg: AbstractRendition
) -> ShownPicture:
    return ShownPicture(
        url=jpeg.file.url,
        width=jpeg.width,
        height=jpeg.height,
        weight=_weight(webp),
        others=(OtherKind(avif.file.url, "image/avif"), OtherKind(webp.file.url, "image/webp")),
    )


def _weight(file: object) -> int:
    return int(getattr(file, "size", 0) or getattr(getattr(file, "file", None), "size", 0))
