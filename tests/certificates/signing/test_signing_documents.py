"""A paper from the outbox to the signed file that its holder gets."""

import subprocess

import pytest
from django.core.cache import cache

from certificates.domain.artifacts import content_of
from certificates.domain.handing import has_final_paper, pdf_of, waits_for_official
from certificates.domain.outbox import do_work_of, sweep_outbox
from certificates.domain.signing.checking import check_signed
from certificates.models import Artifact, DocumentSignature


@pytest.fixture
def our_key(settings, own_key):
    settings.PDF_SIGNER = "own"
    settings.PDF_SIGNER_KEY_FILE = str(own_key.key_file)
    settings.PDF_SIGNER_KEY_PASSWORD = "rahasia"
    cache.clear()


@pytest.mark.django_db
def test_the_worker_signs_and_the_holder_gets_the_signed_paper(our_key, certificate, holder):
    from certificates.domain.outbox import queue_documents

    queue_documents(certificate)
    assert has_final_paper(certificate) is False

    assert sweep_outbox() == 4

    signature = DocumentSignature.objects.get()
    assert (signature.level, signature.signer) == ("own", "Pemkab (uji)")
    assert has_final_paper(certificate) is True
    paper = content_of(certificate, Artifact.Kind.PDF)
    signer = check_signed(paper, pdf_of(certificate))
    assert signer.subject.native["common_name"] == "Pemkab (uji)"
    assert certificate.artifacts.get(kind="signed_pdf").sha256 in {
        event.details.get("sha256") for event in certificate.events.filter(kind="signed")
    }


@pytest.mark.django_db
def test_signing_twice_keeps_the_first_result(our_key, certificate):
    from certificates.domain.signing.documents import sign_document

    do_work_of(str(certificate.pk))
    first, second = sign_document(certificate), sign_document(certificate)

    assert (first.sha256, certificate.artifacts.filter(kind="signed_pdf").count()) == (
        second.sha256,
        1,
    )


@pytest.mark.django_db
def test_who_cannot_wait_for_the_official_gets_a_copy_that_claims_nothing(settings, certificate):
    settings.PDF_SIGNER = "bsre-personal"
    do_work_of(str(certificate.pk))

    copy = pdf_of(certificate)

    text = subprocess.run(["pdftotext", "-", "-"], input=copy, capture_output=True, check=True)
    assert b"BSrE" not in text.stdout
    assert (waits_for_official(certificate), has_final_paper(certificate)) == (True, False)
    assert pdf_of(certificate) == copy
