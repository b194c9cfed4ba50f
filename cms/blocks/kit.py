"""The parts of a workshop's kit, as an editor writes them."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)

PART_KINDS = [
    ("steps", _("Numbered steps")),
    ("points", _("Points")),
    ("text", _("Text")),
    ("boxes", _("Boxes to tick")),
    ("lines", _("Questions with lines to write on")),
]


class RunStepBlock(StructBlock):
    """What happens in five minutes."""

    minute = IntegerBlock(label=_("From minute"), min_value=0, max_value=600)
    title = CharBlock(label=_("What"), max_length=80)
    trainer = TextBlock(label=_("The trainer"), rows=2)
    people = TextBlock(label=_("The people"), rows=2, required=False)
    material = CharBlock(label=_("Material"), max_length=120, required=False)

    class Meta:
        label = _("Step")
        icon = "time"


class ScreenBlock(StructBlock):
    """One page on the wall."""

    title = CharBlock(label=_("Heading"), max_length=70)
    lines = ListBlock(
        CharBlock(label=_("Line"), max_length=90),
        label=_("Lines"),
        max_num=5,
        default=[],
        min_num=0,
        help_text=_("At most five short lines: people read them from the last row."),
    )
    note = TextBlock(label=_("What the trainer says with it"), rows=2, required=False)

    class Meta:
        label = _("Page")
        icon = "desktop"


class PartBlock(StructBlock):
    """A heading with lines of one kind."""

    title = CharBlock(label=_("Heading"), max_length=90)
    kind = ChoiceBlock(PART_KINDS, label=_("How it is shown"))
    lines = ListBlock(CharBlock(label=_("Line"), max_length=300), label=_("Lines"), min_num=1)

    class Meta:
        label = _("Part")
        icon = "doc-full"


class SheetBlock(StructBlock):
    """One sheet to work on."""

    title = CharBlock(label=_("Title"), max_length=90)
    parts = ListBlock(PartBlock(), label=_("Parts"), min_num=1)

    class Meta:
        label = _("Sheet")
        icon = "doc-empty"


class PurchaseBlock(StructBlock):
    """One line of the shopping list."""

    what = CharBlock(label=_("What"), max_length=90)
    amount = CharBlock(label=_("How much"), max_length=40)
    price = CharBlock(
        label=_("Price"),
        max_length=40,
        required=False,
        help_text=_("Leave it empty when prices differ from place to place."),
    )
    free_way = CharBlock(label=_("If there is none"), max_length=120, required=False)

    class Meta:
        label = _("Purchase")
        icon = "list-ul"


def stream_of(name: str, block: StructBlock) -> StreamBlock:
    """Return a stream of one kind of block."""
    return StreamBlock([(name, block)])
