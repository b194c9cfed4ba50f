"""From what editors write to what learners meet: outlines and quizzes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wagtail.models import Page

from cms.blocks import COUNTED
from cms.models import CoursePage, LessonPage, QuizPage
from cms.pictures import shown
from cms.plain import words_of
from cms.questions import question_spec_of
from cms.rendering import weight_of
from courses.catalogue.domain.outline import Outline, OutlineItem
from courses.catalogue.domain.publishing import publish_outline, withdraw_course
from courses.packages.domain.placing import place_packages
from courses.quizzes.domain.publishing import publish_quiz
from courses.quizzes.domain.specs import BankedQuestion, CellSpec, QuestionSpec, QuizSpec


def bring_up_to_date(page_id: int, code: str) -> None:
    """Publish the course's outline and quizzes from its live pages, or withdraw it when it is not live."""
    page = CoursePage.objects.filter(pk=page_id, live=True).first()
    if page is None:
        withdraw_course(code)
        place_packages(code, {})
    else:
        publish_course(page)


def publish_course(course: CoursePage) -> None:
    """Write the outline of the course and its quizzes from the pages that are live.

    Raises OutlineError or QuizNotPublishable, with sentences for the editor.
    """
    parts = live_parts(course)
    publish_outline(outline_of(course, parts))
    for part in parts:
        if isinstance(part, QuizPage):
            publish_quiz(quiz_spec_of(part))
    place_packages(course.code, places_of(parts))


def live_parts(course: CoursePage) -> list[LessonPage | QuizPage]:
    """Return the live lessons and quizzes of the course in their order."""
    return [
        page
        for page in course.get_children().live().specific()
        if isinstance(page, LessonPage | QuizPage)
    ]


def outline_of(course: CoursePage, parts: Iterable[LessonPage | QuizPage]) -> Outline:
    """Return what the course and these parts of it state."""
    items = tuple(item_of(part) for part in parts)
    picture = shown(course.picture)
    return Outline(
        code=course.code,
        slug=course.slug,
        title=course.title,
        summary=course.summary,
        items=items,
        can_do=tuple(course.can_do),
        prepare=tuple(course.prepare),
        audiences=tuple(course.audiences),
        level=course.level,
        needs=tuple(course.needs),
        pillars=course.pillars(),
        digcomp=tuple(course.digcomp),
        asn_domains=tuple(course.asn_domains),
        informatika_phase=course.informatika_phase,
        informatika_elements=tuple(course.informatika_elements),
        kka_elements=tuple(course.kka_elements),
        graduate_profile=tuple(course.graduate_profile),
        services=tuple(service.card.slug for service in course.services.select_related("card")),
        keywords=tuple(course.keywords),
        minutes=course.minutes or sum(item.minutes for item in items),
        jp=course.jp,
        min_age=course.min_age,
        award=course.award,
        picture=picture.url if picture else "",
        weight_bytes=sum(weight_of(part) for part in parts if isinstance(part, LessonPage))
        + (picture.weight if picture else 0),
        author=course.author,
        checked_by=course.checked_by,
        checked_on=course.checked_on,
    )


def item_of(part: LessonPage | QuizPage) -> OutlineItem:
    """Return one item of the outline."""
    if isinstance(part, QuizPage):
        return OutlineItem(
            key=part.key,
            kind="quiz",
            slug=part.slug,
            title=part.title,
            summary=part.instructions[:300],
        )
    return OutlineItem(
        key=part.key,
        kind="lesson",
        slug=part.slug,
        title=part.title,
        summary=part.goal,
        minutes=part.minutes,
        practices=tuple(practices_of(part)),
        text=words_of(part.body),
    )


def practices_of(lesson: LessonPage) -> list[str]:
    """Return the ids of the practices in the lesson, in their order."""
    return [
        block.value["id"]
        for block in lesson.body
        if block.block_type in COUNTED and (block.block_type != "package" or block.value["package"])
    ]


def places_of(parts: Iterable[LessonPage | QuizPage]) -> dict[tuple[UUID, str], UUID]:
    """Return the package of each practice that is one, by its lesson and id."""
    return {
        (UUID(str(part.key)), block.value["id"]): block.value["package"].pk
        for part in parts
        if isinstance(part, LessonPage)
        for block in part.body
        if block.block_type == "package" and block.value["package"]
    }


def course_of(page: Page) -> CoursePage | None:
    """Return the course that this page is, or is a part of."""
    specific = page.specific
    if isinstance(specific, CoursePage):
        return specific
    if isinstance(specific, LessonPage | QuizPage):
        parent = specific.get_parent()
        return parent.specific if parent else None
    return None


# --- Quizzes ----------------------------------------------------------------------------------


def quiz_spec_of(quiz: QuizPage) -> QuizSpec:
    """Return what the quiz states."""
    return QuizSpec(
        key=UUID(str(quiz.key)),
        title=quiz.title,
        instructions=quiz.instructions,
        mode=quiz.mode,
        feedback=quiz.feedback,
        pass_count=quiz.pass_count,
        pass_percent=quiz.pass_percent,
        attempts_allowed=quiz.attempts_allowed,
        wait_hours=quiz.wait_hours or 0,
        minutes_allowed=quiz.minutes_allowed,
        opens_at=quiz.opens_at,
        closes_at=quiz.closes_at,
        blueprint=tuple(
            CellSpec({"difficulty": level}, count)
            for level, count in (
                ("mudah", quiz.draw_easy),
                ("sedang", quiz.draw_medium),
                ("sulit", quiz.draw_hard),
            )
            if count
        ),
        questions=tuple(
            _part_of(block.block_type, block.value)
            for block in quiz.questions
            if block.value is not None
        ),
    )


def _part_of(kind: str, value: Any) -> QuestionSpec | BankedQuestion:  # noqa: ANN401 - as Wagtail gives it
    if kind == "banked":
        return BankedQuestion(value.pk, value.ref)
    return question_spec_of(kind, value)
