"""What editors write; the only package that knows Wagtail."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """Pages, blocks, publishing and the editors' tools."""

    name = "cms"
    verbose_name = _("Content")
