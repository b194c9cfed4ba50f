"""The questions of a quiz, as an editor writes them: one block for each kind."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    DecimalBlock,
    IntegerBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.banked import BankedQuestionBlock

DIFFICULTIES = [("mudah", _("easy")), ("sedang", _("medium")), ("sulit", _("hard"))]
BLOOM = [("ingat", _("remember")), ("terapkan", _("apply")), ("analisis", _("analyse"))]
DOMAINS = [(str(number), str(number)) for number in range(1, 6)]
PILLARS = [
    ("cakap", _("digital skills")),
    ("etika", _("digital ethics")),
    ("budaya", _("digital culture")),
    ("aman", _("digital safety")),
]
ELEMENTS = [
    ("BK", _("BK Computational thinking")),
    ("LD", _("LD Digital literacy")),
    ("AD", _("AD Data analysis")),
    ("AP", _("AP Algorithms and programming")),
]
PARTIAL = [("none", _("all or nothing")), ("share", _("a share for what is right"))]
SHAPES = [("circle", _("circle")), ("rect", _("rectangle")), ("polygon", _("many corners"))]
RICH = ["bold", "italic", "ol", "ul", "link", "code"]


class QuestionBlock(StructBlock):
    """What every question has."""

    ref = CharBlock(
        label=_("Reference"),
        max_length=60,
        help_text=_("For example W6-01. It stays when the words change."),
    )
    text = TextBlock(label=_("Question"), rows=3)
    more = RichTextBlock(
        label=_("What is read with it"),
        features=RICH,
        required=False,
        help_text=_("A message, a list or a small story that the question is about."),
    )
    picture = ImageChooserBlock(label=_("Picture"), required=False)
    alt = CharBlock(label=_("What the picture shows"), max_length=400, required=False)
    feedback = TextBlock(label=_("What is said afterwards"), required=False, rows=2)
    difficulty = ChoiceBlock(label=_("Difficulty"), choices=DIFFICULTIES, required=False)
    bloom = ChoiceBlock(label=_("What it asks for"), choices=BLOOM, required=False)
    pilar = ChoiceBlock(label=_("Pillar"), choices=PILLARS, required=False)
    domain = ChoiceBlock(label=_("Domain of the ASN index"), choices=DOMAINS, required=False)
    element = ChoiceBlock(label=_("Informatika element"), choices=ELEMENTS, required=False)
    kka_element = CharBlock(label=_("KKA element"), max_length=60, required=False)
    competency = CharBlock(label=_("Competency"), max_length=160, required=False)
    lesson_slug = CharBlock(
        label=_("Lesson to learn it from"),
        max_length=80,
        required=False,
        help_text=_("The last part of the lesson's address."),
    )
    reason = TextBlock(
        label=_("Why this is right"),
        required=False,
        rows=2,
        help_text=_("For reviewers. Learners do not see it."),
    )


def partial_block() -> ChoiceBlock:
    """Return the rule for an answer that is right in part; the taker is told."""
    return ChoiceBlock(
        label=_("An answer that is right in part"), choices=PARTIAL, default="none", required=False
    )


class OptionBlock(StructBlock):
    """One answer to choose."""

    text = CharBlock(label=_("Text"), max_length=300)
    correct = BooleanBlock(label=_("Right"), required=False)
    feedback = TextBlock(label=_("What is said about it"), required=False, rows=2)


class SingleQuestionBlock(QuestionBlock):
    """One answer is right."""

    options = ListBlock(OptionBlock(label=_("Answer")), label=_("Answers"), min_num=2)

    class Meta:
        label = _("One answer")
        icon = "radio-full"


class SeveralQuestionBlock(QuestionBlock):
    """Several answers are right."""

    options = ListBlock(OptionBlock(label=_("Answer")), label=_("Answers"), min_num=2)
    partial = partial_block()

    class Meta:
        label = _("Several answers")
        icon = "tick-inverse"


class TrueFalseQuestionBlock(QuestionBlock):
    """A statement that is true or false."""

    answer = ChoiceBlock(
        label=_("The statement is"), choices=[("benar", _("true")), ("salah", _("false"))]
    )

    class Meta:
        label = _("True or false")
        icon = "resubmit"


class OrderingQuestionBlock(QuestionBlock):
    """Things to put in order."""

    order = ListBlock(CharBlock(max_length=300), label=_("In the right order"), min_num=2)
    partial = partial_block()

    class Meta:
        label = _("Put in order")
        icon = "order"


class NumberBlock(StructBlock):
    """One number that is right."""

    value = DecimalBlock(label=_("Number"))
    tolerance = DecimalBlock(label=_("Give or take"), required=False, min_value=0)
    unit = CharBlock(
        label=_("Unit"),
        max_length=20,
        required=False,
        help_text=_("Empty: no unit is asked. For example MB."),
    )


class NumericQuestionBlock(QuestionBlock):
    """A number, within a tolerance."""

    numeric = ListBlock(NumberBlock(label=_("Number")), label=_("Accepted numbers"), min_num=1)

    class Meta:
        label = _("Number")
        icon = "decimal"


class ShortQuestionBlock(QuestionBlock):
    """A few typed words."""

    accepted = ListBlock(
        CharBlock(max_length=200),
        label=_("Accepted words"),
        min_num=1,
        help_text=_("All ways of writing it that are right. Spaces never count."),
    )
    case_sensitive = BooleanBlock(label=_("Capital letters count"), required=False)
    typing_mistakes = IntegerBlock(
        label=_("Typing mistakes forgiven"), min_value=0, max_value=3, required=False
    )

    class Meta:
        label = _("Short text")
        icon = "pilcrow"


class PairBlock(StructBlock):
    """Two things that belong together."""

    left = CharBlock(
        label=_("Left"),
        max_length=300,
        required=False,
        help_text=_("Leave it empty for a right side that belongs to nothing."),
    )
    right = CharBlock(label=_("Right"), max_length=300)


class MatchingQuestionBlock(QuestionBlock):
    """Match what belongs together."""

    pairs = ListBlock(PairBlock(label=_("Pair")), label=_("Pairs"), min_num=2)
    partial = partial_block()

    class Meta:
        label = _("Matching")
        icon = "link"


class BlankBlock(StructBlock):
    """One blank of the text."""

    name = CharBlock(label=_("Name in the text"), max_length=40, help_text=_("For [[1]] write 1."))
    accepted = ListBlock(CharBlock(max_length=200), label=_("Right here"), min_num=1)
    choices = ListBlock(
        CharBlock(max_length=200),
        label=_("To choose from"),
        default=[],
        help_text=_("Empty: the words are typed. Otherwise with the right ones among them."),
    )


class BlanksQuestionBlock(QuestionBlock):
    """A text with blanks."""

    blank_text = TextBlock(
        label=_("Text with blanks"), rows=4, help_text=_("Write [[1]] where the first blank is.")
    )
    blanks = ListBlock(BlankBlock(label=_("Blank")), label=_("Blanks"), min_num=1)
    partial = partial_block()

    class Meta:
        label = _("Fill in the blanks")
        icon = "edit"


class GroupBlock(StructBlock):
    """A group and what belongs in it."""

    title = CharBlock(label=_("Group"), max_length=120)
    items = ListBlock(CharBlock(max_length=300), label=_("What belongs in it"), min_num=1)


class CategoriseQuestionBlock(QuestionBlock):
    """Sort things into groups."""

    groups = ListBlock(GroupBlock(label=_("Group")), label=_("Groups"), min_num=2)
    partial = partial_block()

    class Meta:
        label = _("Sort into groups")
        icon = "list-ul"


class AreaBlock(StructBlock):
    """A part of the picture."""

    label = CharBlock(label=_("What is there"), max_length=160)
    shape = ChoiceBlock(label=_("Shape"), choices=SHAPES, default="rect")
    points = CharBlock(
        label=_("Place"),
        max_length=400,
        help_text=_(
            "Numbers from 0 to 1000 of the width and height. Rectangle: left, top, right, bottom. "
            "Circle: x, y, radius. Many corners: x, y of each."
        ),
    )
    correct = BooleanBlock(label=_("Right"), required=False)


class HotspotQuestionBlock(QuestionBlock):
    """Point at a part of the picture."""

    areas = ListBlock(AreaBlock(label=_("Area")), label=_("Areas"), min_num=1)

    class Meta:
        label = _("Point at the picture")
        icon = "crosshairs"


class LevelBlock(StructBlock):
    """One level of a row of a rubric."""

    points = IntegerBlock(label=_("Points"), min_value=0, max_value=100)
    text = CharBlock(label=_("What it looks like"), max_length=300)


class RubricRowBlock(StructBlock):
    """What a marker looks at."""

    title = CharBlock(label=_("What is looked at"), max_length=160)
    levels = ListBlock(LevelBlock(label=_("Level")), label=_("Levels"), min_num=2)


class EssayQuestionBlock(QuestionBlock):
    """A text that a person marks."""

    rubric = ListBlock(RubricRowBlock(label=_("Row")), label=_("Rubric"), min_num=1)
    max_words = IntegerBlock(
        label=_("At most so many words"), min_value=1, max_value=2000, required=False
    )

    class Meta:
        label = _("Essay")
        icon = "doc-full"


# The block of each kind, by the names of Question.Kind.
KINDS: dict[str, type[QuestionBlock]] = {
    "single": SingleQuestionBlock,
    "several": SeveralQuestionBlock,
    "true_false": TrueFalseQuestionBlock,
    "ordering": OrderingQuestionBlock,
    "numeric": NumericQuestionBlock,
    "short": ShortQuestionBlock,
    "matching": MatchingQuestionBlock,
    "blanks": BlanksQuestionBlock,
    "categorise": CategoriseQuestionBlock,
    "hotspot": HotspotQuestionBlock,
    "essay": EssayQuestionBlock,
}


class QuestionsBlock(StreamBlock):
    """All questions of a quiz."""

    single = SingleQuestionBlock()
    several = SeveralQuestionBlock()
    true_false = TrueFalseQuestionBlock()
    ordering = OrderingQuestionBlock()
    numeric = NumericQuestionBlock()
    short = ShortQuestionBlock()
    matching = MatchingQuestionBlock()
    blanks = BlanksQuestionBlock()
    categorise = CategoriseQuestionBlock()
    hotspot = HotspotQuestionBlock()
    essay = EssayQuestionBlock()
    banked = BankedQuestionBlock()
