import pytest
from django.test import Client

from courses.catalogue.domain import publish_outline
from courses.catalogue.domain.describing import size_in_words
from courses.catalogue.models import LearningWish
from tests.courses.catalogue.outlines import a_lesson, a_quiz, an_outline


@pytest.fixture(autouse=True)
def _in_english(settings, db):
    settings.LANGUAGE_CODE = "en"


def publish(number: int = 3) -> None:
    publish_outline(
        an_outline(
            f"W{number}",
            *(a_lesson(f"antre-{number}-{place}", title="Antre dari rumah") for place in range(5)),
            a_quiz(f"kuis-{number}"),
            title="Berobat Tanpa Antre Lama",
            needs=("berobat",),
            audiences=("warga",),
            weight_bytes=403_000,
        )
    )


def page(client: Client, **query: str) -> str:
    return client.get("/cari/", query).content.decode()


def test_a_result_says_title_sentence_and_size_and_the_count_is_announced(client):
    publish()

    shown = page(client, q="antre")

    assert '<a href="/katalog/w3/">Berobat Tanpa Antre Lama</a>' in shown
    assert "Satu kalimat tentang W3." in shown
    assert "5 lessons · 35 minutes · ±\N{NO-BREAK SPACE}400\N{NO-BREAK SPACE}KB" in shown
    assert '<p id="found" role="status">1 course found</p>' in shown


def test_a_misspelt_query_offers_what_was_meant(client):
    publish()

    assert 'Did you mean: <a href="/cari/?q=rumah">rumah</a>?' in page(client, q="rumha")


def test_before_a_search_the_page_offers_the_six_needs(client):
    shown = page(client)

    assert shown.count('class="need"') == 6
    assert 'role="status"' not in shown


def test_filters_keep_the_query_and_unknown_ones_are_as_if_they_were_not_there(client):
    publish()

    shown = page(client, q="antre", door="warga", level="<script>")

    assert "/cari/?q=antre&amp;door=warga&amp;need=berobat" in shown
    assert "<script>" not in shown.split("</head>")[1].replace("<script type", "")
    assert "Berobat Tanpa Antre Lama" in shown


def test_what_was_typed_comes_back_as_text_and_never_as_markup(client):
    assert "<b>tebal" not in page(client, q='"><b>tebal')


def test_nothing_found_offers_needs_and_one_tap_to_tell_us(client):
    publish()

    shown = page(client, q="memelihara lele")

    assert "There is no lesson on this yet." in shown
    assert '<input type="hidden" name="q" value="memelihara lele">' in shown


def test_a_wish_is_kept_without_anything_about_who_wished(client):
    answer = client.post("/cari/beri-tahu/", {"q": "memelihara lele 081234567890"})

    assert list(LearningWish.objects.values_list("text", flat=True)) == ["memelihara lele …"]
    assert "Thank you." in client.get(answer.url).content.decode()


def test_a_flood_of_wishes_from_one_address_is_thanked_and_not_kept(client):
    for number in range(20):
        assert client.post("/cari/beri-tahu/", {"q": f"wish {number}"}).status_code == 302

    assert LearningWish.objects.count() == 5


@pytest.mark.parametrize("nothing", ["", "   ", "!?", "\0"])
def test_an_empty_wish_is_no_wish(client, nothing):
    assert client.post("/cari/beri-tahu/", {"q": nothing}).status_code == 302
    assert not LearningWish.objects.exists()


def test_the_page_costs_the_same_for_one_course_and_for_three(client, django_assert_num_queries):
    publish(3)
    page(client, q="antre")
    with django_assert_num_queries(1):
        page(client, q="antre")
    publish(4)
    publish(5)
    page(client, q="antre")
    with django_assert_num_queries(1):
        page(client, q="antre")


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (
            {"lessons": 1, "minutes": 1, "weight_bytes": 1},
            "1 lesson · 1 minute · ±\N{NO-BREAK SPACE}10\N{NO-BREAK SPACE}KB",
        ),
        (
            {"lessons": 6, "minutes": 45, "weight_bytes": 404_999},
            "6 lessons · 45 minutes · ±\N{NO-BREAK SPACE}400\N{NO-BREAK SPACE}KB",
        ),
        ({"lessons": 0, "minutes": 0, "weight_bytes": 0}, "0 lessons"),
        (
            {"lessons": 2, "minutes": 9, "weight_bytes": 1_240_000},
            "2 lessons · 9 minutes · ±\N{NO-BREAK SPACE}1.2\N{NO-BREAK SPACE}MB",
        ),
    ],
)
def test_the_size_of_a_course_in_words(size, words):
    assert size_in_words(**size) == words
