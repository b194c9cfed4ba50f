"""The shapes that h5p.json and library.json have. Every fault is found, not only the first."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.packages.domain.archives.findings import Finding, Severity

Value = Any
Check = Callable[[Value], bool]

NUMBER = re.compile(r"\d{1,5}")
LANGUAGE = re.compile(r"[-a-zA-Z]{1,10}")
MACHINE_NAME = re.compile(r"[$a-zA-Z_][0-9a-zA-Z_.$-]{0,254}")
ASSET_PATH = re.compile(r"[^\\:*?\"<>|\x00-\x1f]{1,255}")
# The enum of the format, and what real packages write besides.
LICENSES = frozenset(
    [
        "U",
        "CC_BY",
        "CC_BY-SA",
        "CC_BY-ND",
        "CC_BY-NC",
        "CC_BY-NC-SA",
        "CC_BY-NC-ND",
        "CC0_1.0",
        "GNU_GPL",
        "PD",
        "ODC_PDDL",
        "CC_PDM",
        "C",
        "CC-BY",
        "CC-BY-SA",
        "CC-BY-ND",
        "CC-BY-NC",
        "CC-BY-NC-SA",
        "CC-BY-NC-ND",
        "MIT",
        "GPL1",
        "GPL2",
        "GPL3",
        "MPL",
        "MPL2",
        "pd",
        "cr",
    ]
)
COUNTED = ("majorVersion", "minorVersion", "patchVersion")


def is_number(value: Value) -> bool:
    """Accept a whole number, also written as a string of digits."""
    if isinstance(value, str):
        return NUMBER.fullmatch(value) is not None
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100_000


def is_text(most: int) -> Check:
    """Accept a string of 1 to this many characters."""
    return lambda value: isinstance(value, str) and len(value.strip()) > 0 and len(value) <= most


def is_like(pattern: re.Pattern[str]) -> Check:
    """Accept a string that is wholly of this pattern."""
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def is_flag(value: Value) -> bool:
    """Accept what H5P writes for yes and no."""
    return value in (0, 1, "0", "1", True, False)


def is_dependency(value: Value) -> bool:
    """Accept {machineName, majorVersion, minorVersion}."""
    return (
        isinstance(value, dict)
        and is_like(MACHINE_NAME)(value.get("machineName"))
        and is_number(value.get("majorVersion"))
        and is_number(value.get("minorVersion"))
    )


def is_asset(value: Value) -> bool:
    """Accept {path} of a file below the library."""
    path = value.get("path") if isinstance(value, dict) else None
    return (
        isinstance(path, str)
        and ASSET_PATH.fullmatch(path) is not None
        and not path.startswith("/")
        and ".." not in path.split("/")
    )


def is_list_of(check: Check) -> Check:
    """Accept a list whose every part passes."""
    return lambda value: isinstance(value, list) and all(map(check, value))


def is_display(value: Value) -> bool:
    """Accept the ways of embedding."""
    return isinstance(value, list) and all(one in ("iframe", "div") for one in value)


@dataclass(frozen=True)
class Property:
    """One property of a manifest; one that only describes is not worth refusing a package for."""

    name: str
    check: Check
    required: bool = False
    only_describes: bool = False


MAIN = (
    Property("title", is_text(255), required=True),
    Property("language", is_like(LANGUAGE), required=True),
    Property("mainLibrary", is_like(MACHINE_NAME), required=True),
    Property("preloadedDependencies", is_list_of(is_dependency), required=True),
    Property("embedTypes", is_display, only_describes=True),
    Property(
        "license",
        lambda value: value in LICENSES or value in map(_spaced, LICENSES),
        only_describes=True,
    ),
    Property("dynamicDependencies", is_list_of(is_dependency)),
)
LIBRARY = (
    Property("title", is_text(255), required=True),
    Property("machineName", is_like(MACHINE_NAME), required=True),
    Property("majorVersion", is_number, required=True),
    Property("minorVersion", is_number, required=True),
    Property("patchVersion", is_number, required=True),
    Property("runnable", is_flag, required=True),
    Property("preloadedJs", is_list_of(is_asset)),
    Property("preloadedCss", is_list_of(is_asset)),
    Property("preloadedDependencies", is_list_of(is_dependency)),
    Property("dynamicDependencies", is_list_of(is_dependency)),
    Property("editorDependencies", is_list_of(is_dependency), only_describes=True),
    Property("embedTypes", is_display, only_describes=True),
    Property("fullscreen", is_flag, only_describes=True),
    Property("coreApi", lambda value: isinstance(value, dict)),
)


def faults_of(stated: Value, path: str, properties: Sequence[Property]) -> Iterator[Finding]:
    """Yield what is missing or of another shape than the format says."""
    if not isinstance(stated, dict):
        yield Finding("not-an-object", Severity.ERROR, path)
        return
    for one in properties:
        if one.name not in stated:
            if one.required:
                yield Finding("property-missing", Severity.ERROR, path, {"property": one.name})
        elif not one.check(stated[one.name]):
            grave = Severity.WARNING if one.only_describes else Severity.ERROR
            yield Finding("property-invalid", grave, path, {"property": one.name})


def newer_core(stated: Mapping[str, Any], known: tuple[int, int]) -> str:
    """Return the core version that a library asks for when it is newer than ours, else an empty string."""
    core = stated.get("coreApi")
    if not isinstance(core, dict) or not all(
        is_number(core.get(part)) for part in ("majorVersion", "minorVersion")
    ):
        return ""
    asked = (int(core["majorVersion"]), int(core["minorVersion"]))
    return f"{asked[0]}.{asked[1]}" if asked > known else ""


def _spaced(name: str) -> str:
    return name.replace("_", " ")
