"""Make the files that pages and printed papers need from what npm brought and what we wrote.

var/assets/css/literasi.css   the parts that static/css/main.css names, as one small file
var/assets/js/literasi.js     the modules that static/js/main.js imports, as one small file
var/assets/js/lokakarya.js    the same for the pages of trainers, who alone need a camera
var/assets/js/bidang.js       the same for editors who mark areas of a picture
var/assets/fonts/*.woff2      for pages: Latin and extended Latin, regular and bold
var/assets/h5p/*              what plays H5P packages, from npm
var/assets/js/package-player.js  the page around them
var/fonts/*.ttf               for Typst, which reads no woff2: both alphabets in one file
"""

import gzip
import logging
import posixpath
import re
from collections import Counter
from io import BytesIO
from os.path import normpath
from pathlib import Path

import brotli
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

from courses.packages.domain.h5p.bundling import whole_style

# It tells every table it merges.
logging.getLogger("fontTools").setLevel(logging.WARNING)

FONT_PACKAGE = Path("node_modules/@fontsource/atkinson-hyperlegible-next")
PLAYER_PACKAGE = Path("node_modules/h5p-standalone")
PLAYER_LICENCE = """frame.bundle.js and h5p.css hold H5P's core player, Copyright Joubel AS, under the GNU General
Public License version 3 (https://www.gnu.org/licenses/gpl-3.0.html). They come unmodified from the npm package
h5p-standalone 3.8.2, whose own licence follows; of the style, fonts were left out or put inside it.

"""
ALPHABETS = ("latin", "latin-ext")
WEIGHTS = {400: "Regular", 700: "Bold"}

SCORM_RUNTIMES = ("scorm12.min.js", "scorm2004.min.js")

IMPORT = re.compile(r"""@import\s+(?:url\()?\s*["']?([^"')\s;]+)["']?\s*\)?\s*;""")
ADDRESS = re.compile(r"""url\(\s*(["']?)(?![a-z]+:|/|#)([^"')]+)\1\s*\)""")
STRING = r'"(?:\\.|[^"\\])*"|' + r"'(?:\\.|[^'\\])*'"
KEPT_OR_BLANK = re.compile(
    rf"(?P<kept>{STRING}|url\([^)]*\))|(?P<blank>(?:/\*.*?\*/|\s)+)", re.DOTALL
)
AROUND_PUNCTUATION = re.compile(
    rf"(?P<kept>{STRING}|url\([^)]*\))| ?(?P<mark>[{{}};,]) ?", re.DOTALL
)

