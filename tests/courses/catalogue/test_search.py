import pytest

from courses.catalogue.domain import publish_outline
from courses.catalogue.domain.search import Answer, search
from tests.courses.catalogue.outlines import a_lesson, a_quiz, an_outline


@pytest.fixture
def courses(db):
    publish_outline(
        an_outline(
            "W3",
            a_lesson(
                "antre", title="Antre dari rumah", text="Ambil nomor antrean puskesmas di HP."
            ),
            a_lesson("status", title="Memeriksa status peserta", text="Buka Mobile JKN."),
            a_quiz("kuis-w3", title="Kuis akhir"),
            title="Berobat Tanpa Antre Lama",
            summary="Ambil nomor antrean dari rumah.",
            needs=("berobat",),
            audiences=("warga",),
            keywords=("puskesmas", "bpjs"),
            weight_bytes=403_000,
        )
    )
    publish_outline(
        an_outline(
            "W2",
            a_lesson("ikd", title="Apa itu IKD", text="Identitas Kependudukan Digital."),
            title="KTP di HP dan Dokumen Keluarga",
            needs=("ktp",),
            audiences=("warga",),
        )
    )
    publish_outline(
        an_outline(
            "W4",
            a_lesson(
                "kendaraan", title="Pajak kendaraan lewat desa", text="Bayar pajak kendaraan."
            ),
            title="Bayar Pajak dari HP",
            needs=("pajak",),
            audiences=("warga",),
        )
    )
    publish_outline(
        an_outline(
            "W5",
            a_lesson("aduan", title="Menulis aduan yang jelas", text="Lapor jalan, sampah, lampu."),
            title="Suara Warga: Lapor dan Usul",
            needs=("mengadu",),
            audiences=("warga",),
        )
    )
    publish_outline(
        an_outline(
            "A3",
            a_lesson(
                "phishing", title="Phishing dan rekayasa sosial", text="Penipuan lewat surel."
            ),
            title="Keamanan Informasi",
            audiences=("asn",),
            level="menengah",
        )
    )


def codes(answer: Answer) -> list[str]:
    return [hit.course.code for hit in answer.hits]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ngantri", "W3"),
        ("antrian puskesmas", "W3"),
        ("mengantre", "W3"),
        ("BPJS", "W3"),
        ("ktp hp", "W2"),
        ("cara bikin ktp digital gimana ya", "W2"),
        ("bayar pajak motor", "W4"),
        ("perpajakan", "W4"),
        ("lapor jalan rusak", "W5"),
        ("ngadu", "W5"),
        ("nipu", "A3"),
        ("pishing", "A3"),
        ("puskes", "W3"),
    ],
)
def test_people_find_a_course_in_their_own_words(courses, typed, first):
    assert codes(search(typed))[0] == first


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("antreen", "antrean"), ("puskesmsa", "puskesmas"), ("antrean puskemas", "antrean puskesmas")],
)
def test_a_misspelt_word_is_understood_and_the_answer_says_how(courses, typed, meant):
    answer = search(typed)

    assert answer.meant == meant
    assert codes(answer) == ["W3"]
