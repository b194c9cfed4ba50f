"""A course: everything its front matter says, and an introduction."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from cms.blocks.texts import TEXT_FEATURES
from cms.editors.forms import CourseForm
from cms.editors.panels import code_panel, title_panel
from cms.models import choices
from cms.models.fields import ChoiceListField, LineListField
from cms.models.previewing import PreviewModes


class CoursePage(PreviewModes, Page):
    """A course as an editor writes it; its lessons and its quiz are the pages below it."""

    code = models.SlugField(
        _("code"),
        max_length=20,
        unique=True,
        allow_unicode=False,
        help_text=_("For example W6. It never changes: learners' progress hangs on it."),
    )
    summary = models.CharField(
        _("one sentence"), max_length=300, help_text=_("What the course gives, in one sentence.")
    )
    can_do = LineListField(
        _("afterwards you can …"),
        help_text=_("Three lines, each continuing the words “You can”. One on each line."),
    )
    prepare = LineListField(_("what to prepare"), help_text=_("One on each line."))
    introduction = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)
    picture = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(_("what the picture shows"), max_length=400, blank=True)

    audiences = ChoiceListField(_("for whom"), options=choices.AUDIENCES)
    level = models.CharField(_("level"), max_length=10, choices=choices.LEVELS, default="dasar")
    needs = ChoiceListField(_("needs it serves"), options=choices.NEEDS)
    minutes = models.PositiveIntegerField(
        _("minutes"), default=0, help_text=_("All lessons together. 0: counted from the lessons.")
    )
    jp = models.PositiveSmallIntegerField(
        _("JP"), default=0, help_text=_("Lesson hours (JP) that BKPSDM has approved; 0 if none.")
    )
    min_age = models.PositiveSmallIntegerField(_("suitable from age"), null=True, blank=True)
    award = models.CharField(
        _("what one gets at the end"), max_length=12, choices=choices.AWARDS, default="none"
    )
    keywords = LineListField(
        _("words people would type"),
        help_text=_("Everyday words and misspellings, one on each line."),
    )

    pillar_skills = models.PositiveSmallIntegerField(_("Cakap, percent"), default=0)
    pillar_ethics = models.PositiveSmallIntegerField(_("Etika, percent"), default=0)
    pillar_culture = models.PositiveSmallIntegerField(_("Budaya, percent"), default=0)
    pillar_safety = models.PositiveSmallIntegerField(_("Aman, percent"), default=0)
    digcomp = ChoiceListField(_("DigComp areas"), options=choices.DIGCOMP_AREAS)
    asn_domains = ChoiceListField(_("domains of the ASN index"), options=choices.ASN_DOMAINS)
    informatika_phase = models.CharField(
        _("Informatika phase"), max_length=1, choices=choices.PHASES, blank=True, default=""
    )
    informatika_elements = ChoiceListField(
        _("Informatika elements"), options=choices.INFORMATIKA_ELEMENTS
    )
    kka_elements = LineListField(_("KKA elements"), help_text=_("One on each line."))
    graduate_profile = LineListField(
        _("dimensions of the graduate profile"), help_text=_("One on each line.")
    )

    author = models.CharField(_("written by"), max_length=160, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=160, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    exception_reason = models.TextField(
        _("reason for publishing without a quiz or a source"),
        blank=True,
        help_text=_(
            "Only needed when the course has no published quiz, or a lesson names no source."
        ),
    )

    template = "cms/course.html"
    parent_page_types = ["cms.CataloguePage"]
    subpage_types = ["cms.LessonPage", "cms.QuizPage"]
    private_page_options: list[str] = []
    admin_default_ordering = "ord"

    base_form_class = CourseForm
    writing_panels = [
        title_panel(),
        code_panel(),
        FieldPanel("summary"),
        FieldPanel("can_do"),
        FieldPanel("prepare"),
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        InlinePanel("services", heading=_("Service cards"), label=_("Service card")),
        MultiFieldPanel(
            [
                FieldPanel("author"),
                FieldRowPanel([FieldPanel("checked_by"), FieldPanel("checked_on")]),
                FieldPanel("exception_reason"),
            ],
            heading=_("Who wrote it and who checked it"),
        ),
    ]
    catalogue_panels = [
        FieldPanel("audiences"),
        FieldPanel("level"),
        FieldPanel("needs"),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("jp"), FieldPanel("min_age")]),
        FieldPanel("award"),
        FieldPanel("keywords"),
    ]
    framework_panels = [
        MultiFieldPanel(
            [
                FieldPanel("pillar_skills"),
                FieldPanel("pillar_ethics"),
                FieldPanel("pillar_culture"),
                FieldPanel("pillar_safety"),
            ],
            heading=_("Four pillars, together 100"),
        ),
        FieldPanel("digcomp"),
        FieldPanel("asn_domains"),
        MultiFieldPanel(
            [
                FieldPanel("informatika_phase"),
                FieldPanel("informatika_elements"),
                FieldPanel("kka_elements"),
                FieldPanel("graduate_profile"),
            ],
            heading=_("School"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(writing_panels, heading=_("Text of the course")),
            ObjectList(catalogue_panels, heading=_("Catalogue")),
            ObjectList(framework_panels, heading=_("Frameworks")),
            ObjectList([FieldPanel("slug"), PublishingPanel()], heading=_("Address and time")),
        ]
    )

    @property
    def short_path(self) -> str:
        """Return the address that fits into a message and onto paper; it stays when the title changes."""
        return f"/b/{self.code.lower()}/"

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def pillars(self) -> dict[str, int]:
        """Return the weights of the four pillars in percent."""
        return {
            "cakap": self.pillar_skills,
            "etika": self.pillar_ethics,
            "budaya": self.pillar_culture,
            "aman": self.pillar_safety,
        }


class CourseService(Orderable):
    """A service card that belongs to a course."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="services")
    card = models.ForeignKey(
        "cms.ServiceCard", models.CASCADE, related_name="+", verbose_name=_("service card")
    )

    panels = [FieldPanel("card")]

    class Meta(Orderable.Meta):
        verbose_name = _("service card of a course")
        verbose_name_plural = _("service cards of a course")
