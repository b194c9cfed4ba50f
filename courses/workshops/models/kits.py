"""The kit of a workshop, as it was published."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.workshops.querysets import KitQuerySet


class Kit(models.Model):
    """Everything a trainer takes along: written by editors, kept here as it was published.

    `content` holds the parts of `domain.kits.KitSpec` in JSON's own types; `courses` the codes of
    the courses that the workshop introduces.
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("one sentence"), max_length=300)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    courses = models.JSONField(_("courses"), default=list)
    content = models.JSONField(_("content"), default=dict)
    digest = models.CharField(_("fingerprint of the content"), max_length=64)
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = KitQuerySet.as_manager()

    class Meta:
        verbose_name = _("kit")
        verbose_name_plural = _("kits")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
