"""The blocks that a learner does: choose, put in order, fill in. None sends anything anywhere."""

import re
from abc import ABCMeta, abstractmethod
from collections.abc import Mapping
from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    StructBlock,
    TextBlock,
)

from cms.practising import Try, shuffled

IDENTIFIER_PATTERN = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
IDENTIFIER = RegexValidator(
    IDENTIFIER_PATTERN,
    _("Use small letters, digits and hyphens, for example: find-the-signs."),
)


def practice_id() -> CharBlock:
    """Return the block for a practice's id: what learners have done hangs on it."""
    return CharBlock(
        label=_("Id"),
        max_length=60,
        validators=[IDENTIFIER],
        help_text=_(
            "Never change it once the lesson is published: learners' work is kept under it."
        ),
    )


def feedback(label: object = None, *, required: bool = False) -> TextBlock:
    """Return the block for what is said after checking."""
    return TextBlock(label=label or _("What is said afterwards"), required=required, rows=2)


class AbstractBlock(type(StructBlock), ABCMeta):  # type: ignore[misc]  # the type of Wagtail's blocks
    """Lets a block have methods that every block made of it must have."""


class PracticeBlock(StructBlock, metaclass=AbstractBlock):
    """What every practice has; the try of a learner without JavaScript comes with the page's context."""

    id = practice_id()
    title = CharBlock(label=_("Title"), max_length=120)
    instructions = TextBlock(label=_("Instructions"), rows=2)

    def get_context(
        self, value: Mapping[str, Any], parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the try to mark and the parts of the practice with what was given for each."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        tried = (parent_context or {}).get("tries", {}).get(value["id"], Try())
        return context | {"tried": tried, "parts": self.parts(value, tried)}

    @abstractmethod
    def parts(self, value: Mapping[str, Any], tried: Try) -> list[dict[str, Any]]:
        """Return what the template shows one by one."""


class SpotOptionBlock(StructBlock):
    """One thing that can be chosen."""

    text = CharBlock(label=_("Text"), max_length=300)
    correct = BooleanBlock(label=_("Should be chosen"), required=False)
    feedback = feedback(_("What is said about it"))


class PracticeSpotBlock(PracticeBlock):
    """Choose what is suspicious (or fits) from a list."""

    message = TextBlock(label=_("Message to look at"), required=False, rows=4)
    enough = IntegerBlock(
        label=_("Enough when this many are found"),
        min_value=1,
        required=False,
        help_text=_("Empty: all of them."),
    )
    options = ListBlock(SpotOptionBlock(label=_("Option")), label=_("Options"), min_num=2)
    feedback = feedback()

    class Meta:
        label = _("Practice: choose")
        icon = "tick-inverse"
        template = "cms/blocks/practice_spot.html"

    def parts(self, value: Mapping[str, Any], tried: Try) -> list[dict[str, Any]]:
        """Return the options."""
        return [
            {
                "number": number,
                "option": option,
                "is_chosen": number in tried.given,
                "mark": tried.marks.get(number),
                "said": tried.said.get(number),
            }
            for number, option in enumerate(value["options"])
        ]


class PracticeOrderBlock(PracticeBlock):
    """Put steps in order with buttons."""

    order = ListBlock(
        CharBlock(label=_("Step"), max_length=300),
        label=_("Steps in the right order"),
        min_num=2,
        help_text=_("Learners get them shuffled."),
    )
    feedback = feedback()

    class Meta:
        label = _("Practice: put in order")
        icon = "order"
        template = "cms/blocks/practice_order.html"

    def parts(self, value: Mapping[str, Any], tried: Try) -> list[dict[str, Any]]:
        """Return the steps as they stand now; `place` is where each belongs."""
        steps = value["order"]
        order = tried.order or shuffled(value["id"], len(steps))
        return [
            {"number": number, "place": place, "text": steps[place], "mark": tried.marks.get(place)}
            for number, place in enumerate(order)
        ]


class FormFieldBlock(StructBlock):
    """One field of a mock form."""

    KINDS = [
        ("teks", _("short text")),
        ("panjang", _("long text")),
        ("pilihan", _("choice")),
        ("angka", _("a number")),
        ("tanggal", _("date")),
    ]

    name = CharBlock(label=_("Name"), max_length=40, validators=[IDENTIFIER])
    label = CharBlock(label=_("Question"), max_length=200)
    kind = ChoiceBlock(label=_("Kind"), choices=KINDS, default="teks")
    choices = ListBlock(
        CharBlock(max_length=200), label=_("Choices"), default=[], required=False, min_num=0
    )
    required = BooleanBlock(label=_("Must be filled in"), required=False, default=True)
    expected = CharBlock(label=_("Right answer"), required=False, max_length=200)
    avoid = ListBlock(
        CharBlock(max_length=100),
        label=_("Words that must not be written"),
        default=[],
        required=False,
        min_num=0,
        help_text=_("For example a PIN."),
    )
    feedback = feedback(_("What is said when it does not fit"))


class PracticeFormBlock(PracticeBlock):
    """Fill in a mock form; nothing is sent or kept."""

    fields = ListBlock(FormFieldBlock(label=_("Field")), label=_("Fields"), min_num=1)
    button = CharBlock(label=_("Words on the button"), max_length=60)
    result = CharBlock(label=_("What the form answers"), max_length=300)
    feedback = feedback()

    class Meta:
        label = _("Practice: fill in a form")
        icon = "form"
        template = "cms/blocks/practice_form.html"

    def parts(self, value: Mapping[str, Any], tried: Try) -> list[dict[str, Any]]:
        """Return the fields."""
        return [
            {
                "id": f"{value['id']}-{one['name']}",
                "field": one,
                "given": tried.given.get(number, ""),
                "fault": tried.said.get(number),
                "avoid": "\n".join(one["avoid"]),
            }
            for number, one in enumerate(value["fields"])
        ]
