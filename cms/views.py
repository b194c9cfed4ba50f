"""Course and lesson pages, found in one query."""

from django.http import Http404, HttpRequest, HttpResponse


def course(request: HttpRequest, course: str) -> HttpResponse:
    """Show a course page."""
    raise Http404


def lesson(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    """Show a lesson page."""
    raise Http404
