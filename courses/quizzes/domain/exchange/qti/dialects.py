"""The words of QTI 2.1 and of QTI 3.0."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from courses.quizzes.domain.exchange.xml import name_of

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
HTML = {
    *("p", "br", "strong", "em", "b", "i", "sub", "sup", "code", "pre", "ul", "ol", "li"),
    *("table", "thead", "tbody", "tr", "th", "td", "div", "span", "img", "object", "a"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "caption", "hr", "u", "math"),
}
WRAPPED_IN_3 = {"modalFeedback", "rubricBlock"}
# Elements of HTML that QTI does not have are spans of this class.
SPANS = {"u": "underline"}


@dataclass(frozen=True)
class Dialect:
    """One version of QTI: its namespaces, and how its package names things."""

    version: str
    items: str
    items_at: str
    manifest: str
    item_type: str
    schema: str
    schema_version: str
    has_hyphens: bool


QTI_21 = Dialect(
    "2.1",
    "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    "imsqti_item_xmlv2p1",
    "QTIv2.1 Package",
    "1.0.0",
    has_hyphens=False,
)
QTI_30 = Dialect(
    "3.0",
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    "imsqti_item_xmlv3p0",
    "QTI Package",
    "3.0.0",
    has_hyphens=True,
)


def in_dialect(element: Element, dialect: Dialect) -> Element:
    """Return the item, written in the words of 2.1, in those of the dialect."""
    name = str(element.tag)
    made = Element(f"{{{dialect.items}}}{_outer_name(name, dialect)}")
    for key, value in element.items():
        is_html = name in HTML
        made.set(_hyphened(key) if dialect.has_hyphens and not is_html else key, value)
    if name in SPANS:
        made.set("class", SPANS[name])
    inside = [in_dialect(one, dialect) for one in element]
    holder = made
    if dialect.has_hyphens and name in WRAPPED_IN_3:
        holder = Element(f"{{{dialect.items}}}qti-content-body")
        made.append(holder)
    holder.text, made.tail = element.text, element.tail
    holder.extend(inside)
    return made


def in_our_words(element: Element) -> Element:
    """Return any item in the words of 2.1, without namespaces."""
    name = _inner_name(name_of(element))
    is_html = name in HTML
    made = Element(name)
    for key, value in element.items():
        plain = key.rpartition("}")[2]
        made.set(plain if is_html or plain.startswith("data-") else _joined(plain), value)
    if name == "span" and made.get("class") in SPANS.values():
        made.tag = next(tag for tag, words in SPANS.items() if words == made.get("class"))
        made.attrib.clear()
    made.text, made.tail = element.text, element.tail
    for one in element:
        if isinstance(one.tag, str):
            _append(made, in_our_words(one))
        else:
            _append_words(made, one.tail or "")
    return made


def _append(parent: Element, made: Element) -> None:
    """Append the element; what only wraps others in 3.0 goes away."""
    if made.tag != "contentBody":
        parent.append(made)
        return
    _append_words(parent, made.text or "")
    parent.extend(made)
    _append_words(parent, made.tail or "")


def _append_words(parent: Element, words: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def _outer_name(name: str, dialect: Dialect) -> str:
    if name in SPANS:
        return "span"
    if name in HTML or not dialect.has_hyphens:
        return name
    return f"qti-{_hyphened(name)}"


def _inner_name(name: str) -> str:
    return _joined(name.removeprefix("qti-")) if name.startswith("qti-") else name


def _hyphened(name: str) -> str:
    return CAPITAL.sub("-", name).lower()


def _joined(name: str) -> str:
    return re.sub(r"-([a-z0-9])", lambda found: found[1].upper(), name)
