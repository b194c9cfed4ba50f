"""Questions of every kind in quiz.yaml and in the files of a bank: read as they were written."""

import pytest
import yaml
from django.utils.translation import override

from cms.starter import yaml_text
from cms.starter.documents import FileRef, Prose
from cms.starter.errors import PackageError
from cms.starter.questions import document_of, document_spec, read_question, write_question
from cms.starter.questions.words import KINDS, name_of
from cms.starter.reader import Reader
from courses.quizzes.domain.checking import faults_of_questions
from tests.courses.quizzes.kinds import EVERY_KIND


def read(written):
    text = yaml_text.dump({"soal": [written]})
    assert yaml.safe_load(text) == {"soal": [written]}
    return read_question(Reader.of_text(text, "quiz.yaml", 1).readers("soal")[0])


def document(spec):
    """Return the question as a package states it; a picture lies beside its file."""
    kind, value = document_of(spec)
    picture = FileRef("gambar/surat.svg") if spec.picture else None
    return kind, value | {"picture": picture}


@pytest.mark.parametrize("spec", EVERY_KIND, ids=lambda spec: spec.kind)
def test_a_question_of_every_kind_is_read_as_it_was_written(spec):
    kind, value = document(spec)
    written = write_question(kind, value)
    again = read(written)
    assert again[0] == kind
    assert write_question(*again) == written
    assert document_spec(*again) == document_spec(kind, value)
    assert faults_of_questions([document_spec(*again)]) == []


def test_what_is_read_with_a_question_is_markdown():
    kind, value = document(EVERY_KIND[0])
    value["more"] = Prose("Sebuah **pesan**:\n\n- satu\n- dua")
    written = write_question(kind, value)
    assert written["bahan"] == "Sebuah **pesan**:\n\n- satu\n- dua"
    assert "<b>pesan</b>" in document_spec(*read(written)).text_html


def test_every_tag_has_its_line():
    kind, value = document(EVERY_KIND[0])
    tags = {"pilar": "aman", "element": "LD", "kka_element": "Etika", "competency": "2.3"}
    written = write_question(kind, {**value, **tags, "domain": "3"})
    assert (written["pilar"], written["elemen"], written["elemen_kka"]) == ("aman", "LD", "Etika")
    assert dict(document_spec(*read(written)).tags) == {
        "pilar": "aman",
        "element": "LD",
        "kka_element": "Etika",
        "competency": "2.3",
        "domain": 3,
    }


def test_a_question_of_a_bank_is_named_and_not_copied():
    written = {"jenis": "bank", "bank": "SDTI", "id": "SDTI-3-01"}
    kind, value = read(written)
    assert (kind, value) == ("banked", {"bank": "SDTI", "ref": "SDTI-3-01"})
    assert write_question(kind, value) == written


def test_every_kind_has_a_word_in_packages():
    assert {name_of(KINDS, spec.kind) for spec in EVERY_KIND} == set(KINDS) - {"bank"}


@pytest.mark.parametrize(
    ("kind", "changes", "sentence"),
    [
        ("numeric", {"jawab": [{"angka": "lima"}]}, "“angka” is a number"),
        ("numeric", {"jawab": [{"angka": 5, "batas": 1}]}, "“batas” is unknown here."),
        ("short", {"jawab": []}, "“jawab” needs at least 1 entries."),
        ("matching", {"pasangan": [{"kiri": "a"}, {"kiri": "b"}]}, "“kanan” is missing."),
        ("hotspot", {"bidang": [{"teks": "a", "titik": "kiri"}]}, "“titik” is numbers from 0"),
        ("hotspot", {"gambar_alt": ""}, "A picture needs “gambar_alt”"),
        ("categorise", {"nilai": "separuh"}, "“separuh” is unknown for “nilai”."),
        ("essay", {"rubrik": [{"dilihat": "Isi", "tingkat": []}]}, "“tingkat” needs at least 2"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(kind, changes, sentence):
    spec = next(spec for spec in EVERY_KIND if spec.kind == kind)
    written = write_question(*document(spec)) | changes
    with override("en"), pytest.raises(PackageError) as refusal:
        read(written)
    assert sentence in str(refusal.value)
