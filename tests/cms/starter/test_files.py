"""Files of packages: the starter courses are canonical, and what is wrong is named with its line."""

from pathlib import Path

import pytest
from django.conf import settings

from cms.starter.courses import read_card, read_course, write_card, write_course
from cms.starter.drawings import fault_of_drawing, fault_of_file
from cms.starter.errors import PackageError
from cms.starter.exporting import exam_files
from cms.starter.folders import read_exam_folder
from cms.starter.guides import read_guide, write_guide
from cms.starter.kits import read_kit, write_kit
from cms.starter.lessons import read_lesson, write_lesson
from cms.starter.quizzes import read_quiz, write_quiz
from tests.cms.making import DRAWING

STARTER = settings.BASE_DIR / "cms" / "starter"
FILES = sorted(path for ending in ("md", "yaml") for path in STARTER.glob(f"*/*.{ending}"))
LESSON = """---
judul: Satu
slug: satu
menit: 7
tujuan: Setelah ini Anda bisa.
sumber: ''
diperiksa:
kunci: ea5d72be-38d9-420f-974b-e898e759d7f2
---

"""


def rewritten(path: Path) -> str:
    text = path.read_text()
    if path.name == "course.md":
        return write_course(read_course(text, path.name))
    if path.name == "quiz.yaml":
        return write_quiz(read_quiz(text, path.name))
    if path.parent.name == "kit":
        return write_kit(read_kit(text, path.name))
    if path.suffix == ".yaml":
        return exam_files(read_exam_folder(path.parent))[path.name].decode()
    if path.parent.name == "layanan":
        return write_card(read_card(text, path.name))
    if path.parent.name == "panduan":
        return write_guide(read_guide(text, path.name))
    return write_lesson(read_lesson(text, path.name))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_starter_file_is_written_as_it_was_read_byte_for_byte(path):
    assert rewritten(path) == path.read_text()


def refusal_of(body: str) -> PackageError:
    with pytest.raises(PackageError) as refusal:
        read_lesson(LESSON + body, "01-satu.md")
    return refusal.value


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ('::: cerit judul="x"\nteks\n:::', 11, "cerita"),
        ("::: cerita\nteks\n:::", 11, "judul"),
        ('::: cerita judul="x"\n:::', 11, "cerita"),
        ('::: cerita judul="x" warna="merah"\nteks\n:::', 11, "warna"),
        ('::: cerita judul="x\nteks\n:::', 11, "judul"),
        ('::: cerita judul="x"\nteks\n', 11, ":::"),
        (":::\n", 11, ":::"),
        ('::: cerita judul="x"\nteks\n\n## judul\n:::', 11, "cerita"),
        ('::: langkah judul="x"\n- satu\n:::', 11, "1. "),
        ('::: perhatian jenis="gawat" judul="x"\nteks\n:::', 11, "gawat"),
        ('::: media alamat="http://a" judul="a" durasi="1" ukuran="1"\nteks\n:::', 11, "https://"),
        ("::: latihan-urutan\nid: a\njudul: b\n:::", 12, "petunjuk"),
        (
            "::: latihan-urutan\nid: A B\njudul: b\npetunjuk: c\nurutan: [a, b]\n:::",
            12,
            "tandai-pesan",
        ),
        ("::: latihan-urutan\nid: a\nid: b\n:::", 13, "id"),
        ("::: latihan-urutan\nid: a\njudul: b\npetunjuk: c\nurutan: [a]\n:::", 15, "urutan"),
        ("::: latihan-urutan\nid: a\njudul: b\npetunjuk: c\nurutan: [1, 2]\n:::", 15, "kutip"),
        (
            "::: latihan-urutan\nid: a\njudul: b\npetunjuk: c\nurutan: [a, b]\numpann: x\n:::",
            16,
            "umpann",
        ),
        ("::: latihan-urutan\nid: a\njudul: b: c\n:::", 13, "kutip"),
        ("::: latihan-urutan\n- a\n:::", 12, "judul"),
        (
            "::: latihan-tandai\nid: a\njudul: b\npetunjuk: c\npilihan:\n- {teks: a, benar: ya}\n- {teks: b}\n:::",
            16,
            "true",
        ),
        ("teks\n\n# Judul besar", 13, "##"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_what_to_do(body, line, words):
    refusal = refusal_of(body)
    assert refusal.line == line, refusal
    assert words in refusal.sentence
    assert str(refusal).startswith("01-satu.md, baris ")


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("judul: Satu", "---"),
        ("---\njudul: Satu\n---\n", "slug"),
        (LESSON.replace("menit: 7", "menit: tujuh"), "menit"),
        (LESSON.replace("menit: 7", "menit: -1"), "menit"),
        (LESSON.replace("diperiksa:", "diperiksa: kemarin"), "2026-11-30"),
        (LESSON.replace("ea5d72be", "xx"), "UUID"),
        (LESSON.replace("judul: Satu", "judul: 2026"), "kutip"),
        (LESSON.replace("judul: Satu", "judul: " + "a" * 161), "160"),
        (LESSON.replace("sumber: ''", "sumbr: x"), "sumbr"),
    ],
)
def test_front_matter_is_checked(front, words):
    with pytest.raises(PackageError, match=words):
        read_lesson(front, "01-satu.md")


