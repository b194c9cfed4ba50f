"""Find the words that people read, keep their translations, and say what is missing.

Message ids are plain English. Indonesian lives in locale/id/LC_MESSAGES/django.po and in fragments
beside it (locale/id/parts/*.po), which win; English is the message ids themselves. All in Python, so
that no machine needs the gettext programs.

What we say in place of a package's own translation is kept apart, in locale/<package>/id/LC_MESSAGES:
checked and compiled, never extracted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCES = ("literasi", "courses", "cms", "certificates", "templates")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLURALS = {"id": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
# Django's folder for the language id-x-kamu, whose fallback is Indonesian.
FOR_PUPILS = "id_X-kamu"
ANDA = re.compile(r"((^|[.!?“\"(>]\s*)?)\bAnda\b")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

type Key = tuple[str | None, str]  # context, message id (of a plural: its singular)


@dataclass
class Report:
    """What stands between the catalogue and a finished translation."""

    missing: list[str] = field(default_factory=list)
    fuzzy: list[str] = field(default_factory=list)
    obsolete: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    disagreeing: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield one line for each problem, the same order every time."""
        for words, messages in (
            ("no translation", self.missing),
            ("marked as fuzzy", self.fuzzy),
            ("no longer used", self.obsolete),
            ("placeholders differ", self.differing),
            ("two fragments disagree", self.disagreeing),
        ):
            yield from (f"{words}: {message}" for message in sorted(messages))


def translate_project(base: Path) -> tuple[dict[str, Catalog], Report]:
    """Return the finished catalogue of each language under this folder, and what is wrong with it.

    The report speaks of the catalogues for other packages too; nothing of them is in ours.
    """
    report = Report()
    for path in _files_for_packages(base):
        _check_for_package(path, report)
    found = find_messages(base)
    indonesian = _with_translations(found, _known_translations("id", base, report), report)
    return {"id": indonesian, "en": _in_its_own_words(found)}, report


def find_messages(base: Path) -> Catalog:
    """Return every message that Python code and templates ask for, with the files that do."""
    catalog = _empty_catalog("id")
    for path in _source_files(base):
        place = path.relative_to(base).as_posix()
        for _line, message, comments, context in _messages_in(path):
            catalog.add(message, locations=[(place, 1)], auto_comments=comments, context=context)
    return catalog


def write_catalog(catalog: Catalog, language: str, base: Path) -> bool:
    """Write one language's django.po, sorted and without dates, and say whether it changed."""
    path = po_file(language, base)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = _as_text(catalog, language)
    if path.exists() and path.read_text() == text:
        return False
    path.write_text(text)
    return True


def compile_catalog(language: str, base: Path) -> None:
    """Write django.mo, for Django to read: all that is translated, in django.po or in a fragment."""
    catalog = _empty_catalog(language)
    for message in _known_translations(language, base, Report()).values():
        catalog.add(message.id, message.string, context=message.context)
    _write_compiled(catalog, po_file(language, base))


def compile_for_pupils(base: Path) -> None:
    """Write the Indonesian that says "kamu" to pupils: the same messages, where they say "Anda"."""
    catalog = _empty_catalog("id")
    for message in _known_translations("id", base, Report()).values():
        said = tuple(to_a_pupil(words) for words in _words(message))
        if message.id and said != _words(message):
            catalog.add(
                message.id, said if message.pluralizable else said[0], context=message.context
            )
    _write_compiled(catalog, base / "locale" / FOR_PUPILS / "LC_MESSAGES" / "django.mo")


def to_a_pupil(words: str) -> str:
    """Return the sentence as one speaks to a pupil: kamu, with a capital where it begins."""
    return ANDA.sub(lambda found: f"{found[1]}{'k' if found[2] is None else 'K'}amu", words)


def compile_for_packages(base: Path) -> None:
    """Write what we say in place of other packages' translations, scripts' included, for Django to read."""
    for path in _files_for_packages(base):
        _write_compiled(_read(path), path)


