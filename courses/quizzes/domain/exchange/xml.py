"""XML read without trusting it, and written."""

from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.markup import without_control_signs
from courses.quizzes.domain.exchange.parcels import ExchangeRefused

MOST_BYTES = 60 * 1024 * 1024
DEEPEST = 100


def read_xml(content: bytes) -> Element:
    """Return the root of an XML document. Raises ExchangeRefused.

    A document type with entities, the way in for bombs and for files of the server, is refused.
    """
    if len(content) > MOST_BYTES:
        raise ExchangeRefused(_("The file is too large. Split it into several."))
    try:
        root: Element = ElementTree.fromstring(content.lstrip(), forbid_dtd=False)
    except DefusedXmlException as error:
        raise ExchangeRefused(
            _("The file defines entities of its own. Such files can do harm, so it was not read.")
        ) from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ExchangeRefused(
            _("The file is not well-formed XML, or in another encoding than it says (%(error)s).")
            % {"error": error}
        ) from error
    _check_depth(root)
    return root


def name_of(element: Element) -> str:
    """Return the name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: Element, *names: str) -> Element | None:
    """Return the first child, grandchild and so on along these names, whatever the namespace."""
    found: Element | None = element
    for name in names:
        found = (
            next((one for one in found if name_of(one) == name), None)
            if found is not None
            else None
        )
    return found


def children(element: Element, name: str) -> list[Element]:
    """Return the children of this name, whatever the namespace."""
    return [one for one in element if name_of(one) == name]


def descendants(element: Element, *names: str) -> list[Element]:
    """Return everything of these names at any depth, whatever the namespace."""
    return [one for one in element.iter() if name_of(one) in names]


def text_at(element: Element, *names: str) -> str:
    """Return the words of the element at this path, or nothing."""
    found = child(element, *names)
    return "" if found is None else "".join(found.itertext())


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Append an element with these words and attributes, and return it."""
    made = SubElement(
        parent, name, {key: without_control_signs(value) for key, value in attributes.items()}
    )
    if text:
        made.text = without_control_signs(text)
    return made


def xml_bytes(root: Element, *, indented: bool = True) -> bytes:
    """Return the document as UTF-8."""
    if indented:
        indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _check_depth(root: Element) -> None:
    level = [root]
    for _depth in range(DEEPEST):
        level = [inner for element in level for inner in element]
        if not level:
            return
    raise ExchangeRefused(_("The file is nested too deeply to be a file of questions."))


register_namespace("xsi", "http://www.w3.org/2001/XMLSchema-instance")
