"""A lesson: one skill, one practice, one proof to keep."""

import uuid

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

from cms.blocks import LessonBlock
from cms.editors.forms import LessonForm
from cms.editors.panels import ChecksPanel, title_panel
from cms.models.keyed import StaysInItsCourse
from cms.models.previewing import PreviewModes

# Enough of a lesson's key to tell it from the others, and little enough to type.
SHORT = 8


def lesson_pattern() -> list[tuple[str, dict[str, object]]]:
    """Return the blocks that a new lesson begins with: the pattern that every lesson follows.

    Every value is given: the editor would write what is left out as the word "undefined".
    """
    return [
        ("story", {"title": "", "text": ""}),
        ("steps", {"title": "", "steps": ["", "", ""]}),
        (
            "practice_spot",
            {
                "id": "latihan-1",
                "title": str(_("Try it now")),
                "instructions": "",
                "message": "",
                "enough": None,
                "options": [{"text": "", "correct": False, "feedback": ""} for _place in range(3)],
                "feedback": "",
            },
        ),
        ("remember", {"points": ["", "", ""]}),
        ("stuck", {"title": str(_("If you are stuck")), "text": ""}),
        ("face_to_face", {"text": ""}),
    ]


class LessonPage(PreviewModes, StaysInItsCourse):
    """A lesson as an editor writes it. Its key never changes: learners' progress hangs on it."""

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    goal = models.CharField(
        _("goal in one sentence"),
        max_length=300,
        help_text=_("It begins with “Afterwards you can”."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=7, help_text=_("Citizens 5–10, civil servants 15–30.")
    )
    body = StreamField(LessonBlock(), verbose_name=_("lesson"), blank=True, default=lesson_pattern)
    source = models.CharField(
        _("source"), max_length=500, blank=True, help_text=_("Where the facts come from.")
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    template = "cms/lesson.html"
    parent_page_types = ["cms.CoursePage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []

    base_form_class = LessonForm
    content_panels = [
        title_panel(),
        ChecksPanel(),
        FieldPanel("goal"),
        FieldPanel("minutes"),
        FieldPanel("body"),
        FieldRowPanel([FieldPanel("source"), FieldPanel("checked_on")]),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Lesson")),
            ObjectList([FieldPanel("slug"), PublishingPanel()], heading=_("Address and time")),
        ]
    )

    @property
    def short_path(self) -> str:
        """Return the address that fits into a message and onto paper; it stays when the page moves."""
        return f"/b/{self.key.hex[:SHORT]}/"

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
