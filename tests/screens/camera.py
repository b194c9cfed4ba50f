"""Small pictures of what a page shows."""

import io
import subprocess
from collections import Counter
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "screens"
TALLEST = 1600  # pixels; a longer page is cut, so that pictures stay small
# A page of words and lines has few colours: its commonest are kept as they are, and others stand for
# the rest. Without loss, it then takes half of what it would take as a photograph.
EXACT, OTHERS = 24, 40
SAME = 4  # of 255: a difference that nobody sees
SAME_SHARE = 1 / 5000  # of all points: a clock that went on, a cursor


def take(page: Page, name: str, *, whole: bool = True) -> None:
    """Keep what the page shows, or what stands in the window, past the end of every movement."""
    keep(page.screenshot(full_page=whole, animations="disabled"), name)


def take_paper(page: Page, name: str) -> None:
    """Keep what the first sheet has when the page is printed on A4."""
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    command = ["pdftoppm", "-r", "96", "-png", "-f", "1", "-l", "1", "-singlefile", "-"]
    keep(subprocess.run(command, input=printed, capture_output=True, check=True).stdout, name)


def keep(taken: bytes, name: str) -> None:
    """Write the picture small, unless it looks like the one that is there."""
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    picture = with_few_colours(picture.crop((0, 0, picture.width, min(picture.height, TALLEST))))
    file = FOLDER / f"{name}.webp"
    if not (file.exists() and looks_like(picture, Image.open(file).convert("RGB"))):
        picture.save(file, lossless=True, method=6)


def with_few_colours(picture: Image.Image) -> Image.Image:
    """Return the picture in its commonest colours and what comes near the others."""
    given = list(picture.get_flattened_data())
    commonest = {colour for colour, _count in Counter(given).most_common(EXACT)}
    near = picture.quantize(OTHERS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few = Image.new("RGB", picture.size)
    few.putdata(
        [
            colour if colour in commonest else other
            for colour, other in zip(given, near.convert("RGB").get_flattened_data(), strict=True)
        ]
    )
    return few


def looks_like(new: Image.Image, old: Image.Image) -> bool:
    """Whether somebody who holds the two side by side sees no difference."""
    if new.size != old.size:
        return False
    difference = ImageChops.difference(new, old).convert("L")
    different = sum(difference.histogram()[SAME:])
    return different <= new.width * new.height * SAME_SHARE
