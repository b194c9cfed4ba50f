"""A quiz: rules and questions."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.fields import StreamField

from cms.blocks import QuestionsBlock
from cms.editors.forms import QuizForm
from cms.editors.panels import code_panel, title_panel
from cms.models.keyed import StaysInItsCourse


class QuizPage(StaysInItsCourse):
    """A quiz as an editor writes it. Its key never changes: attempts hang on it."""

    class Mode(models.TextChoices):
        PRACTICE = "practice", _("practice")
        TEST = "test", _("test")

    class Feedback(models.TextChoices):
        IMMEDIATE = "immediate", _("after each answer")
        AFTER = "after", _("at the end")
        NEVER = "never", _("never: only the score of each part")

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=60, help_text=_("For example W6-akhir."))
    instructions = models.TextField(_("instructions"), blank=True)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, default=Mode.PRACTICE)
    feedback = models.CharField(
        _("feedback"), max_length=10, choices=Feedback, default=Feedback.IMMEDIATE
    )
    pass_count = models.PositiveSmallIntegerField(
        _("right answers needed"),
        null=True,
        blank=True,
        help_text=_("Fill in this or the percentage."),
    )
    pass_percent = models.PositiveSmallIntegerField(_("percent needed"), null=True, blank=True)
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"), null=True, blank=True, help_text=_("Empty: as many as one likes.")
    )
    wait_hours = models.PositiveSmallIntegerField(
        _("hours to wait before the next attempt"), null=True, blank=True
    )
    minutes_allowed = models.PositiveSmallIntegerField(
        _("minutes allowed"), null=True, blank=True, help_text=_("Empty: as long as one likes.")
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    draw_easy = models.PositiveSmallIntegerField(_("easy questions"), null=True, blank=True)
    draw_medium = models.PositiveSmallIntegerField(_("medium questions"), null=True, blank=True)
    draw_hard = models.PositiveSmallIntegerField(_("hard questions"), null=True, blank=True)
    questions = StreamField(QuestionsBlock(), verbose_name=_("questions"), blank=True)

    template = "cms/quiz.html"
    parent_page_types = ["cms.CoursePage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []

    base_form_class = QuizForm
    content_panels = [
        title_panel(),
        code_panel(),
        FieldPanel("instructions"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("mode"), FieldPanel("feedback")]),
                FieldRowPanel([FieldPanel("pass_count"), FieldPanel("pass_percent")]),
                FieldRowPanel([FieldPanel("attempts_allowed"), FieldPanel("wait_hours")]),
            ],
            heading=_("Rules"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("minutes_allowed"),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            ],
            heading=_("Time"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("draw_easy"),
                        FieldPanel("draw_medium"),
                        FieldPanel("draw_hard"),
                    ]
                ),
            ],
            heading=_("Draw a paper of its own for everybody"),
            help_text=_(
                "How many questions of each level everybody gets, drawn from those below. "
                "All empty: everybody gets all questions."
            ),
            classname="collapsed",
        ),
        FieldPanel("questions"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Quiz")),
            ObjectList([FieldPanel("slug"), PublishingPanel()], heading=_("Address and time")),
        ]
    )

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pass_percent__isnull=True) | models.Q(pass_percent__lte=100),
                name="pass_percent_up_to_100",
            )
        ]
