from courses.catalogue.domain import publish_outline
from tests.courses.catalogue.outlines import a_lesson, an_outline


def test_who_has_begun_nothing_is_shown_one_short_course(client, sari):
    publish_outline(an_outline("W1", a_lesson("panjang", minutes=90), title="Kursus panjang"))
    publish_outline(an_outline("W2", a_lesson("pendek", minutes=7), title="Kursus pendek"))
    client.force_login(sari)

    page = client.get("/belajar/").content.decode()

    assert "Kursus pendek" in page
    assert "Kursus panjang" not in page