def test_two_practices_with_one_id_are_refused():
    one = "::: latihan-urutan\nid: a\njudul: b\npetunjuk: c\nurutan:\n- a\n- b\n:::\n\n"
    assert "“a”" in refusal_of(one + one).sentence


def test_quotes_in_a_title_survive():
    text = LESSON + '::: cerita judul="Kata \\"petugas\\" dan \\\\"\nteks\n:::\n'
    assert write_lesson(read_lesson(text, "a.md")) == text


def test_a_line_that_looks_like_a_container_survives():
    text = LESSON + "\\:\\:\\: bukan wadah\n"
    assert write_lesson(read_lesson(text, "a.md")) == text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("aman: 100", "aman: 90"), "100"),
        (("- warga", "- wargi"), "wargi"),
        (("tingkat: dasar", "tingkat: mudah"), "mudah"),
        (("penghargaan: selesai", "penghargaan: piala"), "piala"),
        (("- 4", "- 9"), "9"),
        (("gambar_alt:", "gambar_lat:"), "gambar_alt"),
    ],
)
def test_the_front_matter_of_a_course_is_checked(change, words):
    text = (STARTER / "W6" / "course.md").read_text()
    assert change[0] in text
    with pytest.raises(PackageError, match=words):
        read_course(text.replace(*change, 1), "W6/course.md")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("lulus: 8", "lulus: 8\nlulus_persen: 80"), "lulus_persen"),
        (("lulus: 8\n", ""), "lulus_persen"),
        (("mode: latihan", "mode: ujian"), "ujian"),
        (("jenis: tunggal", "jenis: esai"), "esai"),
        (("jawab: salah", "jawab: mungkin"), "mungkin"),
        (("soal:", "soall:"), "soal"),
    ],
)
def test_a_quiz_file_is_checked(change, words):
    text = (STARTER / "W6" / "quiz.yaml").read_text()
    assert change[0] in text
    with pytest.raises(PackageError, match=words):
        read_quiz(text.replace(*change, 1), "W6/quiz.yaml")


# --- Pictures ---------------------------------------------------------------------------------------

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'


def test_a_plain_drawing_is_taken():
    assert fault_of_drawing(DRAWING) == ""
    assert (
        fault_of_drawing((SVG % '<use href="#a"/><style>.a{fill:url(#b)}</style>').encode()) == ""
    )


@pytest.mark.parametrize(
    "content",
    [
        SVG % "<script>alert(1)</script>",
        SVG % '<rect onload="x()"/>',
        SVG % '<image href="https://evil.example/x.png"/>',
        SVG % '<use xlink:href="https://evil.example/x.svg#a"/>',
        SVG % "<style>@import 'https://evil.example/x.css'</style>",
        SVG % '<rect style="fill:url(https://evil.example/x)"/>',
        SVG % '<a href="javascript:alert(1)"><text>x</text></a>',
        SVG % "<foreignObject><p>x</p></foreignObject>",
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG % "&a;",
        "<html></html>",
        "bukan xml",
        SVG % ("<path/>" * 6000),
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(content):
    assert fault_of_drawing(content.encode()) != ""


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("gambar/a.gif", b"GIF89a"),
        ("gambar/a.png", b"<svg/>"),
        ("gambar/a.jpg", b"\xff\xd8\xff" + b"0" * (3 * 1024 * 1024)),
        ("berkas/a.exe", b"MZ"),
    ],
)
def test_other_files_are_refused(path, content):
    assert fault_of_file(path, content) != ""
