"""What the register gives out to its holder, and what it keeps when the holder goes."""

import json
from dataclasses import replace

import pytest
from django.core.files.storage import storages

from certificates.domain.correcting import ask_for_correction
from certificates.domain.verifying import verify_code
from certificates.models import Artifact, CorrectionRequest, OutboxEntry
from certificates.personal_data import erase_for, export_for
from certificates.rules import Standing
from tests.certificates.awards import a_person

pytestmark = pytest.mark.django_db

NOTHING = {"certificates": [], "met": [], "training_of_others": []}


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
    with django_assert_num_queries(5):
        export_for(holder)