def is_up_to_date(catalog: Catalog, language: str, base: Path) -> bool:
    """Say whether django.po holds exactly this catalogue."""
    path = po_file(language, base)
    return path.exists() and path.read_text() == _as_text(catalog, language)


def po_file(language: str, base: Path) -> Path:
    """Return where one language's translations are kept."""
    return base / "locale" / language / "LC_MESSAGES" / "django.po"


def _files_for_packages(base: Path) -> list[Path]:
    return sorted((base / "locale").glob("*/*/LC_MESSAGES/*.po"))


def _check_for_package(path: Path, report: Report) -> None:
    for message in filter(lambda message: message.id, _read(path)):
        _judge(message, message if _words(message) else None, report)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def _write_compiled(catalog: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)


def _source_files(base: Path) -> list[Path]:
    return sorted(
        path
        for folder in SOURCES
        for path in (base / folder).rglob("*")
        if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts
    )


def _messages_in(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    source = path.read_text()
    if path.suffix != ".py":
        # Django turns a template into Python calls; its indentation means nothing there.
        calls = templatize(source, origin=str(path))
        source = "\n".join(line.lstrip() for line in calls.splitlines())
    yield from extract("python", BytesIO(source.encode()), KEYWORDS, ["Translators:"])


def _known_translations(language: str, base: Path, report: Report) -> dict[Key, Message]:
    fragments: dict[Key, Message] = {}
    for part in sorted((base / "locale" / language / "parts").glob("*.po")):
        for key, message in _translated(part, language).items():
            if key in fragments and fragments[key].string != message.string:
                report.disagreeing.append(key[1])
            fragments.setdefault(key, message)
    return _translated(po_file(language, base), language) | fragments


def _translated(path: Path, language: str) -> dict[Key, Message]:
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    return {_key(message): message for message in catalog if message.id and _words(message)}


def _key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _words(message: Message) -> tuple[str, ...]:
    strings = (message.string,) if isinstance(message.string, str) else message.string or ()
    return tuple(filter(None, strings))


def _with_translations(found: Catalog, known: dict[Key, Message], report: Report) -> Catalog:
    catalog = _empty_catalog("id")
    used = set()
    for message in filter(lambda message: message.id, found):
        translation = known.get(_key(message))
        used.add(_key(message))
        string = _fitting(message, _words(translation) if translation else ())
        catalog.add(message.id, string, message.locations, context=message.context)
        _judge(message, translation, report)
    report.obsolete.extend(key[1] for key in known if key not in used)
    return catalog


def _judge(message: Message, translation: Message | None, report: Report) -> None:
    if not translation:
        report.missing.append(_key(message)[1])
    elif translation.fuzzy:
        report.fuzzy.append(_key(message)[1])
    elif _placeholders_differ(message, _words(translation)[0]):
        report.differing.append(_key(message)[1])


def _fitting(message: Message, words: tuple[str, ...]) -> str | tuple[str, ...]:
    """Return a translation in the shape the message asks for; Indonesian has one plural form."""
    return words[:1] if message.pluralizable else "".join(words[:1])


def _placeholders_differ(message: Message, translation: str) -> bool:
    plural = message.id if isinstance(message.id, str) else message.id[1]
    return sorted(set(PLACEHOLDER.findall(translation))) != sorted(set(PLACEHOLDER.findall(plural)))


def _in_its_own_words(found: Catalog) -> Catalog:
    catalog = _empty_catalog("en")
    for message in filter(lambda message: message.id, found):
        catalog.add(message.id, message.id, message.locations, context=message.context)
    return catalog


def _empty_catalog(language: str) -> Catalog:
    catalog = Catalog(locale=language)
    catalog.mime_headers = [("Plural-Forms", PLURALS[language])]
    return catalog


def _as_text(catalog: Catalog, language: str) -> str:
    body = BytesIO()
    write_po(body, catalog, width=100, omit_header=True, sort_output=True, include_lineno=False)
    header = (
        "# Written by manage.py translations; translations may be edited here or in a fragment.\n"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURALS[language]}\\n"\n\n'
    )
    return header + body.getvalue().decode().strip() + "\n"
