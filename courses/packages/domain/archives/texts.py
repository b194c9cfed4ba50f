"""JSON that somebody else wrote: read strictly, but with the marks that editors leave in front."""

import json
from typing import Any, NoReturn

from courses.packages.domain.archives.findings import refuse
from courses.packages.domain.archives.reading import Archive

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_json(archive: Archive, path: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return what the file holds. Raises RefusedError, saying where it cannot be read."""
    return parse_json(archive.read(path), path, deepest=archive.limits.json_depth)


def parse_json(content: bytes, path: str, *, deepest: int = 100) -> Any:  # noqa: ANN401 - as above
    """Return the value of UTF-8 JSON, with or without a byte order mark; NaN and bottomless nesting are refused."""
    try:
        text = content.removeprefix(BYTE_ORDER_MARK).decode()
    except UnicodeDecodeError as error:
        raise refuse("not-utf8", path) from error
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise refuse("invalid-json", path, line=error.lineno) from error
    except RecursionError as error:
        raise refuse("json-too-deep", path) from error
    except ValueError as error:
        raise refuse("invalid-number", path) from error
    if _is_deeper_than(value, deepest):
        raise refuse("json-too-deep", path)
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _is_deeper_than(value: object, deepest: int) -> bool:
    """Look level by level: recursion is what such a file wants to exhaust."""
    level: list[object] = [value]
    for _depth in range(deepest):
        level = [
            inner
            for one in level
            for inner in (
                one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
            )
        ]
        if not level:
            return False
    return True
