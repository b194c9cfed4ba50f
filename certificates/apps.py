"""Certificates: number, issue, render, verify. Knows nothing of courses."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    """The certificate register and what is derived from it."""

    name = "certificates"
    verbose_name = _("Certificates")

    def ready(self) -> None:
        """Let the receivers listen, and guard the history after every migration."""
        from certificates import receivers  # noqa: F401, PLC0415 - needs the models to be loaded
        from certificates.domain.history import guard_history  # noqa: PLC0415 - as above

        post_migrate.connect(guard_history, sender=self, dispatch_uid="guard_history")
