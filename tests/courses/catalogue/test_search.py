import pytest

from courses.catalogue.domain import publish_outline, withdraw_course
from courses.catalogue.domain.search import Answer, Filters, search
from courses.catalogue.models import Need
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


def test_the_one_lesson_that_fits_everything_is_named(courses):
    [hit] = search("status peserta jkn").hits

    assert hit.lesson.slug == "status"


def test_words_that_say_nothing_do_not_bring_up_everything(courses):
    assert codes(search("bagaimana cara untuk belajar yang di")) == []


def test_one_common_word_of_a_long_question_does_not_bring_up_everything(courses):
    assert codes(search("resep rendang padang daging sapi hp")) == []


def test_filters_narrow_a_search_and_work_alone(courses):
    assert codes(search("penipuan", Filters(door="warga"))) == []
    assert codes(search("", Filters(door="asn"))) == ["A3"]
    assert codes(search("", Filters(need="pajak"))) == ["W4"]
    assert codes(search("", Filters(level="menengah"))) == ["A3"]


def test_nothing_found_suggests_three_needs_that_courses_serve(courses):
    answer = search("qwertyuiop zxcvbnm")

    assert answer.hits == ()
    assert len(answer.suggested_needs) == 3
    assert set(answer.suggested_needs) < set(Need)


@pytest.mark.parametrize(
    "hostile",
    [
        "a" * 10_000,
        "kata " * 5_000,
        "\0\x01\x1b[31m",
        "'; DROP TABLE catalogue_course; --",
        "<script>alert(1)</script>",
        "%_\\*?[](){}^$.|+",
        "😀🇮🇩👩‍🌾",
        "\u202eSEBAPMOL",
        "A\u0301NTRE\u0300AN",
        "ａｎｔｒｅａｎ",
        "\ud800",
        "1803",
        "-",
    ],
)
def test_no_text_makes_the_search_fail(courses, client, hostile):
    search(hostile)

    assert client.get("/cari/", {"q": hostile.encode("utf-8", "replace")}).status_code == 200


def test_accents_and_wide_letters_are_the_letters_they_stand_for(courses):
    assert codes(search("A\u0301NTRE\u0300AN")) == ["W3"]
    assert codes(search("ａｎｔｒｅａｎ")) == ["W3"]


def test_a_search_is_one_query_and_three_right_after_a_publication(
    courses, django_assert_num_queries
):
    search("antrean")
    with django_assert_num_queries(1):
        search("pajak")
    publish_outline(an_outline("W8", a_lesson("hoaks", title="Baca dulu, baru sebar")))
    with django_assert_num_queries(3):
        assert codes(search("sebar")) == ["W8"]


def test_a_withdrawn_course_is_found_no_more(courses):
    search("antrean")

    withdraw_course("W3")

    assert codes(search("antrean")) == []


def test_a_course_that_only_mentions_a_word_is_not_found_beside_one_that_is_about_it(courses):
    publish_outline(
        an_outline("W1", a_lesson("layar", title="Mengenal layar", text="Seperti antrean panjang."))
    )

    assert codes(search("antrean")) == ["W3"]
    assert codes(search("layar")) == ["W1"]


def test_a_short_word_with_one_other_letter_is_taken_for_what_it_is(courses):
    answer = search("lapar")

    assert (answer.meant, codes(answer)) == ("lapor", ["W5"])
    assert search("lapr").meant == ""
