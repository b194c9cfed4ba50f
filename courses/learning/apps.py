"""Learning: who learns what, how far they are, and what is still missing."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    """Enrolments, results and the log of what learners did."""

    name = "courses.learning"
    verbose_name = _("Learning")

    def ready(self) -> None:
        """Start listening."""
        from courses.learning import receivers  # noqa: F401, PLC0415 - models exist only now
