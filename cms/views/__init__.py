"""The public pages, found in one query each."""

from cms.views.catalogue import catalogue
from cms.views.course import course
from cms.views.film import film
from cms.views.home import home
from cms.views.lesson import lesson, practice
from cms.views.papers import handout, poster, preview_picture, short_address
from cms.views.teaching import lesson_plan, screen, worksheet

__all__ = [
    "catalogue",
    "course",
    "film",
    "handout",
    "home",
    "lesson",
    "lesson_plan",
    "poster",
    "practice",
    "preview_picture",
    "screen",
    "short_address",
    "worksheet",
]
