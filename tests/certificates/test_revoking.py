"""Taking back and replacing: both stay visible."""

import pytest

from certificates.domain.achievement import Achievement
from certificates.domain.correcting import (
    CorrectionRefusedError,
    ask_for_correction,
    decline_correction,
)
from certificates.domain.issuing import issue_certificate
from certificates.domain.naming import PrintedName, confirm_name
from certificates.domain.revoking import (
    Correction,
    NoLongerStandsError,
    replace_certificate,
    revoke_certificate,
)
from certificates.domain.verifying import facts_of, verify_code
from certificates.models import Certificate, CertificateEvent, CorrectionRequest, OutboxEntry
from certificates.rules import Standing
from tests.certificates.awards import a_person, an_achievement

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return a_person("bkpsdm", display_name="Petugas BKPSDM")


@pytest.fixture
def holder():
    return a_person()


@pytest.fixture
def certificate(holder):
    achievement = an_achievement(holder)
    return confirm_name(issue_certificate(achievement, holder), PrintedName.of(achievement))


def test_a_revoked_certificate_says_so_with_its_reason(certificate, officer):
    revoke_certificate(certificate, " Ujian diikuti orang lain. ", officer)

    facts = verify_code(certificate.code)
    assert (facts.standing, facts.revoked_reason) == (
        Standing.REVOKED,
        "Ujian diikuti orang lain.",
    )
    event = certificate.events.get(kind=CertificateEvent.Kind.REVOKED)
    assert (event.actor, event.details) == (officer, {"reason": "Ujian diikuti orang lain."})


def test_without_a_reason_nothing_is_revoked(certificate, officer):
    with pytest.raises(ValueError, match="alasan"):
        revoke_certificate(certificate, "  ", officer)

    assert verify_code(certificate.code).standing is Standing.GENUINE


def test_a_corrected_version_takes_the_place_of_the_old_under_the_same_number(certificate, officer):
    new = replace_certificate(
        certificate, Correction(title="Keamanan Informasi"), "Judul salah ketik", officer
    )

    old = Certificate.objects.with_lineage().get(pk=certificate.pk)
    assert (new.number, new.version, new.sequence) == (old.number, 2, old.sequence)
    assert new.code != old.code
    assert [facts_of(old).standing, verify_code(new.code).standing] == [
        Standing.REPLACED,
        Standing.GENUINE,
    ]
    assert verify_code(old.code).title == "Keamanan Informasi dan Pelindungan Data Pribadi"
    assert verify_code(new.code).title == "Keamanan Informasi"
    kinds = OutboxEntry.objects.filter(certificate=new).values_list("kind", flat=True)
    assert sorted(kinds) == ["badge", "pdf", "share_picture"]


def test_a_corrected_name_replaces_the_frozen_one(certificate, officer):
    new = replace_certificate(
        certificate, Correction(name=PrintedName("Sri Wahyuningsih", "", "S.Kom.")), "Nama", officer
    )

    assert Achievement.from_json(new.snapshot).printed_name == "Sri Wahyuningsih, S.Kom."


def test_a_version_whose_name_was_never_confirmed_asks_its_holder_again(holder, officer):
    certificate = issue_certificate(an_achievement(holder), holder)

    new = replace_certificate(certificate, Correction(title="Judul benar"), "Judul", officer)

    assert new.name_confirmed_at is None
    assert OutboxEntry.objects.count() == 0


def test_what_no_longer_stands_is_neither_replaced_nor_revoked_again(certificate, officer):
    new = replace_certificate(certificate, Correction(title="Judul"), "Judul", officer)
    with pytest.raises(NoLongerStandsError):
        replace_certificate(certificate, Correction(title="Lain"), "Lagi", officer)
    with pytest.raises(NoLongerStandsError):
        revoke_certificate(certificate, "Alasan", officer)
    revoke_certificate(new, "Alasan", officer)
    with pytest.raises(NoLongerStandsError):
        revoke_certificate(new, "Alasan", officer)

    assert Certificate.objects.count() == 2


def test_a_correction_that_changes_nothing_is_refused(certificate, officer):
    with pytest.raises(ValueError, match="berubah"):
        replace_certificate(certificate, Correction(), "Tanpa isi", officer)


def test_a_repeated_award_returns_the_newest_version(certificate, officer, holder):
    new = replace_certificate(certificate, Correction(title="Judul"), "Judul", officer)

    assert issue_certificate(an_achievement(holder), holder) == new


def test_a_request_has_72_hours_and_a_second_one_takes_its_place(certificate, holder):
    request = ask_for_correction(certificate, "Gelar saya M.Kom.", holder)
    again = ask_for_correction(certificate, " Gelar saya S.Kom., M.Kom. ", holder)

    assert again == request
    assert again.wish == "Gelar saya S.Kom., M.Kom."
    assert round((request.due_at - request.asked_at).total_seconds() / 3600) == 72
    assert certificate.events.filter(kind=CertificateEvent.Kind.CORRECTION_ASKED).count() == 1


def test_the_corrected_version_answers_the_request(certificate, holder, officer):
    request = ask_for_correction(certificate, "Judulnya salah", holder)

    replace_certificate(certificate, Correction(title="Judul benar"), "Judul", officer)

    request.refresh_from_db()
    assert (request.answer, request.answered_by) == (CorrectionRequest.Answer.CORRECTED, officer)


def test_a_declined_request_tells_why(certificate, holder, officer):
    request = ask_for_correction(certificate, "Tambah JP", holder)

    decline_correction(request, "JP ditetapkan BKPSDM.", officer)

    request.refresh_from_db()
    assert (request.answer, request.answer_text) == (
        CorrectionRequest.Answer.DECLINED,
        "JP ditetapkan BKPSDM.",
    )


def test_a_version_that_was_replaced_takes_no_request(certificate, holder, officer):
    replace_certificate(certificate, Correction(title="Judul"), "Judul", officer)

    with pytest.raises(CorrectionRefusedError):
        ask_for_correction(certificate, "Nama", holder)
