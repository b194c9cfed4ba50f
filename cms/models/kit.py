"""The kit of a workshop, as an editor writes it."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks.kit import (
    PartBlock,
    PurchaseBlock,
    RunStepBlock,
    ScreenBlock,
    SheetBlock,
    stream_of,
)
from cms.editors.panels import code_panel, title_panel

ONE_LINE_EACH = _("One on each line.")


class KitPage(Page):
    """Everything a trainer takes along; what is published can be planned with, projected and printed."""

    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"^[A-Za-z0-9-]+$", _("Letters, digits and hyphens only."))],
    )
    summary = models.CharField(_("one sentence"), max_length=300)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(15), MaxValueValidator(600)]
    )
    for_whom = models.CharField(_("for whom"), max_length=160)
    courses = models.CharField(
        _("courses it introduces"), max_length=120, blank=True, help_text=_("Codes, such as W2 W3")
    )
    goals = models.TextField(_("afterwards people"), help_text=ONE_LINE_EACH)
    prepare = models.TextField(_("prepare before leaving"), help_text=ONE_LINE_EACH)
    run = StreamField(stream_of("step", RunStepBlock()), verbose_name=_("run sheet"))
    screens = StreamField(stream_of("screen", ScreenBlock()), verbose_name=_("projector pages"))
    handout = StreamField(stream_of("part", PartBlock()), verbose_name=_("handout"))
    sheets = StreamField(stream_of("sheet", SheetBlock()), verbose_name=_("sheets"), blank=True)
    poster = models.TextField(_("lines of the poster"), help_text=ONE_LINE_EACH)
    unplugged = models.TextField(_("plan without electricity"), help_text=ONE_LINE_EACH)
    shopping = StreamField(
        stream_of("purchase", PurchaseBlock()), verbose_name=_("shopping list"), blank=True
    )
    announcement = models.TextField(_("announcement of 60 seconds"))
    whatsapp = models.TextField(_("text for WhatsApp"))

    template = "cms/kit.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [
        title_panel(),
        FieldRowPanel([code_panel(), FieldPanel("minutes"), FieldPanel("courses")]),
        FieldPanel("summary"),
        FieldPanel("for_whom"),
        FieldPanel("goals"),
        FieldPanel("prepare"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Kit")),
            ObjectList([FieldPanel("run"), FieldPanel("unplugged")], heading=_("Run sheet")),
            ObjectList([FieldPanel("screens")], heading=_("Projector")),
            ObjectList([FieldPanel("handout"), FieldPanel("sheets")], heading=_("Paper")),
            ObjectList(
                [
                    FieldPanel("poster"),
                    FieldPanel("announcement"),
                    FieldPanel("whatsapp"),
                    FieldPanel("shopping"),
                ],
                heading=_("Inviting and buying"),
            ),
            ObjectList([FieldPanel("slug"), PublishingPanel()], heading=_("Address and time")),
        ]
    )

    class Meta:
        verbose_name = _("workshop kit")
        verbose_name_plural = _("workshop kits")
