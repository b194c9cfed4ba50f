"""What every response says to the browser."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client


def test_a_learners_page_allows_nothing_inline_and_nothing_from_elsewhere(
    client: Client, db: None
) -> None:
    policy = client.get("/bantuan/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "http" not in policy
    assert "object-src 'none'" in policy


def test_an_upload_is_shown_and_never_run(client: Client, tmp_path: Path) -> None:
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "attack.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"
    )

    response = client.get("/media/attack.svg")

    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/cms/login/", "/cms/password_reset/", "/django-admin/login/"])
def test_every_other_door_leads_to_the_one_door(client: Client, path: str) -> None:
    response = client.get(path, {"next": "/cms/"})

    assert response.headers["Location"] == "/masuk/?next=%2Fcms%2F"


def test_the_process_says_that_it_lives(client: Client) -> None:
    assert client.get("/healthz/live").json() == {"status": "ok"}


def test_the_process_says_that_it_can_serve(client: Client, db: None) -> None:
    assert client.get("/healthz/ready").json() == {"status": "ok"}
