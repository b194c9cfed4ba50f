"""Turn exported data into words that a person can read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.people.domain.civil_numbers import masked_number
from literasi.privacy.labels import ACTIONS, LABELS

# Shown to whoever stands behind the chair as well, so only the end of it.
MASKED: Mapping[str, Callable[[str], str]] = {
    "employee_number": masked_number,
    "nisn": masked_number,
}


@dataclass(frozen=True)
class Line:
    """One fact with its label, or a label over more lines."""

    label: str
    text: str = ""
    lines: list["Line"] = field(default_factory=list)


def readable(
    data: Mapping[str, object], *, masks: Mapping[str, Callable[[str], str]] = MASKED
) -> list[Line]:
    """Return the data as labelled lines; what is empty is left out."""
    return [
        _line(key, value, masks) for key, value in data.items() if value not in (None, "", [], {})
    ]


def _line(key: str, value: object, masks: Mapping[str, Callable[[str], str]]) -> Line:
    label = str(LABELS.get(key, key.replace("_", " ")))
    if isinstance(value, Mapping):
        return Line(label, lines=readable(value, masks=masks))
    if isinstance(value, list | tuple):
        return Line(label, lines=list(_numbered(value, masks)))
    return Line(label, masks[key](str(value)) if key in masks else _words(value))


def _numbered(
    values: Iterable[object], masks: Mapping[str, Callable[[str], str]]
) -> Iterator[Line]:
    for number, value in enumerate(values, start=1):
        if isinstance(value, Mapping):
            yield Line(str(number), lines=readable(value, masks=masks))
        else:
            yield Line(str(number), _words(value))


def _words(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and value in ACTIONS:
        return str(ACTIONS[value])
    if isinstance(value, str) and (moment := _moment(value)):
        return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    return str(value)


def _moment(text: str) -> datetime | None:
    """Return the time that an ISO string with a zone stands for; other text is no time."""
    if len(text) < 20 or "T" not in text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else None
