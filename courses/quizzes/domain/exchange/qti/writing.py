"""Write a question as an item of QTI, in the words of 2.1."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element

from courses.quizzes.domain.exchange.markup import (
    elements_of,
    html_of_text,
    one_line,
    words_of_html,
)
from courses.quizzes.domain.exchange.parcels import letter
from courses.quizzes.domain.exchange.qti.building import (
    element,
    lines,
    outcome,
    value,
    variable,
)
from courses.quizzes.domain.exchange.rubrics import html_of_reason_and_rubric, table_of
from courses.quizzes.domain.specs import QuestionSpec

ADDRESS_OF_PICTURES = "../"


@dataclass
class Item:
    """The parts of an item that its kind decides."""

    declarations: list[Element] = field(default_factory=list)
    body: list[Element] = field(default_factory=list)
    processing: list[Element] = field(default_factory=list)


def identifier_of(question: QuestionSpec) -> str:
    """Return the name of the item as XML allows it."""
    return "i_" + re.sub(r"[^A-Za-z0-9_.-]", "_", question.ref)


def item_of(question: QuestionSpec, parts: Item) -> Element:
    """Return the whole item."""
    said = [option for option in question.options if option.feedback]
    processing = list(parts.processing)
    outcomes = [_score()]
    if said:
        outcomes.append(_outcome("FEEDBACK", "multiple"))
        processing.append(outcome("FEEDBACK", _as_several(question)))
    if question.feedback:
        outcomes.append(_outcome("SOLUTION", "single"))
        processing.append(outcome("SOLUTION", value("identifier", "said")))
    after = [element("responseProcessing", *processing)] if processing else []
    if question.feedback:
        after.append(
            element(
                "modalFeedback",
                *elements_of(html_of_text(question.feedback)),
                outcomeIdentifier="SOLUTION",
                identifier="said",
                showHide="show",
            )
        )
    return element(
        "assessmentItem",
        *parts.declarations,
        *outcomes,
        element("itemBody", *_body(question, parts)),
        *after,
        identifier=identifier_of(question),
        title=words_of_html(question.text_html)[:120] or question.ref,
        label=question.ref,
        adaptive="false",
        timeDependent="false",
    )


def picture_of(question: QuestionSpec) -> list[Element]:
    """Return the picture in a paragraph, if there is one."""
    if not question.picture or question.kind == "hotspot":
        return []
    address = f"{ADDRESS_OF_PICTURES}{question.picture}"
    return [element("p", element("img", src=address, alt=question.picture_alt))]


def choices(question: QuestionSpec) -> list[Element]:
    """Return the options, each with what is said about it."""
    return [
        _choice(
            name, option.text or {"true": "Benar", "false": "Salah"}[option.id], option.feedback
        )
        for name, option in zip(names_of(question), question.options, strict=True)
    ]


def names_of(question: QuestionSpec) -> list[str]:
    """Return the names of the options in the item."""
    if question.kind == "true_false":
        return [option.id for option in question.options]
    return [letter(place) for place in range(len(question.options))]


def _choice(name: str, text: str, feedback: str) -> Element:
    made = element("simpleChoice", text=one_line(text), identifier=name)
    if feedback:
        inline = element(
            "feedbackInline", outcomeIdentifier="FEEDBACK", identifier=name, showHide="show"
        )
        made.append(lines(inline, feedback))
    return made


def _body(question: QuestionSpec, parts: Item) -> list[Element]:
    body = [*elements_of(question.text_html), *picture_of(question), *parts.body]
    if question.rubric:
        body.append(_for_markers(table_of(question.rubric), "rubric"))
    if question.reason:
        body.append(
            _for_markers(
                element("div", *elements_of(html_of_reason_and_rubric(question.reason, ()))),
                "reason",
            )
        )
    return body


def _for_markers(block: Element, name: str) -> Element:
    made = element("rubricBlock", view="scorer")
    made.set("class", name)
    made.append(block)
    return made


def _score() -> Element:
    zero = element("defaultValue", element("value", text="0"))
    return element(
        "outcomeDeclaration", zero, identifier="SCORE", cardinality="single", baseType="float"
    )


def _outcome(name: str, cardinality: str) -> Element:
    return element(
        "outcomeDeclaration", identifier=name, cardinality=cardinality, baseType="identifier"
    )


def _as_several(question: QuestionSpec) -> Element:
    if question.kind in {"single", "true_false"}:
        return element("multiple", variable())
    if question.kind == "ordering":
        places = [element("index", variable(), n=str(n + 1)) for n in range(len(question.options))]
        return element("multiple", *places)
    return variable()


def decimal(number: Decimal) -> str:
    """Return a number without an exponent."""
    return f"{number:f}"
