"""Training of others counts once a second person has looked at the document."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from certificates.domain.ledger import jp_of_year
from certificates.domain.training import (
    TrainingRefusedError,
    accept_training,
    decline_training,
    enter_training,
    forget_trainings,
)
from certificates.models import ExternalTraining
from courses.people.models import AuditEntry, Role, Unit
from tests.courses.training.trainings import SCAN, stated
from tests.people import make_civil_servant, make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return Unit.add_root(name="Dinas Contoh", code="CONTOH")


@pytest.fixture
def servant(unit):
    return make_civil_servant(unit)


@pytest.fixture
def officer():
    return make_person("Hendra Gunawan", Role.CERTIFIER)


def test_it_counts_after_a_second_person_agreed_with_the_jp_that_they_saw(servant, officer):
    training = enter_training(servant, stated(), SCAN)
    before = jp_of_year(servant, 2026).total
    accept_training(training, 6, officer)

    assert before == 0
    assert [(line.title, line.counted) for line in jp_of_year(servant, 2026).lines] == [
        ("Bimtek Pengelolaan Arsip", 6)
    ]


def test_nobody_agrees_to_their_own_and_nobody_answers_twice(servant, officer):
    training = enter_training(servant, stated(), SCAN)
    with pytest.raises(TrainingRefusedError, match="sendiri"):
        accept_training(training, 8, servant)
    decline_training(training, "Sertifikat tidak terbaca", officer)
    with pytest.raises(TrainingRefusedError, match="Sudah ada"):
        accept_training(training, 8, officer)

    training.refresh_from_db()
    assert (training.answer, training.answer_text) == ("declined", "Sertifikat tidak terbaca")


def test_a_refusal_needs_words(servant, officer):
    with pytest.raises(TrainingRefusedError, match="mengapa"):
        decline_training(enter_training(servant, stated(), SCAN), " ", officer)


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (b"MZ\x90\x00", "bukan PDF"),
        (b"<svg onload=alert(1)>", "bukan PDF"),
        (SCAN + b"/JavaScript", "memuat program"),
        (SCAN + b"0" * 5 * 2**20, "lebih besar dari 5 MB"),
    ],
)
def test_what_cannot_be_a_scan_is_refused_and_nothing_is_kept(servant, document, sentence):
    with pytest.raises(TrainingRefusedError, match=sentence):
        enter_training(servant, stated(), document)

    assert ExternalTraining.objects.count() == 0


def test_days_that_cannot_be_and_a_document_sent_twice_are_refused(servant):
    enter_training(servant, stated(), SCAN)
    tomorrow = timezone.localdate() + timedelta(days=1)
    for refused, sentence in (
        (stated(), "sudah pernah"),
        (stated(finished_on=date(2026, 10, 1)), "lebih awal"),
        (stated(finished_on=tomorrow), "belum selesai"),
    ):
        with pytest.raises(TrainingRefusedError, match=sentence):
            enter_training(servant, refused, SCAN)

    assert ExternalTraining.objects.count() == 1


def test_erasing_a_person_takes_entries_and_documents(servant):
    training = enter_training(servant, stated(), SCAN)
    forget_trainings(servant)

    assert ExternalTraining.objects.count() == 0
    from django.core.files.storage import storages

    assert not storages["private"].exists(training.document_path)


def sent(**changes):
    return {
        "title": "Bimtek Arsip",
        "kind": "workshop",
        "organiser": "ANRI",
        "number": "1/2026",
        "material": "Arsip",
        "started_on": "2026-10-06",
        "finished_on": "2026-10-07",
        "jp": "8",
        "document": SimpleUploadedFile("s.pdf", SCAN, "application/pdf"),
        **changes,
    }


def test_a_civil_servant_sends_one_and_takes_it_back(client, servant):
    client.force_login(servant)

    arrived = client.post("/jp/pelatihan/", sent(), follow=True).content.decode()
    training = ExternalTraining.objects.get()
    client.post(f"/jp/pelatihan/{training.pk}/hapus/")

    assert "Bimtek Arsip" in arrived
    assert ExternalTraining.objects.count() == 0


def test_a_wrong_file_is_said_in_a_sentence(client, servant):
    client.force_login(servant)
    wrong = SimpleUploadedFile("s.exe", b"MZ", "application/pdf")

    answer = client.post("/jp/pelatihan/", sent(document=wrong))

    assert answer.status_code == 422
    assert ExternalTraining.objects.count() == 0


def test_the_document_opens_for_its_holder_and_bkpsdm_and_for_nobody_else(
    client, servant, officer, unit
):
    training = enter_training(servant, stated(), SCAN)
    head = make_person("Nurhayati", Role.UNIT_HEAD, unit=unit)
    others = [make_civil_servant(unit, "Orang Lain"), head, make_person("Warga", Role.CITIZEN)]
    address = f"/jp/pelatihan/{training.pk}/bukti/"
    answers = []
    for person in (servant, officer, *others):
        sign_in_as_staff(client, person)
        answers.append(client.get(address).status_code)

    assert answers == [200, 200, 404, 404, 404]
    client.logout()
    assert client.get(address).status_code == 302
    assert AuditEntry.objects.filter(action="training.document_read").count() == 1


def test_bkpsdm_answers_from_the_queue_and_others_cannot(client, servant, officer, unit):
    training = enter_training(servant, stated(), SCAN)
    for person in (servant, make_person("Nurhayati", Role.UNIT_HEAD, unit=unit)):
        sign_in_as_staff(client, person)
        assert client.post(f"/jp/pelatihan/{training.pk}/jawab/", {"jp": 8}).status_code == 403
    sign_in_as_staff(client, officer)
    listed = client.get("/jp/pelatihan/antrean/").content.decode()
    client.post(f"/jp/pelatihan/{training.pk}/jawab/", {"jp": 8})

    training.refresh_from_db()
    assert "Bimtek Pengelolaan Arsip" in listed
    assert (training.answer, training.answered_by) == ("accepted", officer)


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_for_one_and_for_three(
    client, unit, officer, count, django_assert_num_queries
):
    for number in range(count):
        enter_training(make_civil_servant(unit), stated(), SCAN + bytes([number]))
    sign_in_as_staff(client, officer)

    with django_assert_num_queries(6):
        client.get("/jp/pelatihan/antrean/")
