"""Questions in and out of the admin: nothing is written before the yes, and not by everybody."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cms.exchange.formats import FORMATS
from cms.exchange.waiting import go_on_with_imports
from courses.people.models import Role
from courses.quizzes.domain import importing
from courses.quizzes.domain.exchange.parcels import Parcel
from courses.quizzes.domain.importing import forget_old_pending_questions
from courses.quizzes.domain.questions import publish_questions
from courses.quizzes.models import (
    PendingPicture,
    PendingQuestions,
    Question,
    QuestionBank,
    QuestionVersion,
)
from tests.courses.quizzes.exchange.inventing import PATH, PICTURE
from tests.courses.quizzes.kinds import HOTSPOT
from tests.courses.quizzes.making import SEVERAL, SINGLE, TRUE_FALSE
from tests.people import make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db
GIFT = """::OTP:: Seseorang meminta kode OTP. Apa yang Anda lakukan? {
~Membacakan kodenya
=Menutup telepon
~Memberi separuh}

::Baru:: Apa itu peretas? {=Pembobol ~Tukang kayu}

::Hitung:: Berapa? {
"""


@pytest.fixture
def bank():
    return QuestionBank.objects.create(code="BANK", title="Bank ujian")


@pytest.fixture
def editor(client):
    person = make_person("Ed Itor", Role.EDITOR)
    sign_in_as_staff(client, person)
    return person


def bring(client, bank, content: bytes | str, name: str = "soal.txt"):
    content = content.encode() if isinstance(content, str) else content
    page = client.post(
        reverse("question_exchange_bring", args=[bank.pk]),
        {"file": SimpleUploadedFile(name, content), "format": ""},
    )
    assert page.status_code == 302, page.text
    return PendingQuestions.objects.get()


def test_a_file_is_looked_at_before_anything_is_written(client, editor, bank):
    publish_questions(bank, [SINGLE])
    pending = bring(client, bank, GIFT)
    page = client.get(reverse("question_exchange_pending", args=[pending.pk])).text
    assert Question.objects.count() == 1
    assert "Apa itu peretas?" in page
    assert pending.refusals[0]["name"] == "Hitung"
    assert pending.duplicates["0"]["ref"] == "T-01"
    assert page.count('name="take"') == 2
    assert page.count(" checked") == 1


def test_the_ticked_ones_come_into_the_bank_as_drafts_of_the_editor(client, editor, bank):
    pending = bring(client, bank, GIFT)
    client.post(reverse("question_exchange_confirm", args=[pending.pk]), {"take": ["1"]})
    version = QuestionVersion.objects.get()
    assert (version.question.bank, version.question.ref) == (bank, "Baru")
    assert (version.drafted_by, version.reviewed_at) == (editor, None)
    pending.refresh_from_db()
    assert (pending.state, pending.done) == (PendingQuestions.State.WRITTEN, 1)


def test_confirming_twice_writes_once(client, editor, bank):
    pending = bring(client, bank, GIFT)
    for _time in range(2):
        client.post(reverse("question_exchange_confirm", args=[pending.pk]), {"take": ["0", "1"]})
    assert QuestionVersion.objects.count() == 2


def test_a_name_that_the_bank_has_gets_a_number(client, editor, bank):
    publish_questions(bank, [SINGLE])
    pending = bring(client, bank, "::T-01:: Soal lain sekali? {=ya ~tidak}")
    client.post(reverse("question_exchange_confirm", args=[pending.pk]), {"take": ["0"]})
    refs = Question.objects.order_by("ref").values_list("ref", flat=True)
    assert list(refs) == ["T-01", "T-01-2"]


def test_a_large_file_is_read_and_written_by_the_background_work(client, editor, bank, monkeypatch):
    monkeypatch.setattr(importing, "SMALL_FILE", 10)
    monkeypatch.setattr(importing, "FEW_QUESTIONS", 1)
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    pending = bring(client, bank, GIFT)
    look = reverse("question_exchange_pending", args=[pending.pk])
    assert 'http-equiv="refresh"' in client.get(look).text
    assert go_on_with_imports() == 1
    client.post(reverse("question_exchange_confirm", args=[pending.pk]), {"take": ["0", "1"]})
    assert Question.objects.count() == 0
    assert 'http-equiv="refresh"' in client.get(look).text
    assert (go_on_with_imports(), go_on_with_imports()) == (1, 0)
    assert Question.objects.count() == 2


def test_a_picture_is_shown_before_and_among_the_pictures_of_the_site_after(client, editor, bank):
    spec = SINGLE.__class__(**{**SINGLE.__dict__, "picture": PATH, "picture_alt": "Denah"})
    content = FORMATS["qti30"].write(Parcel("Bank", (spec,), files={PATH: PICTURE})).content
    pending = bring(client, bank, content, "paket.zip")
    shown = reverse("question_exchange_picture", args=[pending.pk, PATH.rpartition("/")[2]])
    answer = client.get(shown)
    assert (answer["Content-Type"], answer.content) == ("image/png", PICTURE)
    client.post(reverse("question_exchange_confirm", args=[pending.pk]), {"take": ["0"]})
    stated = QuestionVersion.objects.get().stated
    assert (stated["picture_alt"], stated["picture_source"].isdigit()) == ("Denah", True)
    assert stated["picture"].startswith("/media/")
    assert PendingPicture.objects.count() == 0


def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(client, editor, bank):
    pending = bring(client, bank, '<!DOCTYPE q [<!ENTITY a "b">]><quiz>&a;</quiz>', "jahat.xml")
    page = client.get(reverse("question_exchange_pending", args=[pending.pk])).text
    assert pending.state == PendingQuestions.State.REFUSED
    assert pending.sentence in page.replace("&quot;", '"')


def test_what_nobody_confirms_is_forgotten_after_a_day(client, editor, bank):
    pending = bring(client, bank, GIFT)
    assert forget_old_pending_questions() == 0
    PendingQuestions.objects.update(uploaded_at=timezone.now() - importing.KEPT_FOR * 2)
    client.post(reverse("question_exchange_confirm", args=[pending.pk]), {"take": ["0"]})
    assert Question.objects.count() == 0
    assert forget_old_pending_questions() == 1


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_goes_out_and_names_what_it_leaves_out(client, editor, bank, name):
    publish_questions(bank, [SINGLE, SEVERAL, TRUE_FALSE])
    address = reverse("question_exchange_take", args=["bank", bank.pk, name])
    page = client.get(address, {"unduh": "1"})
    assert page.headers["Content-Disposition"].startswith('attachment; filename="bank-ujian.')
    back = FORMATS[name].read(page.content)
    assert [one.ref for one in back.questions] == ["T-01", "T-02", "T-03"]


def test_losses_are_named_before_the_download(client, editor, bank):
    publish_questions(bank, [SEVERAL])
    page = client.get(reverse("question_exchange_take", args=["bank", bank.pk, "gift"]))
    assert "Content-Disposition" not in page.headers
    assert "T-02" in page.text


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        (Role.EDITOR, [200, 200, 200]),
        (Role.ADMIN, [200, 200, 200]),
        (Role.REVIEWER, [200, 302, 200]),
    ],
)
def test_reviewers_take_out_and_only_editors_bring_in(client, bank, role, statuses):
    publish_questions(bank, [SINGLE])
    sign_in_as_staff(client, make_person("Orang", role))
    addresses = [
        reverse("question_exchange"),
        reverse("question_exchange_bring", args=[bank.pk]),
        reverse("question_exchange_take", args=["bank", bank.pk, "moodle"]),
    ]
    assert [client.get(address).status_code for address in addresses] == statuses


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.TEACHER, Role.CIVIL_SERVANT])
def test_nobody_else_sees_a_question_with_its_key(client, bank, role):
    sign_in_as_staff(client, make_person("Orang", role))
    page = client.get(reverse("question_exchange_take", args=["bank", bank.pk, "moodle"]))
    assert page.status_code in {302, 403}


def test_a_file_is_seen_by_nobody_but_who_brought_it(client, editor, bank):
    pending = bring(client, bank, GIFT)
    sign_in_as_staff(client, make_person("Lain", Role.EDITOR))
    assert client.get(reverse("question_exchange_pending", args=[pending.pk])).status_code == 404
    client.post(reverse("question_exchange_confirm", args=[pending.pk]), {"take": ["0"]})
    assert Question.objects.count() == 0


def test_a_bank_with_owners_takes_questions_from_them_alone(client, editor, bank):
    bank.owners.add(make_person("Pemilik", Role.EDITOR))
    assert client.get(reverse("question_exchange_bring", args=[bank.pk])).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_costs_the_same_for_any_number_of_questions(
    client, editor, bank, count, django_assert_num_queries
):
    text = "\n\n".join(f"::S{n}:: Soal nomor {n}? {{=a{n} ~b{n}}}" for n in range(count))
    pending = bring(client, bank, text)
    address = reverse("question_exchange_pending", args=[pending.pk])
    client.get(address)
    with django_assert_num_queries(QUERIES_OF_A_PREVIEW):
        client.get(address)


# The admin's own frame asks most of these.
QUERIES_OF_A_PREVIEW = 20


def test_a_point_in_a_picture_goes_out_only_where_pictures_do():
    spec = HOTSPOT.__class__(**{**HOTSPOT.__dict__, "picture": PATH})
    parcel = Parcel("Bank", (spec,), files={PATH: PICTURE})
    losses = {
        name: {loss.part for loss in one.write(parcel).losses} for name, one in FORMATS.items()
    }
    assert losses["gift"] == {"question"}
    assert losses["qti21"] == losses["qti30"] == set()
