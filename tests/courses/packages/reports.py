"""Reports on packages made here: what the reader says of each."""

import io

from courses.packages.domain.archives import Limits, Report
from courses.packages.domain.h5p.libraries import Shelf
from courses.packages.domain.inspecting import inspect
from tests.courses.packages.making import a_manifest, as_json, good_files, library_files, zipped

SMALL = Limits(
    archive=400_000, total=300_000, file=200_000, json=50_000, entries=60, ratio_from=50_000
)


def report_on(archive: bytes, limits: Limits | None = None) -> Report:
    return inspect(io.BytesIO(archive), Shelf(), limits)[0]


def codes(report: Report, *severities: str) -> list[str]:
    return [one.code for one in report.findings if not severities or one.severity in severities]


def with_entry(info: object, content: bytes = b"x") -> bytes:
    return zipped([*good_files().items(), (info, content)])


def changed(**files: object) -> bytes:
    """Return the good package with files added, replaced, or (None) taken out; `__` stands for a slash."""
    named = {name.replace("__", "/"): content for name, content in files.items()}
    whole = good_files() | {name: content for name, content in named.items() if content is not None}
    return zipped(
        {name: content for name, content in whole.items() if named.get(name, b"") is not None}
    )


def library_with(**stated: object) -> bytes:
    return zipped(good_files() | library_files(**stated))


def manifest_with(**stated: object) -> bytes:
    return zipped(good_files() | {"h5p.json": as_json(a_manifest() | stated)})


def without(path: str) -> bytes:
    return zipped({name: content for name, content in good_files().items() if name != path})
