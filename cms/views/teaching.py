"""For teachers: lesson plans, worksheets to print, and a lesson on one screen for a whole class."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.blocks import PRACTICES
from cms.films import film_address
from cms.finding import lessons_by_key
from cms.lesson_plans import LENGTHS, LessonPlan, find_plan, practices_of
from cms.models import LessonPage
from cms.plain import NOT_FOR_LEARNERS
from courses.catalogue.models import Lesson
from courses.classes.domain.together import Hands, finish_together, hands_of, keep_hands
from courses.classes.models import SchoolClass
from courses.classes.rules import may_see_plans
from courses.classes.views.access import assignment_of, for_teachers
from courses.people.sessions import SignedInRequest

WORKSHEET, KEY = "lkpd", "kunci"


@never_cache
@login_required
@require_safe
def lesson_plan(request: SignedInRequest, lesson: UUID) -> HttpResponse:
    """Show the plan of a lesson; never to a pupil, because the answers are in it."""
    plan = _plan(request, lesson)
    return render(request, "cms/teaching/plan.html", {"plan": plan, "lengths": LENGTHS})


@never_cache
@login_required
@require_safe
def worksheet(request: SignedInRequest, lesson: UUID, part: str) -> HttpResponse:
    """Show the worksheet or its key alone, to be printed."""
    plan = _plan(request, lesson)
    return render(request, "cms/teaching/worksheet.html", {"plan": plan, "is_key": part == KEY})


def _plan(request: SignedInRequest, lesson: UUID) -> LessonPlan:
    if not may_see_plans(request.user):
        raise PermissionDenied
    asked = request.GET.get("menit", "")
    plan = find_plan(lesson, int(asked) if asked.isdecimal() else 0)
    if plan is None:
        raise Http404
    return plan


# --- One screen for the class -------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """One answer of a practice, the hands for it, and their share of all hands in percent."""

    text: str
    is_right: bool
    hands: int
    share: int


@dataclass(frozen=True)
class Slide:
    """One part of the lesson; a practice is answered by show of hands."""

    title: str
    body: SafeString | str
    practice: str = ""
    instructions: str = ""
    message: str = ""
    answers: tuple[Answer, ...] = ()
    is_counted: bool = False


@for_teachers
def screen(request: SignedInRequest, school_class: SchoolClass, assignment: int) -> HttpResponse:
    """Show an assigned lesson part by part, and keep the hands that are counted."""
    found = assignment_of(school_class, assignment)
    page = lessons_by_key(found.lesson_id).first() if found.lesson_id else None
    if page is None or found.lesson is None:
        raise Http404
    if request.method == "POST" and (sentence := _kept(request, school_class, found.lesson, page)):
        messages.success(request, sentence)
        place = request.POST.get("slide", "")
        return redirect(f"{request.path}#layar-{place}" if place.isdecimal() else request.path)
    context = {
        "school_class": school_class,
        "assignment": found,
        "page": page,
        "slides": list(_slides(page, hands_of(school_class, found.lesson))),
        "pupils": list(school_class.pupils.present()),
    }
    return render(request, "cms/teaching/screen.html", context)


def _kept(
    request: SignedInRequest, school_class: SchoolClass, lesson: Lesson, page: LessonPage
) -> str:
    """Keep hands or the pupils who were there; return what to say, nothing for an unknown practice."""
    if "finish" in request.POST:
        chosen = [pk for pk in request.POST.getlist("pupil") if pk.isdecimal()]
        pupils = school_class.pupils.present().filter(pk__in=chosen).select_related("person")
        count = finish_together(school_class, lesson, pupils, by=request.user)
        return ngettext(
            "Counts as done for %(count)d pupil.", "Counts as done for %(count)d pupils.", count
        ) % {"count": count}
    practice = request.POST.get("practice", "")
    answers = practices_of(page).get(practice)
    if answers is None:
        raise Http404
    typed = (request.POST.get(f"hands-{place}", "") for place in range(answers))
    counts = [int(text) if text.isdecimal() else 0 for text in typed]
    keep_hands(school_class, lesson, practice, counts, by=request.user)
    return _("The hands are counted.")


def _slides(page: LessonPage, hands: dict[str, Hands]) -> Iterator[Slide]:
    for block in page.body:
        if block.block_type in NOT_FOR_LEARNERS:
            continue
        if block.block_type in PRACTICES:
            yield _practice(block.block_type, block.value, hands.get(block.value["id"]))
        else:
            context = {"lesson_key": page.key, "film_address": film_address(page, block.id)}
            yield Slide("", mark_safe(block.render(context=context)))  # noqa: S308 - our own templates


def _practice(kind: str, value: Mapping[str, Any], counted: Hands | None) -> Slide:
    if kind == "practice_spot":
        options = [(option["text"], bool(option["correct"])) for option in value["options"]]
    else:
        options = [(_("We could do it"), True), (_("Not yet"), False)]
    counts = counted.counts if counted else ()
    most = max(sum(counts), 1)
    answers = tuple(
        Answer(text, is_right, hands, round(100 * hands / most))
        for (text, is_right), hands in zip(
            options, [*counts, *([0] * len(options))][: len(options)], strict=True
        )
    )
    return Slide(
        title=value["title"],
        body=_steps_to_order(value) if kind == "practice_order" else "",
        practice=value["id"],
        instructions=value["instructions"],
        message=value.get("message") or "",
        answers=answers,
        is_counted=counted is not None,
    )


def _steps_to_order(value: Mapping[str, Any]) -> str:
    return " · ".join(sorted(value["order"]))
