"""Indonesian unless the visitor chose another language."""

from django.test import Client


def test_a_phone_set_to_english_still_gets_indonesian_pages(client: Client, db: None) -> None:
    response = client.get("/bantuan/", headers={"Accept-Language": "en-US,en;q=0.9"})

    assert response.headers["Content-Language"] == "id"


def test_choosing_english_is_remembered_and_leads_back(client: Client, db: None) -> None:
    chosen = client.get("/bahasa/en/", {"next": "/bantuan/"})
    page = client.get("/bantuan/")

    assert chosen.headers["Location"] == "/bantuan/"
    assert page.headers["Content-Language"] == "en"


def test_the_way_back_never_leads_to_another_site(client: Client) -> None:
    response = client.get("/bahasa/en/", {"next": "https://evil.example/masuk/"})

    assert response.headers["Location"] == "/"


def test_an_unknown_language_is_not_found(client: Client, db: None) -> None:
    assert client.get("/bahasa/xx/").status_code == 404
