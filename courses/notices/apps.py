"""Notices: messages to people, a row first, delivered by e-mail and in the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Messages and their delivery."""

    name = "courses.notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        """Start listening."""
        from courses.notices import receivers  # noqa: F401, PLC0415 - models exist only now
