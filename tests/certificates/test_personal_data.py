"""What the register gives out to its holder, and what it keeps when the holder goes."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.storage import storages

from certificates.domain.bulk import Candidate, plan_bulk_issue
from certificates.domain.correcting import ask_for_correction
from certificates.domain.programmes import record_met
from certificates.domain.requirements import Requirement
from certificates.domain.training import StatedTraining, enter_training
from certificates.domain.verifying import verify_code
from certificates.models import (
    Artifact,
    BulkLine,
    CorrectionRequest,
    ExternalTraining,
    OutboxEntry,
    Portfolio,
)
from certificates.personal_data import erase_for, export_for, files_for
from certificates.rules import Standing
from literasi.privacy.exporting import archive_of
from literasi.privacy.labels import LABELS
from tests.certificates.awards import ISSUER, a_person
from tests.certificates.programmes import a_programme, attended, somebody

pytestmark = pytest.mark.django_db

NOTHING = {"certificates": [], "met": [], "training_of_others": [], "lists_for_certificates": []}
SCAN = b"%PDF-1.4 hasil pindai"


def test_the_holder_gets_everything_that_was_frozen_and_happened(ready, holder):
    ask_for_correction(ready, "Gelar saya M.Kom.", holder)

    (exported,) = export_for(holder)["certificates"]

    json.dumps(exported)
    assert exported["printed"] == ready.snapshot
    assert [request["wish"] for request in exported["correction_requests"]] == ["Gelar saya M.Kom."]
    assert exported["awarded_at"] == ready.awarded_at.isoformat()
    assert [event["what"] for event in exported["history"]] == [
        "nama tercetak dipastikan",
        "PDF dibuat",
        "perbaikan diminta",
    ]


def test_another_person_gets_nothing_of_it(ready):
    assert export_for(a_person("lain")) == NOTHING


def test_erasing_keeps_the_minimal_entry_that_the_public_page_needs(ready, holder):
    ask_for_correction(ready, "Gelar saya M.Kom.", holder)
    before = verify_code(ready.code)
    path = ready.artifacts.get(kind="pdf").path

    erase_for(holder)

    ready.refresh_from_db()
    # The papers are gone, and with them the fingerprints that tell them apart.
    assert verify_code(ready.code) == replace(before, fingerprints=())
    assert before.standing is Standing.GENUINE
    assert ready.holder is None
    assert ready.person_id != str(holder.public_id)
    for private in ("1001", "Abung Barat", "Pengelola", str(holder.public_id)):
        assert private not in json.dumps(ready.snapshot)
    assert not storages["private"].exists(path)
    assert [model.objects.count() for model in (Artifact, OutboxEntry, CorrectionRequest)] == [
        0
    ] * 3
    assert export_for(holder) == NOTHING


def test_a_query_count_that_does_not_grow_with_certificates(
    ready, holder, django_assert_num_queries
):
    with django_assert_num_queries(6):
        export_for(holder)


@pytest.fixture
def with_portfolio(holder, settings):
    """The holder has passed something, stands in a list, and has handed in a document."""
    settings.CERTIFICATE_ISSUER = "tests.courses.learning.facts.issuer"
    programme = a_programme(Requirement("course", "A1"), Requirement("course", "A2"), jp=0)
    themselves = somebody(person_id=str(holder.public_id))
    record_met(attended("course:A1"), themselves, ISSUER, holder)
    plan_bulk_issue(programme, "Kelas Oktober", [Candidate(themselves, holder.pk)], None)
    day = date(2026, 10, 2)
    stated = StatedTraining("workshop", "Bimtek SPBE", "Diskominfo", "B/7", "SPBE", day, day, 8)
    return enter_training(holder, stated, SCAN)


def test_the_copy_holds_what_was_met_the_lists_and_the_documents_themselves(with_portfolio, holder):
    exported = export_for(holder)

    json.dumps(exported)
    assert [one["key"] for one in exported["met"]] == ["course:A1"]
    assert [one["title"] for one in exported["lists_for_certificates"]] == ["Kelas Oktober"]
    (training,) = exported["training_of_others"]
    name = f"pelatihan-{with_portfolio.pk}.pdf"
    assert (training["title"], training["material"], training["document"]) == (
        "Bimtek SPBE",
        "SPBE",
        name,
    )
    assert list(files_for(holder)) == [(name, SCAN)]
    assert list(files_for(a_person("lain"))) == []
    with ZipFile(BytesIO(archive_of(holder))) as archive:
        assert archive.read(f"dokumen/{name}") == SCAN
        assert "Bimtek SPBE" in archive.read("data.html").decode()


def test_erasing_forgets_what_was_met_the_lists_and_the_documents(with_portfolio, holder):
    erase_for(holder)

    assert export_for(holder) == NOTHING
    assert list(files_for(holder)) == []
    assert not storages["private"].exists(with_portfolio.document_path)
    assert [model.objects.count() for model in (Portfolio, BulkLine, ExternalTraining)] == [0] * 3


def test_the_page_of_ones_data_has_a_word_for_everything_that_is_told(
    with_portfolio, holder, ready
):
    told = export_for(holder)
    rows = [told, *(row for name in told for row in told[name])]

    assert {key for row in rows for key in row} - set(LABELS) == set()
