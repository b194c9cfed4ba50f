"""Two kinds of field that keep a list in one column."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst


class LinesField(forms.Field):
    """A form field with one entry on each line."""

    widget = forms.Textarea

    def prepare_value(self, value: object) -> object:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: object) -> list[str]:
        """Return the lines that are not empty."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: object, data: object) -> bool:
        """Compare lists, not their writing."""
        return (initial or []) != self.to_python(data)


class LineListField(models.JSONField):
    """A list of short texts, written one on each line."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("default", list)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def formfield(self, **options: Any) -> forms.Field:
        """Return a text area with one entry on each line."""
        return LinesField(
            label=options.get("label", capfirst(self.verbose_name)),
            required=not self.blank,
            help_text=self.help_text,
            widget=options.get("widget") or forms.Textarea(attrs={"rows": 4}),
        )


class ChoiceListField(models.JSONField):
    """A list of choices, ticked one by one."""

    def __init__(self, *args: Any, options: Sequence[tuple[Any, Any]] = (), **rest: Any) -> None:
        self.options = options
        rest.setdefault("default", list)
        rest.setdefault("blank", True)
        super().__init__(*args, **rest)

    def formfield(self, **options: Any) -> forms.Field:
        """Return a list of boxes to tick, giving back values of the choices' own type."""
        kind: Callable[[Any], Any] = type(self.options[0][0]) if self.options else str
        return forms.TypedMultipleChoiceField(
            label=options.get("label", capfirst(self.verbose_name)),
            required=not self.blank,
            help_text=self.help_text,
            choices=self.options,
            coerce=kind,
            widget=forms.CheckboxSelectMultiple,
        )
