"""Short addresses, link pictures, posters and handouts: what leaves the site on paper or in a message."""

import re
from collections.abc import Callable

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cms.finding import course_at, lesson_at, lessons_by_short_key, stamp_of
from cms.models import CoursePage, LessonPage
from cms.papers.printing import course_poster, course_preview, lesson_handout

# A paper is asked for seldom and a link picture by many phones in the same hour.
SECONDS = 60 * 60
KEY_OF_LESSON = re.compile(r"[0-9a-f]{8}")


@require_safe
def short_address(request: HttpRequest, code: str) -> HttpResponse:
    """Lead from the address on paper to the lesson (by its key) or the course (by its code)."""
    page: CoursePage | LessonPage | None = None
    if KEY_OF_LESSON.fullmatch(code.lower()):
        page = lessons_by_short_key(code.lower()).first()
    page = page or CoursePage.objects.live().filter(code__iexact=code).first()
    if page is None:
        raise Http404
    return redirect("/".join(["", *page.url_path.strip("/").split("/")[1:], ""]))


@require_safe
def poster(request: HttpRequest, course: str) -> HttpResponse:
    """Give the poster of a course."""
    page = _course(course)
    return _file(page, "poster", lambda: course_poster(page), f"poster-{page.slug}.pdf")


@require_safe
def preview_picture(request: HttpRequest, course: str) -> HttpResponse:
    """Give the picture that messages show beside a link to the course."""
    page = _course(course)
    return _file(page, "preview", lambda: course_preview(page), f"{page.slug}.png")


@require_safe
def handout(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    """Give the lesson on one sheet."""
    page = lesson_at(course, lesson)
    if page is None:
        raise Http404
    title = _course(course).title
    return _file(page, "handout", lambda: lesson_handout(page, title), f"{page.slug}.pdf")


def _course(slug: str) -> CoursePage:
    page = course_at(slug)
    if page is None:
        raise Http404
    return page


def _file(
    page: CoursePage | LessonPage, kind: str, make: Callable[[], bytes], name: str
) -> HttpResponse:
    """Return the file from this process's memory, or make and keep it."""
    key = f"paper:{kind}:{page.pk}:{page.live_revision_id}:{stamp_of(page)}".replace(" ", "_")
    content: bytes | None = caches["local"].get(key)
    if content is None:
        content = make()
        caches["local"].set(key, content, SECONDS)
    kind_of_file = "image/png" if name.endswith(".png") else "application/pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    response = HttpResponse(content, content_type=kind_of_file, headers=headers)
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response
