"""The manifest of an exported course, read as LMSes read it.

Moodle's reader (mod/scorm/datamodels/scormlib.php) knows no namespaces: it looks for elements by their written
names in capitals, ADLCP:MASTERYSCORE and ADLCP:SCORMTYPE among them, takes 1.2 from the schemaversion alone, and puts
the address of a unit together from xml:base and href.
"""

import re
from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import ZipFile

import pytest

from cms.carrying.scorm import write_scorm
from cms.carrying.scorm_manifest import Unit, manifest
from tests.cms.making import make_course, make_lesson, make_picture, make_quiz

Element = dict[str, Any]
NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
PLAIN_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


def written(xml: bytes) -> Element:
    """Return the tree by the names as they are written, in capitals."""
    root: Element = {"name": "", "attrs": {}, "text": "", "children": []}
    way = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        capitals = {key.upper(): value for key, value in attributes.items()}
        way[-1]["children"].append(
            {"name": name.upper(), "attrs": capitals, "text": "", "children": []}
        )
        way.append(way[-1]["children"][-1])

    def text(words: str) -> None:
        way[-1]["text"] += words

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: way.pop()
    parser.CharacterDataHandler = text
    parser.Parse(xml, True)
    return root["children"][0]


def within(element: Element, *names: str) -> list[Element]:
    """Return what is found on the way of these names."""
    found = [element]
    for name in names:
        found = [child for one in found for child in one["children"] if child["name"] == name]
    return found


def every(element: Element) -> list[Element]:
    return [element, *(one for child in element["children"] for one in every(child))]


@pytest.fixture
def files(db, commit_at_once) -> dict[str, bytes]:
    course = make_course("X1", title='Aman & "hemat" <di> rumah')
    picture = {"picture": make_picture(), "alt": "HP", "caption": ""}
    make_lesson(course, "satu", [("text", "<p>Baca.</p>"), ("picture", picture)])
    make_lesson(course, "dua")
    make_quiz(course)
    course.refresh_from_db()
    with ZipFile(BytesIO(write_scorm(course).content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_is_found_says_scorm_1_2_and_names_its_organization(files):
    root = written(files["imsmanifest.xml"])

    assert root["name"] == "MANIFEST"
    assert [one["text"] for one in within(root, "METADATA", "SCHEMA")] == ["ADL SCORM"]
    assert [one["text"] for one in within(root, "METADATA", "SCHEMAVERSION")] == ["1.2"]
    [organizations] = within(root, "ORGANIZATIONS")
    [organization] = within(organizations, "ORGANIZATION")
    assert organizations["attrs"]["DEFAULT"] == organization["attrs"]["IDENTIFIER"]
    assert within(organization, "TITLE")[0]["text"] == 'Aman & "hemat" <di> rumah'
    # The order that the schema of IMS CP 1.1.2 asks for.
    assert [one["name"] for one in root["children"]] == ["METADATA", "ORGANIZATIONS", "RESOURCES"]


def test_every_part_leads_to_a_unit_of_the_package(files):
    root = written(files["imsmanifest.xml"])
    resources = {
        one["attrs"]["IDENTIFIER"]: one["attrs"] for one in within(root, "RESOURCES", "RESOURCE")
    }
    items = within(root, "ORGANIZATIONS", "ORGANIZATION", "ITEM")
    launched = [resources[item["attrs"]["IDENTIFIERREF"]] for item in items]

    assert [one["HREF"] for one in launched] == ["01-satu.html", "02-dua.html", "03-kuis.html"]
    assert [one["ADLCP:SCORMTYPE"] for one in launched] == ["sco", "sco", "sco"]
    assert {one["TYPE"] for one in resources.values()} == {"webcontent"}
    assert {one["HREF"] for one in launched} <= set(files)
    assert [within(item, "TITLE")[0]["text"] for item in items] == [
        "Pelajaran satu",
        "Pelajaran dua",
        "Cek",
    ]
    mastery = [[one["text"] for one in within(item, "ADLCP:MASTERYSCORE")] for item in items]
    assert mastery == [[], [], ["100"]]


def test_paths_are_plain_inside_and_every_file_is_listed(files):
    root = written(files["imsmanifest.xml"])
    hrefs = [one["attrs"]["HREF"] for one in every(root) if "HREF" in one["attrs"]]

    assert [path for path in {*hrefs, *files} if not PLAIN_PATH.fullmatch(path)] == []
    assert set(hrefs) == set(files) - {"imsmanifest.xml"}
    assert [one for one in every(root) if "XML:BASE" in one["attrs"]] == []
    assert b"http" not in re.sub(rb'xmlns(:\w+)?="[^"]*"', b"", files["imsmanifest.xml"])


def test_identifiers_are_each_used_once_and_dependencies_are_there(files):
    root = written(files["imsmanifest.xml"])
    names = [one["attrs"]["IDENTIFIER"] for one in every(root) if "IDENTIFIER" in one["attrs"]]
    asked = [
        one["attrs"]["IDENTIFIERREF"] for one in every(root) if "IDENTIFIERREF" in one["attrs"]
    ]

    assert [name for name in names if not NCNAME.fullmatch(name)] == []
    assert len(names) == len(set(names))
    assert set(asked) <= set(names)


def test_titles_of_any_kind_stay_titles():
    odd = "Baris\nbaru\t]]> <b>&amp; " + "x" * 300
    root = written(manifest("literasi-X1", odd, [Unit(odd, "a.html", (), 0)], []))

    titles = [one["text"] for one in every(root) if one["name"] == "TITLE"]
    assert titles == ["Baris baru ]]> <b>&amp; " + "x" * 176] * 2
    [item] = within(root, "ORGANIZATIONS", "ORGANIZATION", "ITEM")
    assert within(item, "ADLCP:MASTERYSCORE")[0]["text"] == "0"
