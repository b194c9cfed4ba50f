"""The picture for sharing and the badge's own picture: drawn by Pillow, the same each time."""

import json
from functools import cache
from io import BytesIO
from urllib.parse import urlencode

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from certificates.domain.achievement import Achievement
from certificates.domain.artifacts import kept_artifact
from certificates.domain.codes import shown_code
from certificates.domain.document import heading_of, verification_address
from certificates.domain.lettering import fonts_folder, printable
from certificates.domain.local_days import local_day
from certificates.domain.wording import long_date
from certificates.models import Artifact, Badge, Certificate

INK, SOFT, LEAF, GOLD, PAPER = "#1b2421", "#4a5652", "#063f33", "#e3a81f", "#ffffff"
# What social networks show without cutting anything off.
SHARED = (1200, 630)
SIDE_OF_A_BADGE = 512
STITCH, GAP = 20, 12
BOLD = "Bold"
NAME_SIZES = (76, 68, 60, 52, 46, 40, 34, 28)
TITLE_SIZES = (46, 42, 38, 34, 30, 26, 22)
KEYWORD = "openbadgecredential"
LINKEDIN = "https://www.linkedin.com/profile/add"


def make_share_picture(certificate: Certificate) -> Artifact:
    """Draw the picture and keep it."""
    return kept_artifact(
        certificate, Artifact.Kind.SHARE_PICTURE, lambda: share_picture(certificate)
    )


def share_picture(certificate: Certificate) -> bytes:
    """Return a PNG of 1200 by 630: name, title and issuer, as the public page shows them."""
    achievement = Achievement.from_json(certificate.snapshot)
    picture = Image.new("RGB", SHARED, PAPER)
    draw = ImageDraw.Draw(picture)
    width, height = SHARED
    draw.rectangle((18, 18, width - 19, height - 19), outline=LEAF, width=2)
    _stitches(draw, 34, 34, width - 34, height - 34)
    middle = width // 2
    _line(draw, middle, 70, achievement.issuer.name, 26, SOFT)
    _line(draw, middle, 130, heading_of(achievement), 50, LEAF, weight=BOLD)
    name = achievement.public_name or achievement.printed_name
    _fitted(draw, (middle, 285), (1040, 170), name, NAME_SIZES, INK)
    _fitted(draw, (middle, 436), (1040, 120), achievement.title, TITLE_SIZES, LEAF)
    day = long_date(local_day(certificate, certificate.awarded_at))
    extent = f"{certificate.jp} JP · {day}" if certificate.jp else day
    _line(draw, middle, 512, extent, 26, INK)
    address = verification_address(certificate).partition("://")[2]
    _line(draw, middle, 548, f"{shown_code(certificate.code)} · {address}", 24, SOFT)
    return _png(picture)


def baked_badge(certificate: Certificate, badge: Badge) -> bytes:
    """Return the badge's picture with the signed badge inside, as Open Badges wallets take it up."""
    inside = PngInfo()
    inside.add_itxt(KEYWORD, badge.document, zip=False)
    return _png(_badge_picture(Achievement.from_json(certificate.snapshot)), inside)


def baked_document(picture: bytes) -> dict[str, object]:
    """Return the badge that was baked into a picture; KeyError when there is none."""
    with Image.open(BytesIO(picture)) as image:
        image.load()
        document: dict[str, object] = json.loads(image.info[KEYWORD])
    return document


def linkedin_address(certificate: Certificate) -> str:
    """Return where LinkedIn adds a certificate to somebody's profile; months count from 1."""
    achievement = Achievement.from_json(certificate.snapshot)
    day = local_day(certificate, certificate.awarded_at)
    fields = {
        "startTask": "CERTIFICATION_NAME",
        "name": achievement.title,
        "organizationName": achievement.issuer.name,
        "issueYear": day.year,
        "issueMonth": day.month,
        "certUrl": verification_address(certificate),
        "certId": certificate.number,
    }
    if until := certificate.valid_until:
        fields |= {"expirationYear": until.year, "expirationMonth": until.month}
    return f"{LINKEDIN}?{urlencode(fields)}"


def _badge_picture(achievement: Achievement) -> Image.Image:
    side = SIDE_OF_A_BADGE
    picture = Image.new("RGB", (side, side), PAPER)
    draw = ImageDraw.Draw(picture)
    half = side // 2
    for reach, colour in ((250, GOLD), (234, PAPER), (224, LEAF)):
        draw.polygon(
            [
                (half, half - reach),
                (half + reach, half),
                (half, half + reach),
                (half - reach, half),
            ],
            fill=colour,
        )
    _fitted(draw, (half, 128), (150, 46), heading_of(achievement), (20, 18, 16, 14, 12), GOLD)
    _fitted(draw, (half, half), (280, 170), achievement.title, (34, 30, 26, 22, 19, 16, 13), PAPER)
    _line(draw, half, 366, achievement.issuer.name.rpartition(" – ")[2][:22], 18, GOLD)
    return picture


def _stitches(draw: ImageDraw.ImageDraw, left: int, top: int, right: int, bottom: int) -> None:
    """Sew the frame of gold thread that our papers have, whole stitches from corner to corner."""
    for along in _places(left, right):
        for edge in (top, bottom):
            draw.line((along, edge, along + STITCH, edge), fill=GOLD, width=5)
    for along in _places(top, bottom):
        for edge in (left, right):
            draw.line((edge, along, edge, along + STITCH), fill=GOLD, width=5)


def _places(begin: int, end: int) -> list[float]:
    """Return where the stitches of a line begin, the last one ending where the line ends."""
    count = round((end - begin + GAP) / (STITCH + GAP))
    step = (end - begin - STITCH) / (count - 1)
    return [begin + number * step for number in range(count)]


def _line(
    draw: ImageDraw.ImageDraw,
    middle: int,
    top: int,
    text: str,
    size: int,
    colour: str,
    *,
    weight: str = "Regular",
) -> None:
    draw.text((middle, top), printable(text), colour, _font(size, weight), anchor="ma")


def _fitted(
    draw: ImageDraw.ImageDraw,
    middle: tuple[int, int],
    box: tuple[int, int],
    text: str,
    sizes: tuple[int, ...],
    colour: str,
) -> None:
    """Draw the text around this point in the largest size in which it fits the box."""
    for size in sizes:
        font = _font(size, BOLD)
        wrapped = _wrapped(printable(text), font, box[0])
        left, top, right, bottom = draw.multiline_textbbox((0, 0), wrapped, font, spacing=4)
        if right - left <= box[0] and bottom - top <= box[1]:
            break
    draw.multiline_text(middle, wrapped, colour, font, anchor="mm", align="center", spacing=4)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """Return the text in lines that fit; a run of letters that fits no line is broken."""
    lines = [""]
    for word in text.split():
        tried = f"{lines[-1]} {word}".strip()
        if font.getlength(tried) <= width:
            lines[-1] = tried
            continue
        lines.append("")
        for letter in word:
            if font.getlength(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
    return "\n".join(filter(None, lines))


@cache
def _font(size: int, weight: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(fonts_folder() / f"AtkinsonHyperlegibleNext-{weight}.ttf", size)


def _png(picture: Image.Image, inside: PngInfo | None = None) -> bytes:
    content = BytesIO()
    # Looking for the best 64 colours and the best packing takes five times as long and saves nothing.
    few_colours = picture.quantize(64, Image.Quantize.FASTOCTREE)
    few_colours.save(content, "PNG", pnginfo=inside)
    return content.getvalue()
