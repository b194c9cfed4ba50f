"""What no template may contain, so that the content security policy can stay strict."""

import re

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template
from django.test import RequestFactory

from cms.templatetags.faces import UnknownIconError
from literasi import pages
from literasi.living import FOLDER, show_components

TEMPLATES = settings.BASE_DIR / "templates"
# A file that a person keeps and opens without the site, so it carries its own style.
STANDALONE = "privacy/archive.html"
LEARNERS_TEMPLATES = [
    path
    for path in sorted(TEMPLATES.rglob("*.html"))
    if not {"wagtailadmin", "admin"} & set(path.parts)
]
NAMES = [
    name
    for path in LEARNERS_TEMPLATES
    if (name := path.relative_to(TEMPLATES).as_posix()) != STANDALONE
]


@pytest.mark.parametrize("name", NAMES)
def test_no_template_holds_a_script_a_style_or_a_handler(name):
    text = (TEMPLATES / name).read_text()
    inline = [
        *re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text),
        *re.findall(r"<style\b", text),
        *re.findall(r"\sstyle=", text),
        *re.findall(r"\son[a-z]+=", text),
        *re.findall(r"javascript:", text),
    ]
    assert inline == []


@pytest.mark.parametrize("name", NAMES)
def test_no_template_asks_another_site_for_anything(name):
    text = (TEMPLATES / name).read_text()
    fetched = re.findall(
        r'<(?:img|script|iframe|link|source|video)[^>]+(?:src|href)="(https?:[^"]*)"', text
    )
    assert fetched == []


@pytest.mark.parametrize("name", NAMES)
def test_every_template_can_be_parsed(name):
    assert get_template(name)


def test_every_component_is_a_template_a_sample_and_a_note():
    wanted = {
        path.name: {f"{path.name}.html", "sample.json", "note.md"}
        for path in FOLDER.iterdir()
        if path.is_dir()
    }
    found = {
        path.name: {file.name for file in path.iterdir()}
        for path in FOLDER.iterdir()
        if path.is_dir()
    }
    assert found == wanted


@pytest.mark.django_db
def test_every_component_shows_every_state():
    shown = show_components(RequestFactory().get("/gaya/"))

    assert [component.name for component in shown] == sorted(path.name for path in FOLDER.iterdir())
    empty = {
        state.name for component in shown for state in component.states if not state.html.strip()
    }
    assert empty == set()
    named = {state.name for component in shown for state in component.states}
    assert named >= {"empty", "loading", "error", "offline", "long name"}


def test_an_icon_is_hidden_from_readers_because_a_word_stands_beside_it():
    shown = Template('{% load faces %}{% icon "check" "icon--large" %}').render(Context())

    assert shown == (
        '<svg class="icon icon--large" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="m4.500 12.500 5 5.500L19.500 6.500"/></svg>'
    ).replace("00 ", " ").replace("00L", "L").replace('00"', '"')


def test_an_icon_that_nobody_has_drawn_is_named():
    with pytest.raises(UnknownIconError, match="no icon called naga"):
        Template('{% load faces %}{% icon "naga" %}').render(Context())


@pytest.mark.parametrize(
    ("path", "marked"),
    [("/", "/"), ("/katalog/w6/", "/katalog/"), ("/belajar/", "/belajar/"), ("/masuk/", None)],
)
@pytest.mark.django_db
def test_the_menu_marks_where_the_reader_is(path, marked):
    shown = get_template("components/header/header.html").render({}, RequestFactory().get(path))

    found = re.findall(r'<a href="([^"]*)" aria-current="page"', shown)
    assert found == ([marked] if marked else [])


@pytest.mark.parametrize(
    ("view", "status", "sentence"),
    [
        (pages.server_error, 500, "Maaf, ada gangguan di tempat kami"),
        (pages.unavailable, 503, "Situs sedang kami perbaiki"),
    ],
)
def test_a_page_about_our_own_trouble_needs_no_database(view, status, sentence):
    response = view(RequestFactory().get("/"))

    assert response.status_code == status
    assert f"<h1>{sentence}</h1>" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/bantuan/", "/aksesibilitas/", "/privasi/"])
def test_a_page_for_everybody_asks_nothing_of_the_session(client, address):
    response = client.get(address)

    assert (response.status_code, response.cookies.keys()) == (200, set())
    assert "Cookie" not in response.get("Vary", "")
