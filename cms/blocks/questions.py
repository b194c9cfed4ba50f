"""The questions of a quiz, as an editor writes them."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.images.blocks import ImageChooserBlock

DIFFICULTIES = [("mudah", _("easy")), ("sedang", _("medium")), ("sulit", _("hard"))]
BLOOM = [("ingat", _("remember")), ("terapkan", _("apply")), ("analisis", _("analyse"))]
DOMAINS = [(str(number), str(number)) for number in range(1, 6)]


class QuestionBlock(StructBlock):
    """What every question has."""

    ref = CharBlock(
        label=_("Reference"),
        max_length=60,
        help_text=_("For example W6-01. It stays when the words change."),
    )
    difficulty = ChoiceBlock(label=_("Difficulty"), choices=DIFFICULTIES, required=False)
    domain = ChoiceBlock(label=_("Domain of the ASN index"), choices=DOMAINS, required=False)
    bloom = ChoiceBlock(label=_("What it asks for"), choices=BLOOM, required=False)
    lesson_slug = CharBlock(
        label=_("Lesson to learn it from"),
        max_length=80,
        required=False,
        help_text=_("The last part of the lesson's address."),
    )
    text = TextBlock(label=_("Question"), rows=3)
    picture = ImageChooserBlock(label=_("Picture"), required=False)
    alt = CharBlock(label=_("What the picture shows"), max_length=400, required=False)
    feedback = TextBlock(label=_("What is said afterwards"), required=False, rows=2)
    reason = TextBlock(
        label=_("Why this is right"),
        required=False,
        rows=2,
        help_text=_("For reviewers. Learners do not see it."),
    )


class OptionBlock(StructBlock):
    """One answer to choose."""

    text = CharBlock(label=_("Text"), max_length=300)
    correct = BooleanBlock(label=_("Right"), required=False)
    feedback = TextBlock(label=_("What is said about it"), required=False, rows=2)


class SingleQuestionBlock(QuestionBlock):
    """One answer is right."""

    options = ListBlock(OptionBlock(label=_("Answer")), label=_("Answers"), min_num=2, max_num=8)

    class Meta:
        label = _("One answer")
        icon = "radio-full"


class SeveralQuestionBlock(QuestionBlock):
    """Several answers are right."""

    options = ListBlock(OptionBlock(label=_("Answer")), label=_("Answers"), min_num=2, max_num=10)

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

    order = ListBlock(
        CharBlock(max_length=300), label=_("In the right order"), min_num=2, max_num=10
    )

    class Meta:
        label = _("Put in order")
        icon = "order"


class QuestionsBlock(StreamBlock):
    """All questions of a quiz."""

    single = SingleQuestionBlock()
    several = SeveralQuestionBlock()
    true_false = TrueFalseQuestionBlock()
    ordering = OrderingQuestionBlock()
