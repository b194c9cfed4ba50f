"""The editors' pages speak Indonesian throughout, whatever Wagtail itself has words for."""

import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import wagtail
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.test import Client

from courses.people.models import Role
from tests.cms.making import make_course, make_lesson
from tests.faces.test_words import complaints
from tests.people import make_person, sign_in_as_staff

OURS = settings.BASE_DIR / "locale" / "wagtail" / "id" / "LC_MESSAGES"
WAGTAIL = Path(wagtail.__file__).parent
DOMAINS = ("django", "djangojs")

ENGLISH = re.compile(
    r"\b(Search|Reports?|matching|matches|Add|child page|Edit|Edited|Delete|Move|Copy|Publish|"
    r"Published|Unpublish|Schedule|Save|draft|Live|Pages?|History|Locked|Lock|Unlock|Privacy|"
    r"Visible to|Comments?|Preview|Checks|Toggle|Sort|Filters?|Select|Choose|Clear|Cancel|Close|"
    r"Usage|Created|by|More|Settings|Workflows?|Tasks?|Awaiting|Submit|Dashboard|Dasbor|"
    r"Back|Next|Previous|Yes|Any|Locale|Owner|Keyboard|Shortcuts?|Bulk|Loading|Autosave)\b",
    re.IGNORECASE,
)

EDITORS = (
    "/cms/",
    "/cms/pages/{course}/",
    "/cms/pages/{course}/add_subpage/",
    "/cms/pages/{lesson}/edit/",
    "/cms/pages/{lesson}/history/",
    "/cms/images/",
    "/cms/documents/",
)
ADMINS = (
    "/cms/pages/{lesson}/edit/",
    "/cms/pages/{lesson}/delete/",
    "/cms/pages/{lesson}/unpublish/",
    "/cms/pages/search/?q=Pelajaran",
    "/cms/reports/locked/",
    "/cms/reports/workflow/",
    "/cms/reports/site-history/",
    "/cms/reports/aging-pages/",
)


class VisibleText(HTMLParser):
    """Collects what a page shows or says: its text, and the attributes that people read or hear."""

    SPOKEN = ("placeholder", "title", "alt", "aria-label")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._inside: dict[str, str | None] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._inside = dict(attrs)
        self.pieces += [value for name, value in attrs if name in self.SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside is None:
            self.pieces.append(data)
        elif self._inside.get("id") == "wagtail-sidebar-props":
            self.pieces += labels(json.loads(data))


def labels(props: Any) -> Iterator[str]:
    """Yield the name of every entry of the menu, which a script draws."""
    if isinstance(props, dict):
        yield from (value for name, value in props.items() if name == "label")
        props = list(props.values())
    if isinstance(props, list):
        for child in props:
            yield from labels(child)


def english_on(client: Client, address: str) -> list[str]:
    """Return the pieces of the page at this address that speak English."""
    page = client.get(address)
    assert page.status_code == 200, address
    pieces = [" ".join(piece.split()) for piece in VisibleText(page.content.decode()).pieces]
    return sorted({piece for piece in pieces if ENGLISH.search(piece)})


def messages_in(path: Path) -> list[Message]:
    if not path.exists():
        return []
    with path.open("rb") as file:
        return [message for message in read_po(file, locale="id") if message.id]


def words(message: Message) -> list[str]:
    strings = [message.string] if isinstance(message.string, str) else message.string or ()
    return [string for string in strings if string]


def key(message: Message) -> tuple[str | None, str]:
    """Return what names a message in any catalogue; of a plural its singular."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def asked_in(paths: Iterable[Path]) -> set[tuple[str | None, str]]:
    return {key(message) for path in paths for message in messages_in(path)}


def answered_in(paths: Iterable[Path]) -> set[tuple[str | None, str]]:
    """Return the messages that have words; a fuzzy one is not compiled."""
    return {
        key(message)
        for path in paths
        for message in messages_in(path)
        if words(message) and not message.fuzzy
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "places"), [(Role.EDITOR, EDITORS), (Role.ADMIN, ADMINS)])
def test_nobody_reads_english_on_the_pages_of_every_day(
    client: Client, role: Role, places: tuple[str, ...]
) -> None:
    course = make_course()
    lesson = make_lesson(course)
    sign_in_as_staff(client, make_person("Yuliana", role))
    addresses = [place.format(course=course.pk, lesson=lesson.pk) for place in places]

    english = {address: english_on(client, address) for address in addresses}

    assert english == {address: [] for address in addresses}


@pytest.mark.django_db
def test_the_scripts_of_the_editors_pages_are_handed_indonesian_words(client: Client) -> None:
    sign_in_as_staff(client, make_person("Yuliana", Role.EDITOR))

    script = client.get("/cms/jsi18n/").content.decode()

    assert dict(re.findall(r'"(Reply|Insert a block|Actions|Dashboard)": "([^"]*)"', script)) == {
        "Reply": "Balas",
        "Insert a block": "Sisipkan blok",
        "Actions": "Tindakan",
        "Dashboard": "Beranda",
    }


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_message_of_the_installed_parts_of_wagtail_has_words(domain: str) -> None:
    parts = [
        Path(config.path, "locale")
        for config in apps.get_app_configs()
        if config.name.split(".")[0] == "wagtail"
    ]
    asked = asked_in(part / f"en/LC_MESSAGES/{domain}.po" for part in parts)
    theirs = answered_in(part / f"id_ID/LC_MESSAGES/{domain}.po" for part in parts)

    assert asked - theirs - answered_in([OURS / f"{domain}.po"]) == set()


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_words_are_kept_for_what_wagtail_no_longer_says(domain: str) -> None:
    asked = asked_in(WAGTAIL.rglob(f"locale/en/LC_MESSAGES/{domain}.po"))

    assert asked_in([OURS / f"{domain}.po"]) - asked == set()


def test_what_we_say_for_wagtail_keeps_the_voice() -> None:
    sentences = [
        (f"{domain}.po: {text}", re.sub(r"%\(\w+\)s|\{\w+\}|<[^>]+>", "", text))
        for domain in DOMAINS
        for message in messages_in(OURS / f"{domain}.po")
        for text in words(message)
    ]

    assert complaints(sentences) == []
