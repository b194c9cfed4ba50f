"""Pictures of the day, drawn anew: where and with what they were taken does not stay."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from certificates.domain.files import forget_file, keep_file, read_file
from courses.people.models import User
from courses.workshops.models import Photo, Workshop

LONGEST_SIDE = 1280
MOST_PIXELS = 60_000_000
MOST_PHOTOS = 12
QUALITY = 72
FORMATS = ("JPEG", "PNG", "WEBP")


@transaction.atomic
def add_photo(
    workshop: Workshop, file: File[bytes], caption: str, *, by: User, kind: str = Photo.Kind.HALL
) -> Photo:
    """Keep the picture without any hidden data. Raises ValidationError when it is none, or one too many."""
    if workshop.photos.count() >= MOST_PHOTOS:
        raise ValidationError(
            _("There are %(most)d pictures already. Delete one first.") % {"most": MOST_PHOTOS},
            code="too_many",
        )
    kept = keep_file(redrawn(file), ".jpg")
    return Photo.objects.create(
        workshop=workshop, kind=kind, path=kept.path, caption=caption, added_by=by
    )


def redrawn(file: File[bytes]) -> bytes:
    """Return the picture as a JPEG that holds nothing but what can be seen.

    Only pixels are carried over, so position, device, time and the small preview inside are gone.
    """
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(
                    _("This picture is too large. Take it with fewer megapixels."), code="too_large"
                )
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, Image.DecompressionBombError, SyntaxError, ValueError) as error:
        raise ValidationError(
            _("This file is no picture. Choose a photo (JPEG, PNG or WebP)."), code="no_picture"
        ) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    drawn = BytesIO()
    clean.save(drawn, "JPEG", quality=QUALITY, optimize=True)
    return drawn.getvalue()


def content_of(photo: Photo) -> bytes | None:
    """Return the picture's bytes; None when the storage has lost it."""
    return read_file(photo.path)


@transaction.atomic
def remove_photo(photo: Photo) -> None:
    """Delete the picture and, when nothing else shows it, its file."""
    path = photo.path
    photo.delete()
    if not Photo.objects.filter(path=path).exists():
        transaction.on_commit(lambda: forget_file(path))
