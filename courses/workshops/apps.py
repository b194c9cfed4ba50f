"""The app of workshops."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkshopsConfig(AppConfig):
    """Workshops, their people and their facts."""

    name = "courses.workshops"
    label = "workshops"
    verbose_name = _("Workshops")
