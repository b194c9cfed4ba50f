from dataclasses import replace
from datetime import date

import pytest

from courses.catalogue.domain import (
    OutlineError,
    outline_of,
    outlines_of,
    publish_outline,
    withdraw_course,
)
from courses.catalogue.models import Course, CourseVersion, Lesson, LessonInVersion
from courses.catalogue.signals import course_published
from tests.courses.catalogue.outlines import a_lesson, a_quiz, an_outline, key_of

pytestmark = pytest.mark.django_db

W6 = an_outline(
    "W6",
    a_lesson("otp", summary="Jaga kuncinya."),
    a_lesson("apk", "tandai"),
    a_quiz("kuis"),
    can_do=("mengenali penipuan",),
    pillars={"aman": 100},
    asn_domains=(3,),
    checked_on=date(2026, 11, 2),
)


def test_a_published_outline_is_the_current_version_of_its_course():
    version = publish_outline(W6)

    assert Course.objects.published().get().current == version
    assert (version.number, version.title, version.minutes) == (1, "Kursus W6", 20)
    assert version.details["can_do"] == ["mengenali penipuan"]
    assert version.details["checked_on"] == "2026-11-02"
    assert list(version.items.values_list("position", "slug", "lesson__kind", "practices")) == [
        (1, "otp", "lesson", []),
        (2, "apk", "lesson", ["tandai"]),
        (3, "kuis", "quiz", []),
    ]


def test_the_same_outline_again_makes_no_new_version():
    first = publish_outline(W6)

    assert publish_outline(replace(W6)) == first
    assert CourseVersion.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        replace(W6, title="Aman di Dunia Digital"),
        replace(W6, items=W6.items[::-1]),
        replace(W6, items=W6.items[:2]),
        replace(W6, items=(replace(W6.items[0], text="Teks lain."), *W6.items[1:])),
        replace(W6, pillars={"aman": 50, "etika": 50}),
    ],
)
def test_any_change_makes_the_next_version(changed):
    publish_outline(W6)

    version = publish_outline(changed)

    assert version.number == 2
    assert Course.objects.get().current == version


def test_a_lesson_that_comes_back_is_the_same_lesson():
    publish_outline(W6)
    publish_outline(replace(W6, items=W6.items[:1]))
    publish_outline(replace(W6, items=W6.items[:2]))

    assert Lesson.objects.count() == 3
    assert LessonInVersion.objects.filter(lesson=key_of("apk")).count() == 2


def test_only_the_newest_version_keeps_the_text_for_the_search():
    first = publish_outline(W6)
    second = publish_outline(replace(W6, title="Judul baru"))

    assert set(first.items.values_list("text", flat=True)) == {""}
    assert second.items.first().text == "Teks pelajaran otp."


@pytest.mark.parametrize(
    ("outline", "sentence"),
    [
        (an_outline("W6", a_lesson("otp"), a_lesson("otp", slug="lain")), "stands twice"),
        (an_outline("W6", a_lesson("otp"), a_lesson("apk", slug="otp")), "Two lessons have"),
        (an_outline("W7", a_lesson("otp")), "belongs to another lesson, of the course W6"),
        (an_outline("W6", a_quiz("otp")), "belongs to another lesson, of the course W6"),
        (an_outline("W7", a_lesson("nib"), slug="w6"), "already has the address “w6”"),
    ],
)
def test_an_outline_that_would_mix_up_results_is_refused_and_nothing_changes(
    outline, sentence, settings
):
    settings.LANGUAGE_CODE = "en"
    before = publish_outline(W6)

    with pytest.raises(OutlineError, match=sentence):
        publish_outline(outline)

    assert Course.objects.get(code="W6").current == before
    assert CourseVersion.objects.count() == 1


def test_a_withdrawn_course_is_found_no_more_and_comes_back_with_the_next_publication():
    publish_outline(W6)

    withdraw_course("W6")
    withdraw_course("tidak-ada")
    withdrawn = list(Course.objects.published())
    publish_outline(W6)

    assert withdrawn == []
    assert Course.objects.published().count() == 1
    assert CourseVersion.objects.count() == 1


def test_whoever_listens_hears_of_a_new_version_after_the_commit(
    django_capture_on_commit_callbacks,
):
    heard = []

    def hear(version, **kwargs):
        heard.append(version)

    course_published.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            version = publish_outline(W6)
            publish_outline(W6)
            assert heard == []
    finally:
        course_published.disconnect(hear)

    assert (heard, len(callbacks)) == ([version], 1)


def test_an_outline_is_read_once_and_then_remembered(django_assert_num_queries):
    first = publish_outline(W6)
    second = publish_outline(an_outline("W7", a_lesson("nib")))

    with django_assert_num_queries(2):
        outlines = outlines_of([first.pk, second.pk])
    with django_assert_num_queries(0):
        again = outline_of(first.pk)

    assert again == outlines[first.pk]
    assert [item.slug for item in again.required] == ["otp", "apk", "kuis"]
    assert again.by_key[key_of("apk")].practices == ("tandai",)
    assert again.asn_domains == (3,)


def test_a_version_that_does_not_exist_is_a_key_error():
    with pytest.raises(KeyError):
        outline_of(404)
