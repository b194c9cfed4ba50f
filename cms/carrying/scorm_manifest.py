"""imsmanifest.xml of SCORM 1.2 (ADL Content Aggregation Model 1.2, 2.3): pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from courses.quizzes.domain.exchange.markup import one_line

MANIFEST = "imsmanifest.xml"
SPACE = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
SHARED = "BERSAMA"
# CAM 2.3.4: the smallest permitted maximum of a title.
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Unit:
    """A page that talks to the LMS (a SCO); `mastery` is what of 100 it takes to pass it."""

    title: str
    path: str
    files: tuple[str, ...] = ()
    mastery: int | None = None


def manifest(identifier: str, title: str, units: Sequence[Unit], shared: Sequence[str]) -> bytes:
    """Return the manifest of these units, which all use the shared files."""
    root = Element(
        "manifest",
        {"identifier": identifier, "version": "1.0", "xmlns": SPACE, "xmlns:adlcp": ADL},
    )
    metadata = SubElement(root, "metadata")
    _text(metadata, "schema", "ADL SCORM")
    _text(metadata, "schemaversion", "1.2")
    organizations = SubElement(root, "organizations", {"default": "KURSUS"})
    organization = SubElement(organizations, "organization", {"identifier": "KURSUS"})
    _text(organization, "title", title)
    resources = SubElement(root, "resources")
    for number, unit in enumerate(units, start=1):
        _item(organization, number, unit)
        _resource(resources, number, unit)
    bundle = SubElement(
        resources,
        "resource",
        {"identifier": SHARED, "type": "webcontent", "adlcp:scormtype": "asset"},
    )
    for path in shared:
        SubElement(bundle, "file", {"href": path})
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _item(organization: Element, number: int, unit: Unit) -> None:
    item = SubElement(
        organization,
        "item",
        {
            "identifier": f"BAGIAN-{number}",
            "identifierref": f"HALAMAN-{number}",
            "isvisible": "true",
        },
    )
    _text(item, "title", unit.title)
    if unit.mastery is not None:
        _text(item, "adlcp:masteryscore", str(unit.mastery))


def _resource(resources: Element, number: int, unit: Unit) -> None:
    resource = SubElement(
        resources,
        "resource",
        {
            "identifier": f"HALAMAN-{number}",
            "type": "webcontent",
            "adlcp:scormtype": "sco",
            "href": unit.path,
        },
    )
    for path in (unit.path, *unit.files):
        SubElement(resource, "file", {"href": path})
    SubElement(resource, "dependency", {"identifierref": SHARED})


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = one_line(words)[:LONGEST_TITLE]
