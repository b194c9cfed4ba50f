"""A question that waits to be taken over, as the admin shows it."""

from dataclasses import dataclass
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.blocks.questions import BLOOM, DIFFICULTIES, ELEMENTS, PILLARS
from courses.quizzes.domain.exchange.blanks import with_gaps
from courses.quizzes.domain.exchange.markup import clean_html
from courses.quizzes.domain.specs import BlankSpec, QuestionSpec
from courses.quizzes.models import Question

register = template.Library()

TAGS = {
    "domain": gettext_lazy("Domain of the ASN index"),
    "difficulty": gettext_lazy("Difficulty"),
    "bloom": gettext_lazy("What it asks for"),
    "pilar": gettext_lazy("Pillar"),
    "element": gettext_lazy("Informatika element"),
    "competency": gettext_lazy("Competency"),
    "lesson": gettext_lazy("Lesson to learn it from"),
}
VALUES = {
    "difficulty": dict(DIFFICULTIES),
    "bloom": dict(BLOOM),
    "pilar": dict(PILLARS),
    "element": dict(ELEMENTS),
}


@dataclass(frozen=True)
class AnswerLine:
    """One line of what is right, or could be chosen."""

    text: str
    is_right: bool = True
    said: str = ""


@register.filter
def kind_in_words(spec: QuestionSpec) -> str:
    """Return the kind in the editor's words."""
    return str(Question.Kind(spec.kind).label)


@register.filter
def tags_in_words(spec: QuestionSpec) -> list[tuple[str, object]]:
    """Return each tag with its name and its value in the editor's words."""
    return [
        (str(TAGS.get(name, name)), VALUES.get(name, {}).get(str(value), value))
        for name, value in spec.tags.items()
    ]


@register.filter
def question_html(spec: QuestionSpec) -> SafeString:
    """Return the text of the question; cleaned once more, since it came from outside."""
    return mark_safe(clean_html(spec.text_html))  # noqa: S308 - cleaned here


@register.filter
def gaps_html(spec: QuestionSpec) -> SafeString:
    """Return the text with its gaps filled in with what is right."""
    blanks = {blank.id: blank for blank in spec.blanks}

    def filled(name: str) -> str:
        blank = blanks.get(name, BlankSpec(name, ("?",)))
        return f"<strong>[{escape(' / '.join(blank.accepted))}]</strong>"

    return mark_safe(clean_html(with_gaps(clean_html(spec.blank_text), filled)))  # noqa: S308 - cleaned here


@register.filter
def picture_address(spec: QuestionSpec, pending: UUID) -> str:
    """Return where the picture of a pending question is shown."""
    name = spec.picture.rpartition("/")[2]
    return reverse("question_exchange_picture", args=[pending, name])


@register.filter
def answer_lines(spec: QuestionSpec) -> list[AnswerLine]:
    """Return what can be answered, with what is right."""
    groups = {group.id: group.title for group in spec.groups}
    truths = {"true": _("true"), "false": _("false")}
    lines = [
        AnswerLine(
            f"{groups[option.group]}: {option.text}"
            if option.group
            else option.text or truths.get(option.id, ""),
            option.correct or spec.kind in {"ordering", "categorise"},
            option.feedback,
        )
        for option in spec.options
    ]
    lines += [
        AnswerLine(f"{key.value:f} ± {key.tolerance:f} {key.unit}".strip()) for key in spec.numeric
    ]
    lines += [AnswerLine(text) for text in (spec.text_key.accepted if spec.text_key else ())]
    lines += [
        AnswerLine(f"{pair.left or '–'} → {pair.right}", bool(pair.left)) for pair in spec.pairs
    ]
    lines += [AnswerLine(area.label or area.shape, area.correct) for area in spec.areas]
    lines += [
        AnswerLine(
            f"{row.title}: " + "; ".join(f"{points} {words}" for points, words in row.levels)
        )
        for row in spec.rubric
    ]
    return lines
