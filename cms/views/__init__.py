"""The public pages, found in one query each."""

from cms.views.catalogue import catalogue
from cms.views.course import course
from cms.views.film import film
from cms.views.home import home
from cms.views.lesson import lesson, practice

__all__ = ["catalogue", "course", "film", "home", "lesson", "practice"]