JS_IMPORT = re.compile(r"""^import\s*\{[^}]*\}\s*from\s*"(\.{1,2}/[\w/-]+\.js)";\n""", re.MULTILINE)
JS_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class) )", re.MULTILINE)
JS_TOP_NAME = re.compile(r"^(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)
LINE_START = re.compile(r"^\s+", re.MULTILINE)
JS_COMMENT_LINE = re.compile(r"^\s*//.*\n", re.MULTILINE)


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


def build_scripts(sources: Path, target: Path) -> bool:
    """Write main.js and every module it imports into one module; say whether it changed.

    One file costs one request where a phone needs 400 ms for each. The modules then share one scope,
    so a name may be declared at the top of only one of them.
    """
    parts = {path: _script_alone(path) for path in _scripts_in_order(sources / "main.js")}
    names = Counter(name for text in parts.values() for name in JS_TOP_NAME.findall(text))
    if twice := sorted(name for name, times in names.items() if times > 1):
        message = (
            f"Two modules in static/js declare the same name at their top: {', '.join(twice)}."
        )
        raise AssetError(message)
    whole = LINE_START.sub("", JS_COMMENT_LINE.sub("", "".join(parts.values())))
    return _write_if_changed(target, whole.encode())


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


def copy_scanner(base: Path, target: Path) -> bool:
    """Copy the reader of QR codes for browsers that have none; say whether anything changed."""
    package = base / "node_modules" / "qr-scanner"
    if not package.is_dir():
        message = "node_modules/qr-scanner is missing: run `python3 run.py`, or `npm ci --ignore-scripts`."
        raise AssetError(message)
    names = ("qr-scanner.min.js", "qr-scanner-worker.min.js")
    changed = [_write_if_changed(target / name, _without_map(package / name)) for name in names]
    return any(
        [*changed, _write_if_changed(target / "LICENSE", (package / "LICENSE").read_bytes())]
    )


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


def build_player(base: Path, target: Path) -> bool:
    """Make what plays H5P: its own player, unmodified, with its licence, and its style with one format a font."""
    package = base / PLAYER_PACKAGE
    if not package.is_dir():
        message = (
            f"{PLAYER_PACKAGE} is missing: run `python3 run.py`, or `npm ci --ignore-scripts`."
        )
        raise AssetError(message)
    style = (package / "dist" / "styles" / "h5p.css").read_text()
    # Inter and Open Sans are half a megabyte: a phone has fonts of its own.
    small = re.sub(
        r"@font-face\s*\{[^}]*(?:inter|open-sans)/[^}]*\}", "", style, flags=re.IGNORECASE
    )
    files = {
        "h5p.css": smaller(
            whole_style(
                small, "styles/h5p.css", lambda path: _file_of(package / "dist" / path), set()
            )
        ).encode(),
        "frame.bundle.js": (package / "dist" / "frame.bundle.js").read_bytes(),
        "LICENSE.txt": PLAYER_LICENCE.encode() + (package / "LICENSE").read_bytes(),
    }
    changed = [_write_if_changed(target / name, content) for name, content in files.items()]
    return any(changed)


def build_units(base: Path, target: Path) -> bool:
    """Copy the two runtimes of SCORM and their licence; say whether anything changed."""
    package = base / "node_modules" / "scorm-again"
    if not package.is_dir():
        message = f"{package} is missing: run `python3 run.py`, or `npm ci --ignore-scripts`."
        raise AssetError(message)
    files = [*((package / "dist" / name) for name in SCORM_RUNTIMES), package / "LICENSE"]
    changed = [_write_if_changed(target / path.name, _without_map(path)) for path in files]
    return any(changed)


def _file_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def compress(folder: Path) -> None:
    """Put a .gz and a .br beside each style sheet and script, for servers that hand out what they find."""
    for path in sorted([*folder.rglob("*.css"), *folder.rglob("*.js")]):
        content = path.read_bytes()
        _write_if_changed(path.with_name(f"{path.name}.gz"), gzip.compress(content, 9, mtime=0))
        _write_if_changed(path.with_name(f"{path.name}.br"), brotli.compress(content))


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


def _scripts_in_order(path: Path, seen: tuple[Path, ...] = ()) -> tuple[Path, ...]:
    """Return this module after everything that it imports, each once."""
    if path in seen:
        return seen
    if not path.exists():
        message = f"{path} is missing: a module in static/js imports it."
        raise AssetError(message)
    for name in JS_IMPORT.findall(path.read_text()):
        seen = _scripts_in_order(Path(normpath(path.parent / name)), seen)
    return (*seen, path)


def _script_alone(path: Path) -> str:
    """Return a module's text as a part of one module: nothing imported, nothing exported."""
    text = JS_EXPORT.sub("", JS_IMPORT.sub("", path.read_text()))
    if found := re.search(r"^(import|export)\b.*", text, re.MULTILINE):
        message = f"{path}: only `import {{ name }} from` and exported declarations: {found[0]}"
        raise AssetError(message)
    return text


def _without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def _font_package(base: Path) -> Path:
    package = base / FONT_PACKAGE
    if not package.is_dir():
        message = f"{FONT_PACKAGE} is missing: run `python3 run.py`, or `npm ci --ignore-scripts`."
        raise AssetError(message)
    return package


def _without_map(script: Path) -> bytes:
    """Return a script without the line that names its source map, which we do not serve."""
    return re.sub(rb"\s*//# sourceMappingURL=\S+\s*$", b"\n", script.read_bytes())


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
