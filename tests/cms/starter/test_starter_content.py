"""The starter curriculum as learners meet it: quizzes to pass or not, practices to do, pages to read."""

from django.conf import settings

from cms.blocks import PRACTICES
from cms.checking.packages.sources import read_sources
from cms.models import CoursePage, LessonPage, QuizPage
from cms.practising import fault_of_field, shuffled, try_practice
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Quiz
from tests.courses.quizzes.answering import taken
from tests.courses.quizzes.making import person

STARTER = settings.BASE_DIR / "cms" / "starter"
GIVEN = (
    "Besok pukul sembilan saya antar ke balai desa.",
    "12",
    "2026-11-30",
    "Mawar",
    "contoh",
    "739104",
    "payung-kelapa-rel-tembaga",
)


def practices() -> list[tuple[str, str, dict]]:
    return [
        (f"{course.code}/{lesson.slug}: {value['id']}", kind, value)
        for course in read_sources(STARTER).courses
        for lesson in course.package.lessons
        for kind, value in lesson.blocks
        if kind in PRACTICES
    ]


def right_answer(kind: str, practice: dict) -> dict[str, list[str]]:
    if kind == "practice_spot":
        options = enumerate(practice["options"])
        return {"choice": [str(place) for place, option in options if option["correct"]]}
    if kind == "practice_order":
        return {"order": [str(place) for place in range(len(practice["order"]))]}
    return {field["name"]: [fitting(field)] for field in practice["fields"]}


def fitting(field: dict) -> str:
    candidates = [field["expected"], *field["choices"], *GIVEN]
    return next((given for given in candidates if not fault_of_field(field, given)), "")


def wrong_answer(kind: str, practice: dict) -> dict[str, list[str]]:
    if kind == "practice_order":
        order = shuffled(practice["id"], len(practice["order"]))
        return {"order": [str(place) for place in order]}
    return {}


def test_every_practice_can_be_done_and_is_not_done_by_itself():
    stuck = [
        name
        for name, kind, practice in practices()
        if not try_practice(kind, practice, right_answer(kind, practice)).is_done
    ]
    given_away = [
        name
        for name, kind, practice in practices()
        if try_practice(kind, practice, wrong_answer(kind, practice)).is_done
    ]
    assert (stuck, given_away) == ([], [])


def test_every_quiz_can_be_passed_and_can_be_not_passed(starter_content):
    results = {}
    for quiz in Quiz.objects.select_related("lesson__course"):
        total = quiz.current.items.count()
        able = taken(quiz, Taker(learner=person()), right=total)
        unable = taken(quiz, Taker(learner=person()), right=0, wrong=total)
        results[quiz.lesson.course.code] = (
            able.passed,
            able.correct,
            unable.passed,
            unable.correct,
        )
    assert results == {
        course.code: (True, len(course.questions()), False, 0)
        for course in read_sources(STARTER).courses
    }


def test_every_page_of_the_starter_is_shown(starter_content, client):
    pages = [
        page
        for kind in (CoursePage, LessonPage, QuizPage)
        for page in kind.objects.live().order_by("path")
    ]
    answers = {page.url: client.get(page.url, follow=True).status_code for page in pages}
    assert {url: status for url, status in answers.items() if status != 200} == {}
    lessons = sum(len(course.package.lessons) for course in read_sources(STARTER).courses)
    assert LessonPage.objects.live().count() == lessons
