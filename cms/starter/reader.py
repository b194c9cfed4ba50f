"""Take a mapping of a package apart, field by field, with a sentence for whatever does not fit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from django.utils.translation import gettext as _

from cms.starter import yaml_text
from cms.starter.errors import PackageError

# Stands for a default that is not given.
NEEDED = Decimal("NaN")


@dataclass
class Reader:
    """One mapping of a package file; it remembers what has been read, to name what nobody knows."""

    data: Mapping[str, Any]
    lines: Mapping[yaml_text.Path, int]
    file: str
    path: yaml_text.Path = ()
    seen: set[str] = field(default_factory=set)

    @classmethod
    def of_text(cls, text: str, file: str, first_line: int) -> Self:
        """Read YAML that must be a mapping."""
        data, lines = yaml_text.load(text, file, first_line)
        if not isinstance(data, dict):
            raise PackageError(
                file, first_line, _("Here stand lines such as “judul: …”. Add them.")
            )
        return cls(data, lines, file)

    def refuse(self, name: str, sentence: str) -> PackageError:
        """Return the error about this field."""
        line = self.lines.get((*self.path, name)) or self.lines.get(self.path)
        return PackageError(self.file, line, sentence)

    def text(self, name: str, *, default: str | None = None, longest: int = 10_000) -> str:
        """Return a text; without a default it must be there."""
        value = self._value(name)
        if value is None or value == "":
            if default is None:
                raise self.refuse(name, _("“%(name)s” is missing. Add it.") % {"name": name})
            return default
        if not isinstance(value, str):
            raise self.refuse(
                name, _("Put the value of “%(name)s” in quotes: it is a text.") % {"name": name}
            )
        if len(value) > longest:
            raise self.refuse(
                name,
                _("“%(name)s” is too long: at most %(longest)d characters.")
                % {"name": name, "longest": longest},
            )
        return value

    def texts(self, name: str, *, fewest: int = 0, options: Collection[str] = ()) -> list[str]:
        """Return a list of texts, each one of the options if there are any."""
        values = self._list(name, fewest)
        for value in values:
            if not isinstance(value, str):
                raise self.refuse(
                    name,
                    _("Put every entry of “%(name)s” in quotes: they are texts.") % {"name": name},
                )
            self._must_be_one_of(name, value, options)
        return values

    def numbers(self, name: str, options: Collection[int]) -> list[int]:
        """Return a list of numbers, each one of the options."""
        values = self._list(name, 0)
        for value in values:
            self._must_be_one_of(name, value, options)
        return values

    def number(self, name: str, *, default: int | None = None, highest: int = 10_000) -> int | None:
        """Return a whole number from 0, or the default."""
        value = self._value(name)
        if value is None or value == "":
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= highest:
            raise self.refuse(
                name,
                _("“%(name)s” is a whole number from 0 to %(highest)d.")
                % {"name": name, "highest": highest},
            )
        return value

    def decimal(self, name: str, *, default: Decimal | None = NEEDED) -> Decimal | None:
        """Return a number, also with a fraction; without a default it must be there."""
        value = self._value(name)
        if value is None and default is not NEEDED:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refuse(
                name, _("“%(name)s” is a number, such as 12 or 1.5.") % {"name": name}
            )
        return Decimal(str(value))

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return true or false."""
        value = self._value(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.refuse(name, _("“%(name)s” is true or false.") % {"name": name})
        return value

    def day(self, name: str) -> date | None:
        """Return a day, or nothing."""
        value = self._value(name)
        if value is None or value == "":
            return None
        if type(value) is not date:
            raise self.refuse(
                name,
                _("Write “%(name)s” as year-month-day, for example 2026-11-30.") % {"name": name},
            )
        return value

    def choice(self, name: str, options: Collection[str], *, default: str | None = None) -> str:
        """Return one of the options."""
        value = self.text(name, default=default)
        if value != default:
            self._must_be_one_of(name, value, options)
        return value

    def key(self, name: str) -> UUID:
        """Return the key that stays for ever."""
        value = self.text(name)
        try:
            return UUID(value)
        except ValueError as error:
            raise self.refuse(
                name,
                _("“%(name)s” is a UUID such as ea5d72be-38d9-420f-974b-e898e759d7f2.")
                % {"name": name},
            ) from error

    def mapping(self, name: str) -> Self:
        """Return a reader for a mapping inside this one; it may be missing."""
        value = self._value(name) or {}
        return self._inside(name, value, (*self.path, name))

    def readers(self, name: str, *, fewest: int = 1) -> list[Self]:
        """Return a reader for each mapping of a list."""
        return [
            self._inside(name, value, (*self.path, name, place))
            for place, value in enumerate(self._list(name, fewest))
        ]

    def finish(self) -> None:
        """Refuse what nobody has read: most likely a misspelt name."""
        for name in self.data:
            if name not in self.seen:
                raise self.refuse(
                    name,
                    _("“%(name)s” is unknown here. Known are: %(known)s.")
                    % {"name": name, "known": ", ".join(sorted(self.seen))},
                )

    def _value(self, name: str) -> Any:  # noqa: ANN401 - YAML holds anything; callers check it
        self.seen.add(name)
        return self.data.get(name)

    def _list(self, name: str, fewest: int) -> list[Any]:
        value = self._value(name)
        values = [] if value is None or value == "" else value
        if not isinstance(values, list):
            raise self.refuse(
                name, _("“%(name)s” is a list: a line with “- ” for each entry.") % {"name": name}
            )
        if len(values) < fewest:
            raise self.refuse(
                name,
                _("“%(name)s” needs at least %(fewest)d entries.")
                % {"name": name, "fewest": fewest},
            )
        return values

    def _inside(self, name: str, value: object, path: yaml_text.Path) -> Self:
        if not isinstance(value, dict):
            raise self.refuse(
                name, _("The entries of “%(name)s” have names, such as “teks: …”.") % {"name": name}
            )
        return type(self)(value, self.lines, self.file, path)

    def _must_be_one_of(self, name: str, value: object, options: Collection[Any]) -> None:
        if options and value not in options:
            raise self.refuse(
                name,
                _("“%(value)s” is unknown for “%(name)s”. Known are: %(known)s.")
                % {
                    "value": value,
                    "name": name,
                    "known": ", ".join(str(option) for option in options),
                },
            )
