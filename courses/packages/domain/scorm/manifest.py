"""imsmanifest.xml: which units there are, in which order, and what each is told when it begins.

SCORM 1.2 CAM 2.2, SCORM 2004 CAM 4.3. Namespaces differ from tool to tool and are left aside:
elements are known by their local names, which no two of the schemas use for different things.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from posixpath import normpath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from courses.packages.domain.archives.findings import Report, refuse

MANIFEST = "imsmanifest.xml"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
MOST_UNITS = 500


class Version(StrEnum):
    """The two runtimes: what a unit calls is different in each."""

    V12 = "1.2"
    V2004 = "2004"


@dataclass(frozen=True)
class Unit:
    """Something that is opened and reports (a SCO), or only opened (an asset)."""

    id: str
    title: str
    path: str
    parameters: str = ""
    reports: bool = True
    # SCORM 1.2: points of 100; SCORM 2004: a measure from -1 to 1. None when the manifest asks for none.
    mastery: float | None = None
    completion_threshold: float | None = None
    launch_data: str = ""
    time_limit: str = ""


@dataclass(frozen=True)
class Manifest:
    """What a package wants to be."""

    version: Version
    title: str
    units: tuple[Unit, ...] = field(default_factory=tuple)


def read_manifest(content: bytes, report: Report) -> Manifest | None:
    """Return the manifest; None, with the finding noted, when nothing in it can be played.

    Raises RefusedError for XML that cannot be read or that was made to do harm.
    """
    root = _parsed(content)
    if _name(root) != "manifest":
        raise refuse("scorm-manifest-broken", MANIFEST, why=_name(root))
    version = _version(root)
    resources = _resources(root)
    organization = _organization(root)
    title = _text_of(organization, "title") if organization is not None else ""
    units = list(_units(organization, resources)) if organization is not None else []
    if not units:
        units = [unit for unit in _lone_units(resources, title) if unit.reports][:1]
        if units:
            report.warn("scorm-organization-empty", MANIFEST)
    if not units:
        report.add("scorm-nothing-to-open", path=MANIFEST)
        return None
    if len(units) > MOST_UNITS:
        raise refuse("scorm-too-many-units", MANIFEST, count=len(units), limit=MOST_UNITS)
    return Manifest(version, title or units[0].title, tuple(_with_own_ids(units)))


def _parsed(content: bytes) -> Element:
    try:
        # defusedxml refuses entities and what they would fetch; a DOCTYPE alone does no harm.
        root: Element = fromstring(content)
    except DefusedXmlException as error:
        raise refuse("scorm-manifest-hostile", MANIFEST) from error
    except (ParseError, ValueError, LookupError) as error:
        raise refuse("scorm-manifest-broken", MANIFEST, why=str(error)[:120]) from error
    return root


def _version(root: Element) -> Version:
    stated = " ".join(
        (element.text or "").strip().lower()
        for element in root.iter()
        if _name(element) == "schemaversion"
    )
    if "2004" in stated or "1.3" in stated:
        return Version.V2004
    if "1.2" in stated or "1.1" in stated:
        return Version.V12
    spaces = " ".join(name for element in root.iter() for name in (element.tag, *element.attrib))
    return Version.V2004 if "adlcp_v1p3" in spaces or "imsss" in spaces else Version.V12


# --- Resources ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Resource:
    id: str
    href: str
    reports: bool


def _resources(root: Element) -> dict[str, _Resource]:
    found: dict[str, _Resource] = {}
    for group in _children(root, "resources"):
        base = _joined(root.get(XML_BASE, ""), group.get(XML_BASE, ""))
        for element in _children(group, "resource"):
            identifier, href = element.get("identifier", ""), element.get("href", "")
            kind = _attribute(element, "scormtype").lower()
            if identifier and href:
                whole = _joined(base, element.get(XML_BASE, ""), href)
                found[identifier] = _Resource(identifier, whole, kind != "asset")
    return found


def _joined(*parts: str) -> str:
    """Put the parts of an address together as xml:base does; a whole address stays as it is."""
    joined = ""
    for part in parts:
        joined = part if urlsplit(part).scheme else joined + part
    return joined


# --- The tree of items ----------------------------------------------------------------------------


def _organization(root: Element) -> Element | None:
    for group in _children(root, "organizations"):
        all_of_them = list(_children(group, "organization"))
        wanted = group.get("default", "")
        named = [one for one in all_of_them if one.get("identifier") == wanted]
        return next(iter([*named, *all_of_them]), None)
    return None


def _units(organization: Element, resources: dict[str, _Resource]) -> Iterator[Unit]:
    for item in _items(organization):
        resource = resources.get(item.get("identifierref", ""))
        if resource is None or item.get("isvisible", "true").lower() == "false":
            continue
        yield _unit(
            item.get("identifier", "") or resource.id,
            _text_of(item, "title") or resource.id,
            resource,
            parameters=item.get("parameters", ""),
            mastery=_mastery(item),
            threshold=_number(_completion_threshold(item)),
            launch_data=_text_of(item, "datafromlms") or _text_of(item, "dataFromLMS"),
            time_limit=_text_of(item, "maxtimeallowed")
            or _attribute_of(item, "limitConditions", "attemptAbsoluteDurationLimit"),
        )


def _items(parent: Element) -> Iterator[Element]:
    for item in _children(parent, "item"):
        yield item
        yield from _items(item)


def _lone_units(resources: dict[str, _Resource], title: str) -> Iterator[Unit]:
    for resource in resources.values():
        yield _unit(resource.id, title or resource.id, resource)


def _unit(
    identifier: str,
    title: str,
    resource: _Resource,
    *,
    parameters: str = "",
    mastery: float | None = None,
    threshold: float | None = None,
    launch_data: str = "",
    time_limit: str = "",
) -> Unit:
    path, query = _place_of(resource.href)
    return Unit(
        identifier,
        " ".join(title.split())[:255],
        path,
        _query_of(query, parameters),
        resource.reports,
        mastery,
        threshold,
        launch_data[:4096],
        time_limit,
    )


def _place_of(href: str) -> tuple[str, str]:
    """Return the path inside the archive, and what follows it. An outside address stays whole."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href, ""
    tail = (f"?{parts.query}" if parts.query else "") + (
        f"#{parts.fragment}" if parts.fragment else ""
    )
    path = normpath(unquote(parts.path))
    return path.removeprefix("/"), tail


