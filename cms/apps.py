"""What editors write; the only package that knows Wagtail."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """Pages, blocks, publishing and the editors' tools."""

    name = "cms"
    verbose_name = _("Content")

    def ready(self) -> None:
        """Start listening."""
        from cms import receivers  # noqa: PLC0415 - models are only there once all apps are loaded

        post_migrate.connect(receivers.found_site_after_migrating, sender=self)
