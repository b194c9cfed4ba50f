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
        # Models, and all that imports them, are only there once all apps are loaded.
        from wagtail.signals import page_published, page_unpublished, post_page_move  # noqa: PLC0415 - see above

        from cms import kits, receivers  # noqa: PLC0415 - see above

        post_migrate.connect(receivers.found_site_after_migrating, sender=self)
        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(receivers.bring_course_up_to_date)
        for signal in (page_published, page_unpublished):
            signal.connect(kits.bring_kit_up_to_date)
