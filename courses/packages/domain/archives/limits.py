"""How much an archive may cost us. Real packages have up to 1,694 entries and shrink 17 to 1."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Upper limits in bytes and counts; `ratio` is inflated size to packed size."""

    archive: int = 400 * MEGABYTE
    total: int = 600 * MEGABYTE
    file: int = 400 * MEGABYTE
    json: int = 10 * MEGABYTE
    entries: int = 10_000
    directory: int = 8 * MEGABYTE
    name: int = 255
    ratio: int = 200
    # Below this size a high ratio costs nothing: a kilobyte of zeros is no bomb.
    ratio_from: int = MEGABYTE
    json_depth: int = 100
