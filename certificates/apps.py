"""Certificates: number, issue, render, verify. Knows nothing of courses."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    """The certificate register and what is derived from it."""

    name = "certificates"
    verbose_name = _("Certificates")

    def ready(self) -> None:
        """Let the receivers listen."""
        from certificates import receivers  # noqa: F401, PLC0415 - needs the models to be loaded
