"""A lesson page, and its practices for phones without JavaScript."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from cms.blocks import PRACTICES
from cms.context import saves_data
from cms.finding import lesson_at, lessons_by_key, quiz_pages, stamp_of
from cms.models import LessonPage
from cms.practising import Try, try_practice
from cms.rendering import CSRF_PLACE, body_of, render_body
from cms.showing import lesson_context, rows_of
from cms.views.public import personal_page, public_page
from courses.catalogue.domain import PublishedOutline, outline_of
from courses.catalogue.models import Lesson
from courses.catalogue.voices import speak_to_guest
from courses.learning.domain import progress_in, record_practice
from courses.people.models import User


@require_safe
def lesson(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    """Show a lesson; for a learner, with what is done."""
    page = lesson_at(course, lesson)
    if page is None:
        return _lead_to_quiz(course, lesson)
    if request.user.is_authenticated:
        return _personal_lesson(request, page, _body(request, page))
    speak_to_guest(request, page.audiences)
    return public_page(
        request,
        page.template,
        f"{page.pk}-{page.live_revision_id}-{stamp_of(page)}",
        lambda: _public_context(page, _body(request, page)),
    )


@csrf_exempt
@require_POST
def practice(request: HttpRequest, lesson: UUID, practice: str) -> HttpResponseBase:
    """Mark a practice that was sent as a form, and show the lesson again with the result.

    A guest's try stores nothing, so it needs no token, and the page that guests share holds none.
    """
    page = lessons_by_key(lesson).first()
    if page is None:
        raise Http404
    course, slug = page.url_path.strip("/").split("/")[-2:]
    page = lesson_at(course, slug)
    block = next(
        (
            block
            for block in (page.body if page else [])
            if block.block_type in PRACTICES and block.value["id"] == practice
        ),
        None,
    )
    if page is None or block is None:
        raise Http404
    tried = try_practice(block.block_type, block.value, dict(request.POST.lists()))
    speak_to_guest(request, page.audiences)
    body = render_body(page, {practice: tried}, saves_data=saves_data(request))
    if request.user.is_authenticated:
        return _practice_of_learner(request, page, practice, tried, body)
    context = {**_public_context(page, body), "shell": "base.html", "is_signed_in": False}
    response = render(request, page.template, context)
    response.headers["Cache-Control"] = "no-store"
    return response


@csrf_protect
def _practice_of_learner(
    request: HttpRequest, page: LessonPage, practice: str, tried: Try, body: SafeString
) -> HttpResponse:
    if tried.is_done:
        kept = Lesson.objects.select_related("course").get(key=page.key)
        record_practice(cast(User, request.user), kept, practice, tried.correct, tried.total)
    return _personal_lesson(request, page, body)


def _body(request: HttpRequest, page: LessonPage) -> SafeString:
    return body_of(page, stamp_of(page), saves_data=saves_data(request))


def _public_context(page: LessonPage, body: SafeString) -> dict[str, Any]:
    outline = outline_of(page.version_id)
    rows = rows_of(outline.slug, outline.items)
    return lesson_context(page, _course(outline), rows, mark_safe(body.replace(CSRF_PLACE, "")))  # noqa: S308 - our own


def _personal_lesson(request: HttpRequest, page: LessonPage, body: SafeString) -> HttpResponse:
    progress = progress_in(cast(User, request.user), [page.course_code])[page.course_code]
    rows = rows_of(progress.outline.slug, progress.outline.items, progress)
    token = format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request)
    )
    filled = mark_safe(body.replace(CSRF_PLACE, token))  # noqa: S308 - our own templates, and an escaped token
    context = lesson_context(page, _course(progress.outline), rows, filled, progress)
    return personal_page(request, page.template, context)


def _course(outline: PublishedOutline) -> Mapping[str, str]:
    return {"code": outline.code, "slug": outline.slug, "title": outline.title}


def _lead_to_quiz(course: str, slug: str) -> HttpResponse:
    if quiz_pages(course, slug).exists():
        return redirect(f"/kuis/{course}/")
    raise Http404
