"""The public pages, found in one query each."""

from cms.views.catalogue import catalogue
from cms.views.course import course
from cms.views.film import film
from cms.views.home import home
from cms.views.lesson import lesson, practice
from cms.views.papers import handout, poster, preview_picture, short_address

__all__ = [
    "catalogue",
    "course",
    "film",
    "handout",
    "home",
    "lesson",
    "poster",
    "practice",
    "preview_picture",
    "short_address",
]
