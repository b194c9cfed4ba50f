"""The one room where papers are set: what a design may reach, and what it may not leave out."""

import json
import subprocess
from datetime import UTC, datetime

import pytest
import typst

from certificates.domain.naming import NameRefusedError, PrintedName, check_name
from certificates.domain.typesetting import Attachment, typeset
from tests.certificates.awards import an_achievement

MOMENT = datetime(2026, 11, 20, 5, tzinfo=UTC)
FIELDS = {
    "document_title": "Kartu",
    "issuer_lines": ["Pemerintah Kabupaten Lampung Utara"],
    "description": "Kartu contoh",
    "keywords": [],
}
BEGINNING = """#import "@literasi/paper:1.0.0": *
#let data = json(bytes(sys.inputs.data))
#show: paper.with(data)
"""
NOTE = Attachment("catatan.json", json.dumps({"nama": "Ṛṣi 中"}), "application/json", "Catatan")


@pytest.fixture
def design(tmp_path):
    """Write a design into a folder of its own and return its path."""
    folder = tmp_path / "designs"
    folder.mkdir()

    def write(text: str, beginning: str = BEGINNING):
        path = folder / "kartu.typ"
        path.write_text(beginning + text)
        return path

    return write


def test_the_design_of_any_app_is_set_with_the_shared_parts(design, tmp_path):
    paper = tmp_path / "kartu.pdf"
    paper.write_bytes(
        typeset(design("= #data.name\n#thread(50mm)"), {**FIELDS, "name": "Ibu #sari"})
    )

    text = subprocess.run(["pdftotext", paper, "-"], check=True, capture_output=True, text=True)
    assert text.stdout.split() == ["Ibu", "#sari"]


def test_the_same_values_and_moment_give_the_same_bytes(design):
    path = design("= Kartu")
    once, twice = (typeset(path, FIELDS, attachments=[NOTE], made_at=MOMENT) for _time in range(2))

    assert once == twice


def test_an_attachment_lies_inside_unchanged(design, tmp_path):
    paper = tmp_path / "kartu.pdf"
    paper.write_bytes(typeset(design("= Kartu"), FIELDS, attachments=[NOTE]))
    subprocess.run(["pdfdetach", "-saveall", "-o", tmp_path, paper], check=True)

    assert (tmp_path / "catatan.json").read_text() == NOTE.content


def test_a_design_that_leaves_an_attachment_out_is_refused(design):
    path = design('#set document(title: "Kartu")\n= Kartu', beginning="")

    with pytest.raises(ValueError, match="left out an attachment"):
        typeset(path, FIELDS, attachments=[NOTE])


@pytest.mark.parametrize(
    "reach",
    [
        '#read("../rahasia.txt")',
        '#read("/etc/passwd")',
        '#image("../../rahasia.svg", alt: "x")',
        '#import "@preview/cetz:0.3.4"',
    ],
)
def test_no_design_reaches_beyond_its_folder_or_into_the_network(design, tmp_path, reach):
    (tmp_path / "rahasia.txt").write_text("rahasia")

    with pytest.raises(typst.TypstError):
        typeset(design(reach), FIELDS)


def test_a_name_without_latin_letters_is_refused_before_it_would_print_question_marks(db):
    achievement = an_achievement(holder_name="陳美玲", holder_titles_after="")

    with pytest.raises(NameRefusedError, match=r"陳美玲"):
        check_name(PrintedName.of(achievement), achievement)


def test_a_letter_with_marks_that_we_lack_is_printed_by_its_nearest(db):
    achievement = an_achievement(holder_name="Ṛṣi Wahyuni", holder_titles_after="")

    assert check_name(PrintedName.of(achievement), achievement) == PrintedName("Ṛṣi Wahyuni")
