"""Zips that lie, bite or run away."""

import stat
import zipfile
from io import BytesIO

import pytest

from courses.quizzes.domain.exchange import archive
from courses.quizzes.domain.exchange.archive import read_archive, write_archive
from courses.quizzes.domain.exchange.parcels import ExchangeRefused, QuestionRefused
from courses.quizzes.domain.exchange.pictures import kept_path
from courses.quizzes.domain.exchange.qti import read_qti


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries:
            file.writestr(name, content)
    return packed.getvalue()


def a_link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("tautan")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    "content",
    [
        zipped(("../keluar.xml", b"x")),
        zipped(("/etc/keluar.xml", b"x")),
        zipped(("a\\..\\..\\keluar.xml", b"x")),
        zipped((a_link(), b"/etc/passwd")),
        zipped(("bom.xml", b"\0" * 5_000_000)),
        b"PK\x03\x04 rusak",
    ],
)
def test_a_zip_that_means_harm_is_refused(content):
    with pytest.raises(ExchangeRefused):
        read_archive(content)


def test_a_zip_with_too_many_files_is_refused(monkeypatch):
    monkeypatch.setattr(archive, "MOST_ENTRIES", 2)
    with pytest.raises(ExchangeRefused):
        read_archive(zipped(("a", b""), ("b", b""), ("c", b"")))


def test_a_zip_that_states_a_small_size_is_counted_while_it_unpacks(monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 10)
    with pytest.raises(ExchangeRefused):
        read_archive(zipped(("a", b"0123456"), ("b", b"0123456")))


def test_what_is_packed_is_unpacked():
    files = {"a/b.xml": b"satu", "c.png": b"dua"}
    assert read_archive(write_archive(files)) == files


def test_a_package_without_its_list_is_refused():
    with pytest.raises(ExchangeRefused):
        read_qti(zipped(("item.xml", b"<x/>")))


def test_an_item_that_is_missing_is_refused_alone():
    manifest = b"""<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>
      <resource type="imsqti_item_xmlv2p1" href="tidak-ada.xml"/></resources></manifest>"""
    parcel = read_qti(zipped(("imsmanifest.xml", manifest)))
    assert [one.reason for one in parcel.refusals] == ["its file is missing in the package."]


@pytest.mark.parametrize(
    "drawing",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><use href="https://lain.example/x.svg#a"/></svg>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"bukan gambar",
    ],
)
def test_a_picture_that_is_more_than_a_picture_is_refused(drawing):
    with pytest.raises(QuestionRefused):
        kept_path("gambar.svg", drawing)
