"""Packages: H5P, and room for other kinds."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PackagesConfig(AppConfig):
    """Packages that play in lessons."""

    name = "courses.packages"
    label = "packages"
    verbose_name = _("Packages")
