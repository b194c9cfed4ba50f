"""Catalogue: the published outline of every course, versioned, and the search over it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """Courses, their versions and lessons as learners meet them."""

    name = "courses.catalogue"
    verbose_name = _("Catalogue")
