"""A course as a SCORM 1.2 package: a SCO for each lesson and practice quiz, everything inside."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.blocks import StreamValue

from cms.blocks import PRACTICES
from cms.carrying.gathering import StaysHereError, open_questions_of
from cms.carrying.indoors import Luggage, indoors, paths_in
from cms.carrying.scorm_manifest import MANIFEST, Unit, manifest
from cms.carrying.scorm_quiz import asked, losses_in_lms
from cms.models import CoursePage, LessonPage, QuizPage
from cms.pictures import JPEG, shown
from cms.plain import NOT_FOR_LEARNERS
from cms.publishing import live_parts
from courses.quizzes.domain.exchange.archive import write_archive
from courses.quizzes.domain.exchange.parcels import Loss, Written
from courses.quizzes.models import Quiz, QuizVersion

PIECES = Path(__file__).parent / "pieces"
OUR_PIECES = ("lesson.js", "marking.js", "quiz.js", "scorm.js", "style.css")
# The same modules that mark practices on the site.
PIECES_OF_THE_SITE = ("practice.js", "words.js")
LEFT_OUT = NOT_FOR_LEARNERS | {"package"}


def write_scorm(course: CoursePage) -> Written:
    """Return the published course, and what of it stays here.

    A test stays with its keys. Raises StaysHereError when nothing of the course is published.
    """
    with override(settings.LANGUAGE_CODE):
        luggage = Luggage()
        pages: dict[str, str] = {}
        units: list[Unit] = []
        losses: list[Loss] = []
        for number, part in enumerate(live_parts(course), start=1):
            path = f"{number:02d}-{part.slug}.html"
            try:
                pages[path], mastery = _page_of(course, part, luggage, losses)
            except StaysHereError as stays:
                losses.append(Loss(part.title, "quiz", str(stays)))
                continue
            units.append(Unit(part.title, path, paths_in(pages[path]), mastery))
    if not units:
        raise StaysHereError(_("Nothing of this course is published yet. Publish a lesson first."))
    library = _library()
    listed = manifest(f"literasi-{course.code}", course.title, units, list(library))
    files = {MANIFEST: listed, **{path: html.encode() for path, html in pages.items()}}
    return Written(
        write_archive(files | library | dict(sorted(luggage.files.items()))), tuple(losses)
    )


def _page_of(
    course: CoursePage, part: LessonPage | QuizPage, luggage: Luggage, losses: list[Loss]
) -> tuple[str, int | None]:
    if isinstance(part, LessonPage):
        losses.extend(_losses_of_lesson(part))
        return _lesson(course, part, luggage), None
    return _quiz(course, part, luggage, losses)


def _losses_of_lesson(lesson: LessonPage) -> Iterator[Loss]:
    if any(block.block_type == "package" for block in lesson.body):
        yield Loss(lesson.title, "package", _("A package in a lesson goes on its own, not inside."))
    if any(block.block_type == "media" for block in lesson.body):
        yield Loss(lesson.title, "media", _("A film stays where it is; its address is told."))
    if any(block.block_type == "teacher_sheet" for block in lesson.body):
        yield Loss(lesson.title, "teacher_sheet", _("The teacher's sheet is not for learners."))


# --- Lessons ----------------------------------------------------------------------------------


def _lesson(course: CoursePage, lesson: LessonPage, luggage: Luggage) -> str:
    _pack(lesson.body, luggage)
    context = {"lesson_key": "", "tries": {}, "saves_data": False, "film_address": ""}
    body = "\n".join(
        block.render(context=context) for block in lesson.body if block.block_type not in LEFT_OUT
    )
    has_practices = any(block.block_type in PRACTICES for block in lesson.body)
    return _html(
        "lesson",
        course,
        lesson.title,
        page=lesson,
        # Rendered by our own templates.
        body=mark_safe(indoors(body, luggage.places)),  # noqa: S308 - our own templates
        has_practices=has_practices,
    )


def _pack(body: StreamValue, luggage: Luggage) -> None:
    """Pack the pictures and files of the body; what is gone is shown in words."""
    for block in body:
        if block.block_type == "picture" and (picture := shown(block.value["picture"])):
            image = block.value["picture"]
            kept = image.file if image.is_svg() else image.get_rendition(JPEG).file
            with kept.open("rb") as file:
                luggage.pack(picture.url, file.read())
        elif block.block_type == "download" and (document := block.value["document"]):
            try:
                with document.open_file() as file:
                    luggage.pack(document.url, file.read())
            except OSError:
                continue


# --- Quizzes ----------------------------------------------------------------------------------


def _quiz(
    course: CoursePage, page: QuizPage, luggage: Luggage, losses: list[Loss]
) -> tuple[str, int]:
    """Return the page of a practice and what of 100 it takes. Raises StaysHereError."""
    quiz = Quiz.objects.filter(pk=page.key).select_related("current").first()
    version = quiz.current if quiz else None
    if version is None:
        raise StaysHereError(_("This quiz is not published."))
    parcel, kept = open_questions_of(version)
    unmarked = [loss for question in parcel.questions for loss in losses_in_lms(question)]
    losses.extend((*kept, *unmarked))
    left_out = {loss.ref for loss in unmarked}
    questions = [one for one in parcel.questions if one.ref not in left_out]
    if not questions:
        raise StaysHereError(_("None of its questions can be marked away from here."))
    if version.blueprint:
        losses.append(Loss(page.title, "blueprint", _("Nothing is drawn: everybody gets all.")))
    for path in {one.picture for one in questions if one.picture in parcel.files}:
        luggage.pack(path, parcel.files[path])
    mastery = _mastery(version)
    return _html(
        "quiz",
        course,
        version.title,
        instructions=version.instructions,
        questions=[asked(one, luggage.places.get(one.picture, "")) for one in questions],
        mastery=mastery,
    ), mastery


def _mastery(version: QuizVersion) -> int:
    """Return the percentage that is enough, of the number of questions the editor knew."""
    if version.pass_percent is not None:
        return min(version.pass_percent, 100)
    total = sum(cell["questions"] for cell in version.blueprint) or version.items.count()
    return min(100 * (version.pass_count or 0) // max(total, 1), 100)


# --- What all pages share ------------------------------------------------------------------------


def _html(name: str, course: CoursePage, title: str, **facts: Any) -> str:
    context = {"language": settings.LANGUAGE_CODE, "course": course.title, "title": title}
    return render_to_string(f"cms/carrying/{name}.html", context | facts)


def _library() -> dict[str, bytes]:
    site = settings.BASE_DIR / "static" / "js"
    sources = [PIECES / name for name in OUR_PIECES] + [site / name for name in PIECES_OF_THE_SITE]
    return {f"lib/{path.name}": path.read_bytes() for path in sorted(sources, key=lambda p: p.name)}
