"""Kartu Layanan: the facts of a service, kept once and shown on many pages."""

from datetime import date, timedelta

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from cms.querysets import ServiceCardQuerySet

# domain.md 0.16: older than this, the editor is told and the learner warned.
FRESH_FOR = timedelta(days=180)


class ServiceCard(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model
):
    """One service: who owns it, where it really is, what it costs, and when that was checked."""

    slug = models.SlugField(
        _("short name"), max_length=60, unique=True, help_text=_("For example: ikd")
    )
    name = models.CharField(_("name of the service"), max_length=160)
    owner = models.CharField(_("owner (OPD)"), max_length=160)
    official_address = models.CharField(
        _("official address"),
        max_length=300,
        blank=True,
        help_text=_("The web address that ends in .go.id, or the app."),
    )
    cost = models.CharField(_("cost"), max_length=300, blank=True)
    where = models.TextField(_("where"), blank=True)
    face_to_face = models.TextField(_("the face-to-face way"), blank=True)
    checked_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("The day somebody asked the owner whether this is still so."),
    )
    source = models.CharField(_("source"), max_length=500, blank=True)
    # Part of the key under which rendered lessons are kept.
    changed_at = models.DateTimeField(_("changed at"), auto_now=True, db_index=True)

    objects = ServiceCardQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("owner"),
        FieldPanel("official_address"),
        FieldPanel("cost"),
        FieldPanel("where"),
        FieldPanel("face_to_face"),
        MultiFieldPanel([FieldPanel("checked_on"), FieldPanel("source")], heading=_("Checked")),
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = _("service card")
        verbose_name_plural = _("service cards")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def is_stale(self, today: date | None = None) -> bool:
        """Tell whether nobody has checked this card for so long that it may have changed."""
        if self.checked_on is None:
            return True
        return (today or timezone.localdate()) - self.checked_on > FRESH_FOR

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Show the card as it stands in a lesson."""
        return "cms/service_card_preview.html"
