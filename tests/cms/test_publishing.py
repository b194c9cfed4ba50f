"""Publishing writes the outline; what learners did survives whatever editors do."""

import pytest
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import CoursePage, LessonPage, QuizPage
from courses.catalogue.models import Course
from courses.learning.domain import progress_of, record_practice
from courses.people.models import Role
from courses.quizzes.models import Quiz
from tests.cms.making import SPOT, make_course, make_lesson, make_quiz, publish
from tests.people import make_citizen, make_person, sign_in_as_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commit_at_once")]


def titles(code: str = "X1") -> list[str]:
    return [item.title for item in Course.objects.get(code=code).current.items.all()]


def test_publishing_a_course_and_its_parts_writes_the_outline():
    course = make_course(needs=["aman"], can_do=["menjaga OTP"])
    lesson = make_lesson(course, body=[("practice_spot", SPOT)], minutes=7)
    quiz = make_quiz(course)
    version = Course.objects.get(code="X1").current
    assert titles() == [lesson.title, quiz.title]
    assert (version.minutes, version.needs, version.details["can_do"]) == (
        7,
        ["aman"],
        ["menjaga OTP"],
    )
    assert [item.practices for item in version.items.all()] == [["tandai"], []]
    assert "minta OTP" in version.items.first().text
    assert Quiz.objects.get().current.pass_count == 1


def test_a_draft_is_not_in_the_outline():
    course = make_course()
    lesson = make_lesson(course)
    course.add_child(
        instance=LessonPage(title="Konsep", slug="konsep", goal="…", live=False, body=[])
    )
    lesson.title = "Judul baru"
    lesson.save_revision()
    assert titles() == ["Pelajaran satu"]


def test_changing_moving_and_dropping_a_lesson_keeps_what_learners_did():
    learner = make_citizen()
    course = make_course()
    first = make_lesson(course, "satu", body=[("practice_spot", SPOT)])
    second = make_lesson(course, "dua")
    published = Course.objects.get(code="X1")
    record_practice(learner, published.lessons.get(key=first.key), "tandai", 1, 1)
    assert progress_of(learner, published).done == 1

    first.title, first.slug = "Judul baru", "alamat-baru"
    publish(first)
    second.refresh_from_db()
    second.move(first, pos="left")
    published.refresh_from_db()
    assert titles() == ["Pelajaran dua", "Judul baru"]
    assert progress_of(learner, published).done == 1

    LessonPage.objects.get(pk=first.pk).unpublish()
    publish(LessonPage.objects.get(pk=first.pk))
    published.refresh_from_db()
    assert progress_of(learner, published).done == 1


def test_unpublishing_or_deleting_a_course_withdraws_it_and_deletes_no_fact(
    monkeypatch, django_capture_on_commit_callbacks
):
    course = make_course()
    make_lesson(course)
    course.unpublish()
    assert not Course.objects.published().exists()
    publish(CoursePage.objects.get(pk=course.pk))
    assert Course.objects.published().exists()
    monkeypatch.undo()
    with django_capture_on_commit_callbacks(execute=True):
        CoursePage.objects.get(pk=course.pk).delete()
    assert not Course.objects.published().exists()
    assert Course.objects.get(code="X1").lessons.count() == 1


def form_of(page: CoursePage, action: str) -> dict[str, str]:
    return {
        "title": page.title,
        "slug": page.slug,
        "code": page.code,
        "summary": page.summary,
        "audiences": "warga",
        "level": "dasar",
        "award": "none",
        "minutes": "0",
        "jp": "0",
        "pillar_skills": "0",
        "pillar_ethics": "0",
        "pillar_culture": "0",
        "pillar_safety": "0",
        "introduction": '{"blocks": [], "entityMap": {}}',
        "services-TOTAL_FORMS": "0",
        "services-INITIAL_FORMS": "0",
        "services-MIN_NUM_FORMS": "0",
        "services-MAX_NUM_FORMS": "1000",
        "exception_reason": "",
        action: "1",
    }


