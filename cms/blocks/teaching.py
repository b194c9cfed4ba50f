"""What a teacher needs beside a lesson: on its page, but no part of what learners read."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, StructBlock, TextBlock

from cms.blocks.texts import prose_block, sentence_block


class TeachingStepBlock(StructBlock):
    """A part of the hour."""

    minutes = IntegerBlock(label=_("Minutes"), min_value=1, max_value=180)
    activity = sentence_block(label=_("What teacher and pupils do"))


class RubricRowBlock(StructBlock):
    """One criterion of a project and its four levels."""

    criterion = CharBlock(label=_("Criterion"), max_length=120)
    beginning = CharBlock(label=_("Beginning"), max_length=300)
    adequate = CharBlock(label=_("Adequate"), max_length=300)
    proficient = CharBlock(label=_("Proficient"), max_length=300)
    advanced = CharBlock(label=_("Excellent"), max_length=300)


class TeacherSheetBlock(StructBlock):
    """The teacher's sheet of a school lesson; the search and readability leave it out."""

    goal = TextBlock(label=_("Learning goal (TP)"), rows=2)
    with_devices = prose_block(label=_("With devices"))
    unplugged = prose_block(
        label=_("Without devices or internet"),
        help_text=_("What to prepare, and how the lesson goes with paper and a board only."),
    )
    plan = ListBlock(TeachingStepBlock(label=_("Part")), label=_("Plan of the hour"), min_num=2)
    worksheet = prose_block(label=_("Worksheet (LKPD)"))
    answers = prose_block(label=_("Answers to the worksheet"))
    criterion = prose_block(label=_("Criterion of mastery (KKTP), a suggestion"))
    rubric = ListBlock(
        RubricRowBlock(label=_("Criterion")),
        label=_("Rubric of the project"),
        default=[],
        required=False,
        min_num=0,
    )

    class Meta:
        label = _("Teacher sheet")
        icon = "clipboard-list"
        template = "cms/blocks/teacher_sheet.html"

    def get_context(
        self, value: Mapping[str, Any], parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add how long the plan takes."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        return context | {"minutes": sum(step["minutes"] or 0 for step in value["plan"])}
