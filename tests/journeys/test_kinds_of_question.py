"""Every kind of question on a phone: by hand, by keyboard alone, and without scripts."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, expect

from courses.quizzes.models import Attempt, Quiz
from tests.courses.quizzes.kinds import HOTSPOT, NEW_KINDS
from tests.courses.quizzes.making import a_test, person
from tests.looking import faults_on
from tests.services import until

PICTURE = "/static/icons/loket.svg"


@pytest.fixture
def quiz(transactional_db) -> Quiz:
    """A test of one question of each of the newer kinds."""
    call_command("build_assets", verbosity=0)
    kinds = [replace(HOTSPOT, picture=PICTURE) if one == HOTSPOT else one for one in NEW_KINDS]
    return a_test(questions=tuple(kinds), pass_count=3)


def begin(page: Page, quiz: Quiz, address: str) -> Attempt:
    client = Client()
    client.force_login(person())
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
    page.goto(f"/kuis/{quiz.lesson.course.slug}/")
    page.get_by_role("button", name="Mulai").click()
    expect(page.locator(".quiz__place")).to_contain_text("Soal 1 dari")
    return Attempt.objects.latest("started_at")


def fits_the_phone(page: Page, name: str) -> None:
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    if folder := os.environ.get("SCREENS_TO"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def go_on(page: Page, by_keyboard: bool = False) -> None:
    button = page.locator(".actions button[type=submit]:not([name])").first
    before = page.url
    if by_keyboard:
        button.focus()
        page.keyboard.press("Enter")
    else:
        button.click()
    page.wait_for_url(lambda url: url != before)


def answers(attempt: Attempt) -> dict[str, dict]:
    return {
        answer.question.kind: answer.response
        for answer in attempt.answers.select_related("question")
    }


def test_every_kind_is_answered_on_a_phone(phone, live_server, quiz):
    attempt = begin(phone, quiz, live_server.url)
    for kind in (spec.kind for spec in NEW_KINDS):
        assert faults_on(phone) == []
        fits_the_phone(phone, kind)
        BY_HAND[kind](phone)
        go_on(phone)
    given = answers(attempt)
    assert given["numeric"] == {"number": "1,5", "unit": "GB"}
    assert given["short"] == {"text": ".go.id"}
    assert len(given["matching"]["pairs"]) == 3
    assert set(given["blanks"]["blanks"].values()) == {"rahasia", "diberikan"}
    assert len(given["categorise"]["groups"]) == 3
    assert abs(given["hotspot"]["x"] - 500) < 30
    assert 0 < given["hotspot"]["y"] < 500
    assert given["essay"] == {"text": "Ibu yang terhormat, terima kasih."}


def tap_the_picture(page: Page) -> None:
    picture = page.locator("[data-point-picture]")
    picture.scroll_into_view_if_needed()
    picture.locator("img").evaluate("picture => picture.decode()")
    box = picture.bounding_box()
    picture.click(position={"x": box["width"] / 2, "y": box["height"] / 4})
    expect(page.locator("[data-point]")).to_have_attribute("data-point", "set")


def fill_all(page: Page) -> None:
    for place in range(page.locator("fieldset select").count()):
        page.locator("fieldset select").nth(place).select_option(index=1)


def fill_blanks(page: Page) -> None:
    page.locator(".blanks input").fill("rahasia")
    page.locator(".blanks select").select_option("diberikan")


BY_HAND = {
    "numeric": lambda page: (
        page.locator("[name=number]").fill("1,5"),
        page.locator("[name=unit]").fill("GB"),
    ),
    "short": lambda page: page.locator("[name=text]").fill(".go.id"),
    "matching": fill_all,
    "blanks": fill_blanks,
    "categorise": fill_all,
    "hotspot": tap_the_picture,
    "essay": lambda page: page.locator("[name=text]").fill("Ibu yang terhormat, terima kasih."),
}


def test_every_kind_is_answered_by_keyboard_alone(phone, live_server, quiz):
    attempt = begin(phone, quiz, live_server.url)
    for kind in (spec.kind for spec in NEW_KINDS):
        first = phone.locator("fieldset :is(input, select, textarea)").first
        first.focus()
        for key in BY_KEYS[kind]:
            phone.keyboard.press(key) if len(key) > 1 else phone.keyboard.type(key)
        go_on(phone, by_keyboard=True)
    until(lambda: attempt.answers.count() == 7, "Not every answer was kept")
    given = answers(attempt)
    assert given["hotspot"] == {"x": 510, "y": 480}
    assert len(given["matching"]["pairs"]) == 3
    assert len(given["categorise"]["groups"]) == 3


BY_KEYS = {
    "numeric": ["1", ",", "5", "Tab", "G", "B"],
    "short": list(".go.id"),
    "matching": ["ArrowDown", "Tab", "ArrowDown", "Tab", "ArrowDown"],
    "blanks": [*"rahasia", "Tab", "ArrowDown"],
    "categorise": ["ArrowDown", "Tab", "ArrowDown", "Tab", "ArrowDown"],
    "hotspot": ["ArrowRight", "Tab", "ArrowLeft", "ArrowLeft"],
    "essay": list("Terima kasih."),
}


def test_every_kind_is_answered_without_scripts(browse, live_server, quiz):
    page = browse(java_script_enabled=False)
    attempt = begin(page, quiz, live_server.url)
    for kind in (spec.kind for spec in NEW_KINDS):
        if kind == "hotspot":
            page.locator("input[name=x]").press("ArrowRight")
        else:
            BY_HAND[kind](page)
        go_on(page)
    assert set(answers(attempt)) == {spec.kind for spec in NEW_KINDS}
    assert answers(attempt)["hotspot"] == {"x": 510, "y": 500}


def test_an_answer_given_before_stands_in_its_place_again(phone, live_server, quiz):
    begin(phone, quiz, live_server.url)
    first = phone.url
    for kind in (spec.kind for spec in NEW_KINDS):
        BY_HAND[kind](phone)
        go_on(phone)
    phone.goto(first)
    expect(phone.locator("[name=number]")).to_have_value("1,5")
    phone.goto(first.replace("/1/", "/6/"))
    expect(phone.locator("[data-point-cross]")).not_to_have_attribute("d", "")
    phone.goto(first.replace("/1/", "/7/"))
    expect(phone.locator("[name=text]")).to_have_value("Ibu yang terhormat, terima kasih.")