def test_publishing_a_course_without_a_quiz_asks_for_a_reason(client: Client):
    sign_in_as_staff(client, make_person("Maya", Role.ADMIN))
    course = make_course()
    make_lesson(course)
    address = f"/cms/pages/{course.pk}/edit/"
    form = form_of(course, "action-publish") | {"title": "Judul baru"}

    refused = client.post(address, form)
    assert refused.status_code == 200
    assert refused.context["form"].errors.keys() == {"exception_reason"}
    assert CoursePage.objects.get().title == "Kursus X1"

    client.post(address, form | {"exception_reason": "Kuis menyusul pekan depan."})
    assert CoursePage.objects.get().title == "Judul baru"


def test_a_course_is_not_published_without_readers(client: Client):
    sign_in_as_staff(client, make_person("Maya", Role.ADMIN))
    course = make_course()
    form = form_of(course, "action-publish") | {"exception_reason": "Kuis menyusul."}
    del form["audiences"]

    refused = client.post(f"/cms/pages/{course.pk}/edit/", form)

    assert refused.context["form"].errors == {
        "audiences": ["Centang paling sedikit satu: keterbacaan diukur untuk mereka."]
    }


def test_a_code_keeps_its_capitals_in_the_editor(client: Client):
    sign_in_as_staff(client, make_person("Maya", Role.ADMIN))
    course = make_course()
    shown = client.get(f"/cms/pages/add/cms/quizpage/{course.pk}/").context["form"]
    assert "data-controller" not in str(shown["code"])


def test_a_new_lesson_leaves_no_part_of_its_pattern_undefined():
    body = LessonPage().body
    for block, state in zip(body, body.stream_block.get_form_state(body), strict=True):
        assert state["value"].keys() == block.block.child_blocks.keys()


def test_saving_a_draft_of_such_a_course_asks_for_nothing(client: Client):
    sign_in_as_staff(client, make_person("Maya", Role.ADMIN))
    course = make_course()
    answer = client.post(f"/cms/pages/{course.pk}/edit/", form_of(course, "save-draft"))
    assert answer.status_code == 302


def quiz_form(quiz: QuizPage, *, is_right: bool) -> dict[str, str]:
    option = {"text": "Hanya saya", "correct": "on", "feedback": ""}
    other = {"text": "Petugas bank", "feedback": ""}
    if not is_right:
        option.pop("correct")
    question = {
        "ref": "X-01",
        "difficulty": "",
        "domain": "",
        "bloom": "",
        "lesson_slug": "",
        "text": "Siapa boleh tahu?",
        "picture": "",
        "alt": "",
        "feedback": "",
        "reason": "",
        "options": inline_list([option, other]),
    }
    return nested_form_data(
        {
            "title": quiz.title,
            "slug": quiz.slug,
            "code": quiz.code,
            "instructions": "",
            "mode": "practice",
            "feedback": "immediate",
            "pass_count": "1",
            "questions": streamfield([("single", question)]),
            "action-publish": "1",
        }
    )


def inline_list(values: list[dict[str, str]]) -> dict[str, object]:
    parts = {
        str(place): {"deleted": "", "order": str(place), "type": "item", "id": "", "value": value}
        for place, value in enumerate(values)
    }
    return {"count": str(len(values)), **parts}


def test_a_quiz_that_the_engine_would_refuse_is_refused_in_the_form(client: Client):
    sign_in_as_staff(client, make_person("Maya", Role.ADMIN))
    quiz = make_quiz(make_course())
    address = f"/cms/pages/{quiz.pk}/edit/"
    refused = client.post(address, quiz_form(quiz, is_right=False))
    assert refused.status_code == 200
    assert refused.context["form"].errors.keys() == {"questions"}
    assert client.post(address, quiz_form(quiz, is_right=True)).status_code == 302
    [question] = QuizPage.objects.get().questions
    assert question.value["text"] == "Siapa boleh tahu?"


def test_the_code_of_a_published_course_cannot_be_changed(client: Client):
    sign_in_as_staff(client, make_person("Maya", Role.ADMIN))
    course = make_course()
    make_quiz(course)
    client.post(f"/cms/pages/{course.pk}/edit/", form_of(course, "action-publish") | {"code": "Y9"})
    assert CoursePage.objects.get().code == "X1"
