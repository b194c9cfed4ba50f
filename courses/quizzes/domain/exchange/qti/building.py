"""Short words for building items."""

from collections.abc import Iterable
from decimal import Decimal
from xml.etree.ElementTree import Element

from courses.quizzes.domain.exchange.markup import one_line, without_control_signs

RESPONSE = "RESPONSE"


def element(name: str, *inside: Element, text: str = "", **attributes: str) -> Element:
    """Return an element with these words, parts and attributes."""
    made = Element(name, {key: without_control_signs(value) for key, value in attributes.items()})
    made.text = without_control_signs(text) or None
    made.extend(inside)
    return made


def response(
    cardinality: str, base_type: str, right: Iterable[str], *more: Element, name: str = RESPONSE
) -> Element:
    """Return the declaration of a response and what is right."""
    values = [element("value", text=value) for value in right]
    correct = [element("correctResponse", *values)] if values else []
    return element(
        "responseDeclaration",
        *correct,
        *more,
        identifier=name,
        cardinality=cardinality,
        baseType=base_type,
    )


def mapping(worth: Iterable[tuple[str, Decimal | int]], **cases: str) -> Element:
    """Return what each single value is worth; together between 0 and 1."""
    entries = [
        element(
            "mapEntry",
            mapKey=value,
            mappedValue=f"{points:f}" if isinstance(points, Decimal) else str(points),
            **cases,
        )
        for value, points in worth
    ]
    return element("mapping", *entries, lowerBound="0", upperBound="1", defaultValue="0")


def share(count: int) -> Decimal:
    """Return the part of a point that one of so many is worth, rounded up so that all make a whole."""
    return (Decimal(1) / count).quantize(Decimal("0.00001"), rounding="ROUND_UP")


def variable(name: str = RESPONSE) -> Element:
    """Return what was answered."""
    return element("variable", identifier=name)


def value(base_type: str, text: str) -> Element:
    """Return a fixed value."""
    return element("baseValue", text=text, baseType=base_type)


def outcome(name: str, expression: Element) -> Element:
    """Return the setting of an outcome."""
    return element("setOutcomeValue", expression, identifier=name)


def point_if(condition: Element) -> Element:
    """Return that one point is given when the condition holds, else none."""
    return element(
        "responseCondition",
        element("responseIf", condition, outcome("SCORE", value("float", "1"))),
        element("responseElse", outcome("SCORE", value("float", "0"))),
    )


def when_right() -> Element:
    """Return that the point is given for exactly what is right."""
    return point_if(element("match", variable(), element("correct", identifier=RESPONSE)))


def as_mapped() -> Element:
    """Return that the score is what the mapping says."""
    return outcome("SCORE", element("mapResponse", identifier=RESPONSE))


def lines(holder: Element, text: str) -> Element:
    """Put the lines of a text into an element that holds no blocks."""
    first, *rest = text.split("\n")
    holder.text = without_control_signs(one_line(first))
    for line in rest:
        mark = element("br")
        mark.tail = without_control_signs(one_line(line))
        holder.append(mark)
    return holder
