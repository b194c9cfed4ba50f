"""Schools: classes whose pupils need no account of their own."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClassesConfig(AppConfig):
    """Classes, their pupils, what is assigned and what is marked."""

    name = "courses.classes"
    label = "classes"
    verbose_name = _("classes")
    default_auto_field = "django.db.models.BigAutoField"
