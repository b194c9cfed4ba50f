"""The living page: every component with its note, in every state that its sample names.

A component is a folder in templates/components with a template, a sample and a note. The sample is a
JSON list of {"state": what it shows, "context": values for the template}.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

FOLDER = settings.BASE_DIR / "templates" / "components"


@dataclass(frozen=True)
class State:
    """One picture of a component."""

    name: str
    html: SafeString


@dataclass(frozen=True)
class Component:
    """A component as the living page shows it."""

    name: str
    note: str
    states: tuple[State, ...]


class SampleForm(forms.Form):
    """One field of each kind, in the words of the site."""

    name = forms.CharField(label="Nama Anda", help_text="Seperti di KTP, tanpa gelar.")
    code = forms.CharField(label="Kode aktivasi", required=False)
    about = forms.CharField(label="Ceritakan masalahnya", widget=forms.Textarea)
    district = forms.ChoiceField(
        label="Kecamatan", choices=[("", "Pilih"), ("1", "Kotabumi"), ("2", "Abung Barat")]
    )
    way = forms.ChoiceField(
        label="Cara masuk",
        choices=[("1", "Tanpa akun"), ("2", "Kartu kelas"), ("3", "Punya akun")],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label="Saya sudah membaca aturan privasi")


def show_components(request: HttpRequest) -> tuple[Component, ...]:
    """Render every component of the folder, in the order of their names."""
    folders = sorted(path for path in FOLDER.iterdir() if path.is_dir())
    return tuple(
        Component(
            name=path.name,
            note=(path / "note.md").read_text(),
            states=tuple(_states(path, request)),
        )
        for path in folders
    )


def _states(folder: Path, request: HttpRequest) -> Iterator[State]:
    template = f"components/{folder.name}/{folder.name}.html"
    samples = json.loads((folder / "sample.json").read_text())
    for sample in [*samples, *_form_samples(folder.name)]:
        yield State(sample["state"], render_to_string(template, sample["context"], request))


def _form_samples(component: str) -> list[dict[str, object]]:
    """Return the states of the two components whose values JSON cannot hold: bound forms."""
    usual = SampleForm(prefix=component)
    wrong = SampleForm({f"{component}-wrong-name": ""}, prefix=f"{component}-wrong")
    if component == "form":
        return [
            {"state": "usual", "context": {"form": usual}},
            {"state": "error", "context": {"form": wrong}},
        ]
    if component == "field":
        return [
            {"state": "usual", "context": {"field": usual["name"]}},
            {"state": "error", "context": {"field": wrong["name"]}},
        ]
    return []
