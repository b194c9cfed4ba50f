"""Content read beside its form: its texts, its media, and what does not fit."""

import json

import pytest

from courses.packages.domain.h5p.semantics import (
    MediaField,
    Problem,
    TextField,
    as_stored,
    as_written,
    walk,
)
from tests.courses.packages.making import as_json, good_files, library_files, zipped
from tests.courses.packages.reports import codes, report_on

FORM = [
    {"name": "judul", "type": "text", "label": "Judul", "maxLength": 20},
    {"name": "isi", "type": "text", "label": "Isi", "widget": "html", "tags": ["strong", "a"]},
    {"name": "kode", "type": "text", "widget": "none"},
    {"name": "gambar", "type": "image", "label": "Gambar", "optional": True},
    {
        "name": "soal",
        "type": "list",
        "label": "Soal",
        "field": {"name": "satu", "type": "group", "fields": [{"name": "teks", "type": "text"}]},
    },
    {"name": "bagian", "type": "library", "options": ["Coba.Dua 1.0"], "optional": True},
    {
        "name": "l10n",
        "type": "group",
        "common": True,
        "fields": [
            {"name": "periksa", "type": "text", "label": "Tombol"},
            {"name": "ulang", "type": "text"},
        ],
    },
]
WHOLE = {
    "judul": "Satu &lt; dua",
    "isi": "<p>Baca <strong>dulu</strong></p>",
    "kode": "x",
    "gambar": {"path": "images/a.png#tmp", "mime": "image/png"},
    "soal": ["Apa?", {"teks": "Siapa?"}],
    "l10n": {"periksa": "Periksa"},
}


def found(content: object) -> list[object]:
    return list(walk(FORM, content, lambda _name: None))


def test_texts_are_found_with_their_labels_and_media_with_their_paths():
    texts = [one for one in found(WHOLE) if isinstance(one, TextField)]

    assert [(one.address, one.value, one.is_interface, one.most) for one in texts] == [
        ("judul", "Satu &lt; dua", False, 20),
        ("isi", "<p>Baca <strong>dulu</strong></p>", False, None),
        ("soal/0", "Apa?", False, None),
        ("soal/1/teks", "Siapa?", False, None),
        ("l10n/periksa", "Periksa", True, None),
    ]
    media = [one for one in found(WHOLE) if isinstance(one, MediaField)]
    assert media == [MediaField(("gambar", "path"), "images/a.png", "image/png")]
    assert [one for one in found(WHOLE) if isinstance(one, Problem)] == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"judul": 7}, Problem("content-wrong-type", ("judul",), "text")),
        ({"soal": "bukan daftar"}, Problem("content-wrong-type", ("soal",), "list")),
        ({"l10n": "x"}, Problem("content-wrong-type", ("l10n",), "group")),
        ({"gambar": "a.png"}, Problem("content-wrong-type", ("gambar",), "image")),
        ({"bagian": 3}, Problem("content-wrong-type", ("bagian",), "library")),
        (
            {"bagian": {"library": "Lain.Lagi 2.1"}},
            Problem("sub-content-unknown", ("bagian",), "Lain.Lagi 2.1"),
        ),
        ({"soal": None}, None),
    ],
)
def test_what_does_not_fit_the_form_is_told_with_its_place(change, problem):
    problems = [one for one in found(WHOLE | change) if isinstance(one, Problem)]
    assert problems == ([problem] if problem else [])


def test_a_part_that_is_not_there_is_told():
    content = {name: value for name, value in WHOLE.items() if name != "soal"}
    assert Problem("content-part-missing", ("soal",)) in found(content)
    assert found("bukan isi") == [Problem("content-not-an-object", ())]


def test_the_report_of_a_package_names_what_does_not_fit():
    other = library_files("Coba.Tiga 1.0")
    files = good_files() | other | {"Coba.Inti-1.0/semantics.json": as_json(FORM)}
    content = {"judul": 7, "bagian": {"library": "Coba.Tiga 1.0", "params": {}}}
    report = report_on(zipped(files | {"content/content.json": as_json(content)}))

    assert report.verdict == "accepted_with_warnings"
    assert codes(report) == [
        "content-wrong-type",
        "content-part-missing",
        "sub-content-not-allowed",
    ]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("<p>Halo</p>", "<p>Halo</p>"),
        ("<script>alert(1)</script>Halo", "Halo"),
        ('<strong onclick="x()">a</strong>', "<strong>a</strong>"),
        ('<a href="javascript:x()">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ("<iframe src=//lain.example></iframe>", ""),
        ("<img src=x onerror=x()>", ""),
    ],
)
def test_html_that_an_editor_writes_is_kept_clean(written, stored):
    [field] = [one for one in found(WHOLE) if getattr(one, "address", "") == "isi"]
    assert as_stored(field, written) == stored


def test_plain_text_is_escaped_as_content_keeps_it_and_read_as_it_was_written():
    [field] = [one for one in found(WHOLE) if getattr(one, "address", "") == "judul"]
    assert as_written(field) == "Satu < dua"
    assert as_stored(field, "<b>\r\n& 'x'") == "&lt;b&gt;\n&amp; 'x'"


def test_content_nested_in_itself_as_deep_as_json_may_be_is_walked():
    value: object = "x"
    form: dict[str, object] = {"name": "a", "type": "text"}
    for _turn in range(90):
        value, form = [value], {"name": "a", "type": "list", "field": form}
    [text] = list(walk([form], json.loads(json.dumps({"a": value})), lambda _name: None))
    assert text.value == "x"