def _query_of(own: str, parameters: str) -> str:
    """Return the parameters behind the path, as CAM 3.4.1 puts them together."""
    added = parameters.strip().lstrip("?&")
    if not added:
        return own
    if added.startswith("#"):
        return own if "#" in own else own + added
    query, mark, fragment = own.partition("#")
    return f"{query}{'&' if '?' in query else '?'}{added}{mark}{fragment}"


def _mastery(item: Element) -> float | None:
    """Return what has to be reached: adlcp:masteryscore, or the measure of the primary objective."""
    stated = _number(_text_of(item, "masteryscore"))
    if stated is not None:
        return stated
    for objective in item.iter():
        if _name(objective) == "primaryObjective" and (
            objective.get("satisfiedByMeasure", "").lower() == "true"
        ):
            measure = _number(_text_of(objective, "minNormalizedMeasure"))
            return 1.0 if measure is None else measure
    return None


def _completion_threshold(item: Element) -> str:
    for element in _children(item, "completionThreshold"):
        return element.get("minProgressMeasure", "") or (element.text or "")
    return ""


def _with_own_ids(units: list[Unit]) -> Iterator[Unit]:
    """Yield the units with ids that are told apart: what a learner saved hangs on them."""
    seen: dict[str, int] = {}
    for unit in units:
        base = unit.id[:50]
        seen[base] = seen.get(base, 0) + 1
        number = f".{seen[base]}" if seen[base] > 1 else ""
        yield Unit(
            base + number,
            unit.title,
            unit.path,
            unit.parameters,
            unit.reports,
            unit.mastery,
            unit.completion_threshold,
            unit.launch_data,
            unit.time_limit,
        )


# --- Elements by their local names ------------------------------------------------------------------


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _children(parent: Element, name: str) -> Iterator[Element]:
    return (child for child in parent if _name(child) == name)


def _text_of(parent: Element, name: str) -> str:
    return next(((child.text or "").strip() for child in _children(parent, name)), "")


def _attribute(element: Element, name: str) -> str:
    """Return an attribute by its local name, in small letters: adlcp:scormtype and adlcp:scormType."""
    return next(
        (
            value
            for key, value in element.attrib.items()
            if key.rpartition("}")[2].lower() == name.lower()
        ),
        "",
    )


def _attribute_of(parent: Element, name: str, attribute: str) -> str:
    for element in parent.iter():
        if _name(element) == name:
            return _attribute(element, attribute)
    return ""


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
