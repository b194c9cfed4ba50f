"""Make the files that pages and printed papers need from what npm brought and what we wrote.

var/assets/css/literasi.css   the parts that static/css/main.css names, as one small file
var/assets/fonts/*.woff2      for pages: Latin and extended Latin, regular and bold
var/fonts/*.ttf               for Typst, which reads no woff2: both alphabets in one file
"""

import posixpath
import re
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

FONT_PACKAGE = Path("node_modules/@fontsource/atkinson-hyperlegible-next")
ALPHABETS = ("latin", "latin-ext")
WEIGHTS = {400: "Regular", 700: "Bold"}

IMPORT = re.compile(r"""@import\s+(?:url\()?\s*["']?([^"')\s;]+)["']?\s*\)?\s*;""")
ADDRESS = re.compile(r"""url\(\s*(["']?)(?![a-z]+:|/|#)([^"')]+)\1\s*\)""")
STRING = r'"(?:\\.|[^"\\])*"|' + r"'(?:\\.|[^'\\])*'"
KEPT_OR_BLANK = re.compile(
    rf"(?P<kept>{STRING}|url\([^)]*\))|(?P<blank>(?:/\*.*?\*/|\s)+)", re.DOTALL
)
AROUND_PUNCTUATION = re.compile(
    rf"(?P<kept>{STRING}|url\([^)]*\))| ?(?P<mark>[{{}};,]) ?", re.DOTALL
)


class AssetError(Exception):
    """Something that the files are made from is not there; the message says what to do."""


def build_styles(sources: Path, target: Path) -> bool:
    """Write the parts named in main.css, in that order, into one file; say whether it changed."""
    main = sources / "main.css"
    if not main.exists():
        message = f"{main} is missing: it lists the parts of the style sheet."
        raise AssetError(message)
    whole = IMPORT.sub(lambda found: _part(sources, found[1]), _without_comments(main.read_text()))
    return _write_if_changed(target, smaller(whole).encode())


def smaller(css: str) -> str:
    """Drop comments and needless blanks; strings and addresses stay as they are."""
    css = KEPT_OR_BLANK.sub(lambda found: found["kept"] or " ", css)
    css = AROUND_PUNCTUATION.sub(lambda found: found["kept"] or found["mark"], css)
    return css.replace(";}", "}").strip() + "\n"


def copy_web_fonts(base: Path, target: Path) -> bool:
    """Copy the fonts of the pages and their licence; say whether anything changed."""
    package = _font_package(base)
    files = [
        package / "files" / _woff2(alphabet, weight) for weight in WEIGHTS for alphabet in ALPHABETS
    ]
    changed = [
        _write_if_changed(target / path.name, path.read_bytes())
        for path in [*files, package / "LICENSE"]
    ]
    return any(changed)


def build_print_fonts(base: Path, target: Path) -> bool:
    """Turn the fonts of the pages into TrueType, both alphabets in one; say whether anything changed."""
    package = _font_package(base)
    changed = False
    for weight, style in WEIGHTS.items():
        made_from = [package / "files" / _woff2(alphabet, weight) for alphabet in ALPHABETS]
        ttf = target / f"AtkinsonHyperlegibleNext-{style}.ttf"
        if not ttf.exists() or ttf.stat().st_mtime < max(
            path.stat().st_mtime for path in made_from
        ):
            target.mkdir(parents=True, exist_ok=True)
            Merger().merge([_uncompressed(path) for path in made_from]).save(ttf)
            changed = True
    return changed


def _part(sources: Path, name: str) -> str:
    path = sources / name
    if not path.exists():
        message = f"static/css/main.css names {name}, and there is no such file."
        raise AssetError(message)
    folder = posixpath.dirname(name)
    return ADDRESS.sub(
        lambda found: f"url({posixpath.normpath(posixpath.join(folder, found[2]))})",
        path.read_text(),
    )


def _without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def _font_package(base: Path) -> Path:
    package = base / FONT_PACKAGE
    if not package.is_dir():
        message = f"{FONT_PACKAGE} is missing: run `python3 run.py`, or `npm ci --ignore-scripts`."
        raise AssetError(message)
    return package


def _woff2(alphabet: str, weight: int) -> str:
    return f"atkinson-hyperlegible-next-{alphabet}-{weight}-normal.woff2"


def _uncompressed(path: Path) -> BytesIO:
    font = TTFont(path)
    font.flavor = None
    plain = BytesIO()
    font.save(plain)
    plain.seek(0)
    return plain


def _write_if_changed(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True
