"""Walk content beside its semantics: the texts, the media, the libraries, and what does not fit."""

import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import nh3

from courses.packages.domain.h5p.libraries import KnownLibrary
from courses.packages.domain.h5p.versions import LibraryName

Path = tuple[str | int, ...]
Loader = Callable[[LibraryName], KnownLibrary | None]

MEDIA = frozenset({"image", "video", "audio", "file"})
# What H5P itself allows in a text beside the tags that its semantics name.
ALWAYS_ALLOWED = frozenset({"div", "span", "p", "br"})
SYNONYMS = {"strong": {"b"}, "em": {"i"}, "ul": {"li"}, "ol": {"li"}, "del": {"s"}}
TABLE = {"table", "tr", "td", "th", "colgroup", "thead", "tbody", "tfoot"}
CODE_LIKE = frozenset({"textarea-code", "none"})


@dataclass(frozen=True)
class TextField:
    """A text of the content: where it is, what the editor called it, and which tags it may hold.

    `is_interface`: a word of the player (Check, Retry), not of the author.
    """

    path: Path
    label: str
    value: str
    tags: frozenset[str] | None = None
    is_interface: bool = False
    is_long: bool = False
    most: int | None = None

    @property
    def address(self) -> str:
        """Return the path as one word, for forms."""
        return "/".join(map(str, self.path))


@dataclass(frozen=True)
class MediaField:
    """A picture, film, sound or file that the content shows; `source` is a path in content/ or an address."""

    path: Path
    source: str
    mime: str = ""

    @property
    def is_remote(self) -> bool:
        """Tell whether it lies on another site."""
        return self.source.startswith(("http://", "https://", "//"))


@dataclass(frozen=True)
class Problem:
    """Something in the content that its semantics do not allow; `code` as in findings."""

    code: str
    path: Path
    value: str = ""


Found = TextField | MediaField | Problem


def walk(semantics: list[Any], params: object, load: Loader) -> Iterator[Found]:
    """Yield what the content holds, in the order of its form."""
    if not isinstance(params, dict):
        yield Problem("content-not-an-object", ())
        return
    yield from _group(semantics, params, (), load, ())


def texts(semantics: list[Any], params: object, load: Loader) -> list[TextField]:
    """Return the texts; those with the same place once."""
    found = {one.path: one for one in walk(semantics, params, load) if isinstance(one, TextField)}
    return list(found.values())


