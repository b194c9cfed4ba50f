"""imsmanifest.xml: every way of saying what is opened, and every way of saying it wrongly."""

import io

import pytest

from courses.packages.domain.archives import RefusedError, Report, Verdict
from courses.packages.domain.inspecting import inspect
from courses.packages.domain.scorm.manifest import Unit, Version, read_manifest
from tests.courses.packages.scorm.making import (
    ONE_ITEM,
    ONE_RESOURCE,
    UNIT_12,
    a_zip,
    manifest,
    package_12,
)


def read(content: bytes):
    report = Report()
    return read_manifest(content, report), [finding.code for finding in report.findings]


def codes_of(files: dict[str, bytes]) -> tuple[str, list[str]]:
    report, _read = inspect(io.BytesIO(a_zip(files)))
    return report.verdict, [finding.code for finding in report.findings]


def test_the_smallest_manifest_names_one_unit():
    found, codes = read(manifest())

    assert (found.version, found.title, codes) == (Version.V12, "Aman berbelanja", [])
    assert found.units == (Unit("satu", "Bagian satu", "satu.html"),)


@pytest.mark.parametrize(
    ("stated", "version"),
    [
        ("1.2", "1.2"),
        ("CAM 1.3", "2004"),
        ("2004 3rd Edition", "2004"),
        ("2004 4th Edition", "2004"),
        ("", "2004"),
    ],
)
def test_the_version_is_stated_or_seen_from_its_schemas(stated, version):
    content = manifest(version="2004 4th Edition").replace(b"2004 4th Edition", stated.encode())
    assert read(content)[0].version == version


def test_bases_parameters_and_queries_are_put_together():
    resources = '<resource identifier="r1" xml:base="bagian/" href="satu%20a.html?x=1#atas" adlcp:scormType="sco"/>'
    items = (
        '<item identifier="satu" identifierref="r1" parameters="?y=2"><title>Satu</title></item>'
    )
    content = manifest(items, resources, attributes='xml:base="isi/"')

    unit = read(content)[0].units[0]

    assert (unit.path, unit.parameters) == ("isi/bagian/satu a.html", "?x=1&y=2#atas")


def test_items_are_taken_in_the_order_of_the_tree_and_hidden_ones_left_out():
    items = (
        '<item identifier="bab"><title>Bab</title>'
        '<item identifier="a" identifierref="r1"><title>A</title></item>'
        '<item identifier="b" identifierref="r1" isvisible="false"><title>B</title></item></item>'
        '<item identifier="c" identifierref="r1"><title>C</title></item>'
    )
    assert [unit.id for unit in read(manifest(items))[0].units] == ["a", "c"]


def test_two_items_with_one_id_are_told_apart():
    assert [unit.id for unit in read(manifest(ONE_ITEM * 2))[0].units] == ["satu", "satu.2"]


def test_what_has_to_be_reached_is_read_from_both_versions():
    items_12 = (
        '<item identifier="a" identifierref="r1"><title>A</title>'
        "<adlcp:masteryscore>80</adlcp:masteryscore><adlcp:maxtimeallowed>00:30:00</adlcp:maxtimeallowed>"
        "<adlcp:datafromlms>mulai=2</adlcp:datafromlms></item>"
    )
    items_2004 = (
        '<item identifier="a" identifierref="r1"><title>A</title>'
        '<adlcp:completionThreshold minProgressMeasure="0.9"/><imsss:sequencing><imsss:objectives>'
        '<imsss:primaryObjective satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.7'
        "</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives></imsss:sequencing></item>"
    )
    old = read(manifest(items_12))[0].units[0]
    new = read(manifest(items_2004, version="2004 4th Edition"))[0].units[0]

    assert (old.mastery, old.time_limit, old.launch_data) == (80.0, "00:30:00", "mulai=2")
    assert (new.mastery, new.completion_threshold) == (0.7, 0.9)


def test_without_organizations_the_first_page_is_opened_with_a_warning():
    found, codes = read(manifest(organizations="<organizations/>"))
    assert ([unit.path for unit in found.units], codes) == (
        ["satu.html"],
        ["scorm-organization-empty"],
    )


def test_a_manifest_that_opens_nothing_is_refused():
    assert read(manifest(resources="")) == (None, ["scorm-nothing-to-open"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<manifest>", "scorm-manifest-broken"),
        (b"\xff\xfe\x00", "scorm-manifest-broken"),
        (b"<html></html>", "scorm-manifest-broken"),
        (
            b'<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><manifest>&b;</manifest>',
            "scorm-manifest-hostile",
        ),
        (
            b'<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><manifest>&x;</manifest>',
            "scorm-manifest-hostile",
        ),
        (manifest(ONE_ITEM * 501), "scorm-too-many-units"),
    ],
)
def test_a_manifest_that_cannot_be_read_or_does_harm_is_refused(content, code):
    with pytest.raises(RefusedError) as refusal:
        read(content)
    assert refusal.value.finding.code == code


def test_a_whole_package_is_accepted():
    report, found = inspect(io.BytesIO(package_12()))
    assert (report.verdict, found.version, sorted(found.files)) == (
        Verdict.ACCEPTED,
        "1.2",
        ["imsmanifest.xml", "satu.html"],
    )


@pytest.mark.parametrize(
    ("files", "verdict", "code"),
    [
        ({"imsmanifest.xml": manifest()}, "refused", "scorm-unit-missing"),
        (
            {
                "imsmanifest.xml": manifest(
                    resources=ONE_RESOURCE.replace("satu.html", "https://luar.example/a.html")
                )
            },
            "refused",
            "scorm-unit-elsewhere",
        ),
        (
            {"imsmanifest.xml": manifest(resources=ONE_RESOURCE.replace("satu", "../../satu"))},
            "refused",
            "scorm-unit-missing",
        ),
        ({"kursus.crs": b"", "kursus.au": b"", "kursus.des": b""}, "refused", "aicc"),
        (
            {"paket/imsmanifest.xml": manifest(), "paket/satu.html": UNIT_12},
            "refused",
            "wrapped-in-folder",
        ),
        (
            {"imsmanifest.xml": manifest(ONE_ITEM + ONE_ITEM), "satu.html": UNIT_12},
            "accepted",
            "scorm-units",
        ),
    ],
)
def test_a_package_is_taken_or_refused_with_the_reason(files, verdict, code):
    assert codes_of(files) == (verdict, [code])
