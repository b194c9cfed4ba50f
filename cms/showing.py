"""What the public pages show: values for their templates, the same for a published page and a preview."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.models import FRESH_FOR, CataloguePage, CoursePage, HomePage, LessonPage, QuizPage, choices
from cms.publishing import item_of
from cms.rendering import render_body
from cms.shelf import catalogue_context, shelf_of_courses
from courses.catalogue.domain import OutlineItem, PublishedItem
from courses.learning.domain import CourseProgress

CATALOGUE_URL = "/katalog/"


@dataclass(frozen=True)
class Row:
    """An item of a course in its list; `number` counts from 1."""

    key: str
    number: int
    url: str
    title: str
    facts: str
    minutes: int
    practices: str
    is_quiz: bool
    is_done: bool = False
    is_next: bool = False

    @classmethod
    def of(
        cls,
        course: str,
        number: int,
        item: PublishedItem | OutlineItem,
        progress: CourseProgress | None,
    ) -> Self:
        """Return the row of this item for somebody with this progress."""
        is_quiz = item.kind == "quiz"
        done = (
            {lesson.item.key for lesson in progress.lessons if lesson.is_done}
            if progress
            else set()
        )
        following = progress.next_item.key if progress and progress.next_item else None
        return cls(
            key=str(item.key),
            number=number,
            url=f"/kuis/{course}/" if is_quiz else f"{CATALOGUE_URL}{course}/{item.slug}/",
            title=item.title,
            facts=_("Quiz") if is_quiz else facts_of_lesson(item.minutes, len(item.practices)),
            minutes=item.minutes,
            practices=" ".join(item.practices),
            is_quiz=is_quiz,
            is_done=item.key in done,
            is_next=item.key == following,
        )


def facts_of_lesson(minutes: int, practices: int) -> str:
    """Return "7 minutes · 1 practice"."""
    facts = [ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}]
    if practices:
        facts.append(
            ngettext("%(count)d practice", "%(count)d practices", practices) % {"count": practices}
        )
    return " · ".join(facts)


def rows_of(
    course: str,
    items: Iterable[PublishedItem | OutlineItem],
    progress: CourseProgress | None = None,
) -> list[Row]:
    """Return the rows of a course in their order."""
    return [Row.of(course, number, item, progress) for number, item in enumerate(items, start=1)]


# --- The entrance -----------------------------------------------------------------------------------


def home_context(page: Page) -> dict[str, Any]:
    """Return what the home page shows: four doors and six needs."""
    texts = {
        "warga": _("Handle KTP, health and tax matters by phone"),
        "pelajar": _("Lessons that go with school"),
        "asn": _("Training and certificates for office work"),
        "pelatih": _("Material for teaching at the balai desa"),
    }
    doors = [
        {
            "door": door,
            "label": str(label),
            "text": texts[door],
            "url": f"{CATALOGUE_URL}?untuk={door}",
        }
        for door, label in choices.AUDIENCES
    ]
    return {"page": page, "doors": doors, "needs": choices.NEEDS}


# --- A lesson ---------------------------------------------------------------------------------------


def lesson_context(
    page: LessonPage,
    course: Mapping[str, str],
    rows: list[Row],
    body: str,
    progress: CourseProgress | None = None,
) -> dict[str, Any]:
    """Return what a lesson page shows; `course` has code, slug and title."""
    place = next((row.number for row in rows if row.key == str(page.key)), 0)
    following = rows[place] if 0 < place < len(rows) else None
    lessons = [row for row in rows if not row.is_quiz]
    own = rows[place - 1] if place else None
    return {
        "page": page,
        "course": course,
        "course_url": f"{CATALOGUE_URL}{course['slug']}/",
        "place": place,
        "lesson_count": len(lessons),
        "body": body,
        "next_row": following,
        "next_url": following.url if following else f"{CATALOGUE_URL}{course['slug']}/",
        "previous_row": rows[place - 2] if place > 1 else None,
        "practices": own.practices if own else "",
        "is_done": bool(own and own.is_done),
        # The stored form: the blocks themselves are made only when the body is rendered.
        "has_stuck": any(block["type"] == "stuck" for block in page.body.raw_data),
        "has_plan": any(block["type"] == "teacher_sheet" for block in page.body.raw_data),
        "progress": progress,
        "is_old": is_old(page.checked_on),
    }


def is_old(checked_on: Any) -> bool:  # noqa: ANN401 - a date, or None before anybody has checked
    """Tell whether something was checked so long ago that it may have changed."""
    return checked_on is not None and timezone.localdate() - checked_on > FRESH_FOR


# --- A course ---------------------------------------------------------------------------------------


def course_context(
    page: CoursePage, rows: list[Row], progress: CourseProgress | None = None
) -> dict[str, Any]:
    """Return what a course page shows."""
    cards = [service.card for service in page.services.select_related("card") if service.card.live]
    first = next((row for row in rows if row.is_next), rows[0] if rows else None)
    labels = dict(choices.AUDIENCES)
    return {
        "page": page,
        "rows": rows,
        "first_row": first,
        "door": page.audiences[0] if page.audiences else "",
        "audiences": [labels[audience] for audience in page.audiences if audience in labels],
        "minutes": page.minutes or sum(row.minutes for row in rows),
        "domains": [label for number, label in choices.ASN_DOMAINS if number in page.asn_domains],
        "rule": rule_of_completion(rows, page.award),
        "cards": cards,
        "is_old": is_old(page.checked_on) or any(card.is_stale() for card in cards),
        "progress": progress,
    }


def rule_of_completion(rows: list[Row], award: str) -> str:
    """Say in words when the course is complete, and what one then gets."""
    lessons = sum(not row.is_quiz for row in rows)
    sentence = ngettext(
        "The course is complete when you have done its lesson.",
        "The course is complete when you have done all %(count)d lessons.",
        lessons,
    )
    if any(row.is_quiz for row in rows):
        sentence = ngettext(
            "The course is complete when you have done its lesson and passed the quiz.",
            "The course is complete when you have done all %(count)d lessons and passed the quiz.",
            lessons,
        )
    awards = {
        "completion": _("Then you get a sign of completion."),
        "training": _("Then you get a certificate of training with JP."),
    }
    return " ".join(part for part in (sentence % {"count": lessons}, awards.get(award, "")) if part)


# --- Previews ---------------------------------------------------------------------------------------


def preview_context(page: Page) -> dict[str, Any]:
    """Return what the public page of this draft would show."""
    if isinstance(page, LessonPage):
        course = page.get_parent().specific if page.pk else None
        known = {name: getattr(course, name, "") for name in ("code", "slug", "title")}
        rows = rows_of(known["slug"], _draft_items(course, page)) if course else []
        return lesson_context(page, known, rows, render_body(page, leaving_out=()))
    if isinstance(page, CoursePage):
        return course_context(page, rows_of(page.slug, _draft_items(page)))
    if isinstance(page, HomePage):
        return home_context(page)
    if isinstance(page, CataloguePage):
        return catalogue_context(page, shelf_of_courses(), {})
    return {"page": page}


def _draft_items(course: CoursePage, draft: Page | None = None) -> list[OutlineItem]:
    parts = [
        draft if draft and part.pk == draft.pk else part
        for part in course.get_children().specific()
    ]
    return [item_of(part) for part in parts if isinstance(part, LessonPage | QuizPage)]
