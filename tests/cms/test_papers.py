"""What leaves the site: short addresses, link pictures, posters, handouts."""

import io
import subprocess

import pytest
from PIL import Image

from cms.papers.words import paragraphs_of
from tests.cms.making import make_course, make_lesson, make_picture

pytestmark = pytest.mark.usefixtures("commit_at_once")

BODY = [
    ("story", {"title": "Cerita Bu Sari", "text": "<p>Telepon berdering.</p>"}),
    (
        "steps",
        {"title": "Tiga langkah", "steps": ["<p>Tutup <b>teleponnya</b>.</p>", "<p>Tanya.</p>"]},
    ),
    ("remember", {"points": ["<p>Gratis.</p>"]}),
]


@pytest.fixture
def lesson(db):
    course = make_course(
        "W6", slug="aman", title="Aman di HP", can_do=["menjaga OTP"], picture=make_picture()
    )
    return make_lesson(course, "otp", title="Kode OTP", body=BODY)


def words_in(pdf: bytes, tmp_path) -> str:
    (tmp_path / "paper.pdf").write_bytes(pdf)
    subprocess.run(["qpdf", "--check", tmp_path / "paper.pdf"], check=True, capture_output=True)
    told = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "paper.pdf", "-"], check=True, capture_output=True
    )
    return " ".join(told.stdout.decode().split())


def pages_in(tmp_path) -> str:
    told = subprocess.run(["pdfinfo", tmp_path / "paper.pdf"], check=True, capture_output=True)
    return next(line for line in told.stdout.decode().splitlines() if line.startswith("Pages"))


def test_a_lesson_fits_on_one_sheet_without_its_story(client, lesson, tmp_path):
    answer = client.get("/katalog/aman/otp/lembar.pdf")

    words = words_in(answer.content, tmp_path)
    assert answer["Content-Type"] == "application/pdf"
    assert "1. Tutup teleponnya." in words
    assert "Ingat" in words
    assert lesson.short_path in words
    assert "Bu Sari" not in words
    assert pages_in(tmp_path).split() == ["Pages:", "1"]


def test_a_long_lesson_gets_smaller_type_before_it_takes_a_second_sheet(client, db, tmp_path):
    course = make_course("W6", slug="aman")
    make_lesson(course, "panjang", body=[("text", "<p>Jaga kode OTP Anda baik-baik.</p>" * 40)])

    words_in(client.get("/katalog/aman/panjang/lembar.pdf").content, tmp_path)

    assert pages_in(tmp_path).split() == ["Pages:", "1"]


def test_a_poster_says_what_one_learns_and_where(client, lesson, tmp_path):
    words = words_in(client.get("/katalog/aman/poster.pdf").content, tmp_path)

    assert "Aman di HP" in words
    assert "Anda bisa menjaga OTP" in words
    assert "Gratis. Tanpa akun." in words
    assert "/b/w6/" in words


def test_a_link_shows_a_picture_of_the_size_that_messages_want(client, lesson):
    answer = client.get("/katalog/aman/pratinjau.png")

    picture = Image.open(io.BytesIO(answer.content))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(answer.content) < 300_000


@pytest.mark.parametrize("address", ["/katalog/aman/", "/katalog/aman/otp/"])
def test_a_page_names_its_picture_with_the_whole_address(client, lesson, settings, address):
    shown = client.get(address).content.decode()

    assert (
        f'<meta property="og:image" content="{settings.SITE_URL}/katalog/aman/pratinjau.png">'
        in shown
    )
    assert f'<meta property="og:url" content="{settings.SITE_URL}{address}">' in shown


def test_a_short_address_leads_to_the_lesson_and_to_the_course(client, lesson):
    assert client.get(lesson.short_path)["Location"] == "/katalog/aman/otp/"
    assert client.get("/b/w6/")["Location"] == "/katalog/aman/"
    assert client.get("/b/W6/")["Location"] == "/katalog/aman/"


def test_an_address_on_a_real_domain_stays_under_sixty_signs(lesson):
    assert len(f"https://literasi.lampungutarakab.go.id{lesson.short_path}") < 60


@pytest.mark.parametrize("code", ["00000000", "zz", "w66", "0000000g"])
def test_an_unknown_short_address_is_not_found(client, lesson, code):
    assert client.get(f"/b/{code}/").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/katalog/aman/draf/lembar.pdf", "/katalog/x/poster.pdf", "/katalog/x/pratinjau.png"],
)
def test_nothing_is_printed_of_what_is_not_published(client, lesson, address):
    assert client.get(address).status_code == 404


def test_rich_text_becomes_runs_that_keep_their_blanks_and_what_is_bold():
    assert paragraphs_of(
        "<h2>Judul</h2><p>Satu <b>tebal</b>, biasa.</p><ul><li>Butir</li></ul><p></p>"
    ) == [
        {"kind": "heading", "runs": [("Judul", False)]},
        {"kind": "paragraph", "runs": [("Satu ", False), ("tebal", True), (", biasa.", False)]},
        {"kind": "point", "runs": [("Butir", False)]},
    ]


def test_text_that_looks_like_a_command_is_printed_as_text(client, db, tmp_path):
    course = make_course("W6", slug="aman", title='#read("/etc/passwd")')
    make_lesson(course, "satu")

    assert '#read("/etc/passwd")' in words_in(
        client.get("/katalog/aman/poster.pdf").content, tmp_path
    )
