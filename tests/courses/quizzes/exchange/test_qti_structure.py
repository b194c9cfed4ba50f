"""Exported QTI beside the information model: order of parts, names that exist, references that lead somewhere."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml import ElementTree

from courses.quizzes.domain.exchange.parcels import Parcel
from courses.quizzes.domain.exchange.qti import read_qti, write_qti21, write_qti30
from tests.courses.quizzes.exchange.inventing import PATH, PICTURE
from tests.courses.quizzes.kinds import EVERY_KIND

NAMESPACES = {
    write_qti21: "http://www.imsglobal.org/xsd/imsqti_v2p1",
    write_qti30: "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
}
# Parts of an item in the order of the schema, in the words of 2.1.
ORDER = (
    "responseDeclaration",
    "outcomeDeclaration",
    "itemBody",
    "responseProcessing",
    "modalFeedback",
)
# What may stand in the body; the schema of 2.1 has no u and no html5.
BODY = {
    *("p", "br", "strong", "em", "b", "i", "sub", "sup", "code", "pre", "ul", "ol", "li", "div"),
    *("table", "tbody", "thead", "tr", "th", "td", "span", "img", "object"),
    *("choiceInteraction", "orderInteraction", "matchInteraction", "hotspotInteraction"),
    *("textEntryInteraction", "inlineChoiceInteraction", "extendedTextInteraction"),
    *("simpleChoice", "inlineChoice", "simpleMatchSet", "simpleAssociableChoice", "hotspotChoice"),
    *("feedbackInline", "rubricBlock", "contentBody"),
}
CHOICES = {"simpleChoice", "inlineChoice", "simpleAssociableChoice", "hotspotChoice"}
NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
BLOCKS = {"p", "pre", "ul", "ol", "div", "table", "rubricBlock"} | {
    name for name in BODY if name.endswith("Interaction")
} - {"textEntryInteraction", "inlineChoiceInteraction"}


def questions():
    return tuple(
        one if not one.picture else one.__class__(**{**one.__dict__, "picture": PATH})
        for one in EVERY_KIND
    )


def plain(name: str) -> str:
    """Return an element's or attribute's name in the words of 2.1."""
    local = name.rpartition("}")[2].removeprefix("qti-")
    return re.sub(r"-([a-z0-9])", lambda found: found[1].upper(), local)


def package(write):
    content = write(Parcel("Bank", questions(), files={PATH: PICTURE})).content
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(params=NAMESPACES, ids=["2.1", "3.0"])
def written(request):
    return request.param, package(request.param)


def items(files):
    return [ElementTree.fromstring(files[name]) for name in files if name.startswith("items/")]


def test_every_element_is_in_the_namespace_of_its_version(written):
    write, files = written
    found = {one.tag.partition("}")[0][1:] for root in items(files) for one in root.iter()}
    assert found == {NAMESPACES[write]}


def test_names_are_hyphened_in_3_and_only_there(written):
    write, files = written
    names = {one.tag.rpartition("}")[2] for root in items(files) for one in root.iter()}
    assert any(name.startswith("qti-") for name in names) == (write is write_qti30)
    has_capitals = any(re.search("[A-Z]", name) for name in names)
    assert has_capitals == (write is write_qti21)


def test_the_parts_of_an_item_stand_in_the_order_of_the_schema(written):
    for root in items(written[1]):
        places = [ORDER.index(plain(part.tag)) for part in root]
        assert places == sorted(places)
        assert {"identifier", "title", "adaptive", "timeDependent"} <= {
            plain(one) for one in root.attrib
        }


def test_bodies_hold_only_what_the_schema_knows_and_begin_with_blocks(written):
    for root in items(written[1]):
        body = next(part for part in root if plain(part.tag) == "itemBody")
        names = {plain(one.tag) for one in body.iter()} - {"itemBody"}
        assert names <= BODY
        assert {plain(one.tag) for one in body} <= BLOCKS


def test_identifiers_are_names_of_xml_and_unique_where_they_must_be(written):
    for root in items(written[1]):
        for one in root.iter():
            if identifier := one.get("identifier"):
                assert NCNAME.match(identifier)
            if plain(one.tag).endswith("Interaction"):
                choices = [
                    part.get("identifier") for part in one.iter() if plain(part.tag) in CHOICES
                ]
                assert len(set(choices)) == len(choices)


def test_what_is_answered_and_reckoned_with_is_declared(written):
    for root in items(written[1]):
        declared = {
            part.get("identifier")
            for part in root
            if plain(part.tag) in {"responseDeclaration", "outcomeDeclaration"}
        }
        used = {
            value
            for one in root.iter()
            for key, value in one.items()
            if plain(key) in {"responseIdentifier", "outcomeIdentifier"}
            or (
                plain(key) == "identifier"
                and plain(one.tag) in {"variable", "correct", "mapResponse", "setOutcomeValue"}
            )
        }
        assert used <= declared


def test_the_list_of_the_package_names_every_file(written):
    _write, files = written
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    named = {one.get("href") for one in manifest.iter() if plain(one.tag) == "file"}
    assert named == set(files) - {"imsmanifest.xml"}


def test_both_versions_say_the_same(written):
    write, _files = written
    parcel = Parcel("Bank", questions(), files={PATH: PICTURE})
    assert (
        read_qti(write(parcel).content).questions == read_qti(write_qti21(parcel).content).questions
    )