def media_in(content: object) -> Iterator[MediaField]:
    """Yield every file that content names, whatever its semantics say: {"path": …, "mime": …}."""
    waiting: list[tuple[Path, object]] = [((), content)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            source = value.get("path")
            if isinstance(source, str) and ("mime" in value or "copyright" in value):
                yield MediaField(
                    (*path, "path"), source.removesuffix("#tmp"), str(value.get("mime", ""))
                )
            waiting.extend(((*path, name), inner) for name, inner in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend(
                ((*path, place), inner) for place, inner in reversed([*enumerate(value)])
            )


def with_texts(params: Any, changes: Mapping[Path, str]) -> Any:  # noqa: ANN401 - content is any JSON
    """Return the content with these texts in these places; nothing of the given one is changed."""
    return _changed(params, (), changes)


def as_stored(field: TextField, written: str) -> str:
    """Return a text as content keeps it: clean HTML where tags are allowed, escaped text elsewhere."""
    if field.tags is None:
        return html.escape(written, quote=False).replace("\r\n", "\n")
    clean = nh3.clean(
        written,
        tags=set(field.tags),
        attributes={"a": {"href", "target"}, "*": {"style", "class"}, "td": {"colspan", "rowspan"}},
        filter_style_properties={"text-align", "font-size", "color", "background-color"},
        link_rel="noopener noreferrer",
    )
    return str(clean)


def as_written(field: TextField) -> str:
    """Return a text as an editor reads and writes it."""
    return html.unescape(field.value) if field.tags is None else field.value


def allowed_tags(field: Mapping[str, Any]) -> frozenset[str] | None:
    """Return the tags that a text may hold; None for plain text."""
    stated = field.get("tags")
    if not isinstance(stated, list):
        return (
            ALWAYS_ALLOWED | {"strong", "em", "b", "i"} if field.get("widget") == "html" else None
        )
    tags = {str(tag).lower() for tag in stated}
    for tag, more in SYNONYMS.items():
        if tag in tags:
            tags |= more
    if "table" in tags:
        tags |= TABLE
    return frozenset(tags | ALWAYS_ALLOWED) - {"script", "style", "iframe", "object", "embed"}


# --- One field after another ------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    path: Path
    labels: tuple[str, ...]
    load: Loader
    is_common: bool = False

    def inside(self, step: str | int, field: Mapping[str, Any]) -> "_Place":
        label = str(field.get("label") or field.get("name") or "")
        return replace(
            self,
            path=(*self.path, step),
            labels=(*self.labels, label) if label else self.labels,
            is_common=self.is_common or bool(field.get("common")),
        )


def _group(
    fields: list[Any], params: Mapping[str, Any], path: Path, load: Loader, labels: tuple[str, ...]
) -> Iterator[Found]:
    yield from _fields(fields, params, _Place(path, labels, load))


def _fields(fields: list[Any], params: Mapping[str, Any], place: _Place) -> Iterator[Found]:
    for field in fields:
        if not isinstance(field, dict) or not isinstance(field.get("name"), str):
            continue
        if field["name"] in params:
            yield from _field(field, params[field["name"]], place.inside(field["name"], field))
        elif field.get("type") in ("list", "library", "group") and not (
            field.get("optional") or field.get("common") or "default" in field
        ):
            yield Problem("content-part-missing", (*place.path, field["name"]))


def _field(field: Mapping[str, Any], value: object, place: _Place) -> Iterator[Found]:
    if value is None:
        return
    kind = field.get("type")
    reader = _READERS.get(str(kind))
    if reader is None:
        return
    yield from reader(field, value, place)


def _text(field: Mapping[str, Any], value: object, place: _Place) -> Iterator[Found]:
    if not isinstance(value, str):
        yield Problem("content-wrong-type", place.path, "text")
        return
    if not value.strip() or field.get("widget") in CODE_LIKE:
        return
    most = field.get("maxLength")
    yield TextField(
        place.path,
        " › ".join(place.labels[-3:]),
        value,
        allowed_tags(field),
        place.is_common or "l10n" in place.path or "UI" in place.path,
        field.get("widget") in ("textarea", "html") or len(value) > 80,
        most if isinstance(most, int) else None,
    )


def _media(field: Mapping[str, Any], value: object, place: _Place) -> Iterator[Found]:
    for number, one in enumerate(value if isinstance(value, list) else [value]):
        if not isinstance(one, dict):
            yield Problem("content-wrong-type", place.path, str(field.get("type")))
        elif isinstance(one.get("path"), str):
            step: Path = (number,) if isinstance(value, list) else ()
            source = one["path"].removesuffix("#tmp")
            yield MediaField((*place.path, *step, "path"), source, str(one.get("mime", "")))


def _inner_group(field: Mapping[str, Any], value: object, place: _Place) -> Iterator[Found]:
    fields = field.get("fields") or []
    # A group of a single field is stored as that field alone.
    is_single = len(fields) == 1 and not field.get("isSubContent") and isinstance(fields[0], dict)
    if is_single and not (isinstance(value, dict) and fields[0].get("name") in value):
        yield from _field(fields[0], value, place)
        return
    if not isinstance(value, dict):
        yield Problem("content-wrong-type", place.path, "group")
        return
    yield from _fields(fields, value, place)


def _list(field: Mapping[str, Any], value: object, place: _Place) -> Iterator[Found]:
    if not isinstance(value, list):
        yield Problem("content-wrong-type", place.path, "list")
        return
    inner = field.get("field")
    if not isinstance(inner, dict):
        return
    for number, one in enumerate(value):
        labelled = {
            **inner,
            "label": f"{inner.get('label') or inner.get('name') or ''} {number + 1}",
        }
        yield from _field(labelled, one, place.inside(number, labelled))


def _library(field: Mapping[str, Any], value: object, place: _Place) -> Iterator[Found]:
    if not isinstance(value, dict) or not isinstance(value.get("library"), str):
        if value not in ({}, "", []):
            yield Problem("content-wrong-type", place.path, "library")
        return
    name = LibraryName.from_reference(value["library"])
    library = place.load(name) if name else None
    if library is None:
        yield Problem("sub-content-unknown", place.path, value["library"])
        return
    options = field.get("options")
    allowed = {str(one).split(" ")[0] for one in options} if isinstance(options, list) else set()
    if allowed and library.name.machine not in allowed:
        yield Problem("sub-content-not-allowed", place.path, value["library"])
    params = value.get("params")
    if isinstance(params, dict):
        yield from _fields(library.semantics, params, replace(place, path=(*place.path, "params")))


_READERS: Mapping[str, Callable[[Mapping[str, Any], object, _Place], Iterator[Found]]] = {
    "text": _text,
    "image": _media,
    "video": _media,
    "audio": _media,
    "file": _media,
    "group": _inner_group,
    "list": _list,
    "library": _library,
}


def _changed(value: Any, path: Path, changes: Mapping[Path, str]) -> Any:  # noqa: ANN401 - any JSON
    if path in changes:
        return changes[path]
    if isinstance(value, dict):
        return {name: _changed(inner, (*path, name), changes) for name, inner in value.items()}
    if isinstance(value, list):
        return [_changed(inner, (*path, place), changes) for place, inner in enumerate(value)]
    return value
