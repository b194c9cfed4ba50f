"""J5: a quiz of five questions by ear: no dragging, and every verdict is read out."""

import re
from dataclasses import replace

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from courses.quizzes.models import Answer, Attempt
from tests.courses.quizzes.answering import right_response, wrong_response
from tests.courses.quizzes.making import ALL_KINDS, SINGLE, practice
from tests.journeys.tapping import Thumb, hold, tap_twice
from tests.looking import flaws_of

FIVE = (*ALL_KINDS, replace(SINGLE, ref="T-05"))


def give(hand: Thumb, response: dict) -> None:
    """Give this answer with the means of the page."""
    page = hand.page
    for option in response.get("choices", [response.get("choice")]):
        if option:
            hand.tick(page.locator(f"label.option:has(input[value='{option}'])"))
    for place, option in enumerate(response.get("order", [])):
        while (now := order_on(page)).index(option) > place:
            step = page.locator(f".order > li:has(input[value='{option}'])")
            hand.tap(step.get_by_role("button", name=re.compile("^Naikkan")))
            expect(page.locator("[data-quiz-news]")).to_have_text(
                f"Sekarang nomor {now.index(option)} dari {len(now)}."
            )


def order_on(page: Page) -> list[str]:
    return [step.input_value() for step in page.locator(".order [name=order]").all()]


@pytest.mark.both_databases
def test_five_questions_are_answered_without_dragging_and_every_verdict_is_read_out(
    hand, transactional_db
):
    """J5: five questions, one of them an order, right and wrong told in a live region; no clock."""
    call_command("build_assets", verbosity=0)
    quiz = practice(questions=FIVE)
    page = hand.page
    page.goto(f"/kuis/{quiz.lesson.course.slug}/")
    hand.arrives_at("Cek akhir")
    hand.tap(page.get_by_role("button", name="Mulai"))
    for position in range(1, 6):
        expect(page.locator(".quiz__place")).to_have_text(f"Soal {position} dari 5")
        attempt = Attempt.objects.select_related("version").get()
        is_right = position != 2
        assert flaws_of(page) == []
        give(hand, (right_response if is_right else wrong_response)(attempt, position))
        hand.tap(page.get_by_role("button", name="Jawab", exact=True))

        # The region was there before it spoke: only then a screen reader says what is new in it.
        expect(page.locator("[data-quiz-news][role=status]")).to_contain_text(
            "Tepat." if is_right else "Belum tepat."
        )
        go_on = page.locator(".actions .button--primary")
        expect(go_on).to_be_focused()
        hand.tap(go_on)
    expect(page).to_have_url(re.compile("/periksa/$"))
    hand.tap(page.get_by_role("button", name="Kirim jawaban"))
    expect(page.locator(".result__sentence")).to_have_text("Lulus — 4 dari 5")
    assert flaws_of(page) == []


def test_a_second_tap_while_the_answer_is_on_its_way_sends_nothing(slow_phone, transactional_db):
    """J5: behind a slow line nothing seems to happen, and people tap again."""
    call_command("build_assets", verbosity=0)
    quiz = practice()
    slow_phone.goto(f"/kuis/{quiz.lesson.course.slug}/")
    slow_phone.get_by_role("button", name="Mulai").tap()

    expect(slow_phone.locator(".quiz__place")).to_have_text("Soal 1 dari 4")
    give(Thumb(slow_phone), right_response(Attempt.objects.get(), 1))
    answer = slow_phone.get_by_role("button", name="Jawab", exact=True)
    sent = hold(slow_phone, "**/kuis/**", "POST")
    tap_twice(answer)
    expect(slow_phone.locator("[data-quiz-saved]")).to_have_text("Tersimpan di HP. Mengirim …")
    assert len(sent) == 1
    sent[0].continue_()
    expect(slow_phone.locator("[data-quiz-feedback] .notice__title")).to_have_text("Tepat")
    assert Answer.objects.count() == 1
