"""A question that stands in a bank and is used here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.editors.question_choosing import question_chooser

Chooser: Any = question_chooser.get_block_class("BankedQuestionChooser", "cms.blocks.banked")


class BankedQuestionBlock(Chooser):
    """One question of a bank, as its newest version reads when the quiz is published."""

    class Meta:
        label = _("From the bank")
        icon = "folder-open-inverse"
