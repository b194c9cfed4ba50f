"""My data: seen, corrected, downloaded, paused, erased; and that nothing is forgotten."""

import io
import json
import zipfile
from datetime import timedelta
from importlib import import_module
from inspect import getsource

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.cache import cache
from django.utils import timezone

from courses.notices.domain import send_message
from courses.notices.models import Message
from courses.people.domain.second_factor import give_second_factor
from courses.people.models import AuditEntry, Consent, Session, User
from literasi.privacy.erasing import erase_due_people
from literasi.privacy.holdings import HOLDINGS
from tests.people import PASSPHRASE, make_citizen, make_civil_servant, make_person

NIP = "198003122005011004"


@pytest.fixture(autouse=True)
def _no_tries_counted_yet(db):
    cache.clear()


@pytest.fixture
def servant(db):
    return make_civil_servant("KEC-10", number=NIP)


@pytest.fixture
def at_home(client, servant):
    client.force_login(servant)
    return client


def test_strangers_are_sent_to_the_door(client, db):
    for path in ("", "perbaiki/", "wilayah/", "hapus/"):
        assert client.get(f"/data-saya/{path}").headers["location"].startswith("/masuk/?next=")


def test_the_page_shows_real_values_and_masks_the_nip(at_home, servant):
    page = at_home.get("/data-saya/").content.decode()
    for word in (
        servant.display_name,
        servant.username,
        "Kecamatan Kotabumi Selatan",
        "•••• •••• •••• 1004",
        "Untuk apa:",
    ):
        assert word in page
    assert NIP not in page


def test_the_download_holds_everything_at_once_and_is_logged(at_home, servant):
    send_message(servant, kind="greeting", key="greeting-1", subject="Halo", body="Selamat datang")
    archive = zipfile.ZipFile(io.BytesIO(at_home.post("/data-saya/unduh/").content))
    assert archive.namelist() == ["data.json", "data.html"]
    data = json.loads(archive.read("data.json"))
    assert data["account"]["username"] == servant.username
    assert data["profiles"]["civil_servant"]["employee_number"] == NIP
    assert data["messages"][0]["subject"] == "Halo"
    page = archive.read("data.html").decode()
    assert NIP in page
    assert "<script" not in page
    assert AuditEntry.objects.filter(action="own_data.exported", subject=servant).count() == 1


def test_a_mistake_is_put_right_at_once(at_home, servant):
    form = {
        "display_name": "Ahmad Fauzi",
        "title_after": "S.Sos.",
        "username": "Ahmad.F",
        "phone": "0812 3456 7890",
        "email": "a@example.com",
    }
    assert at_home.post("/data-saya/perbaiki/", form).headers["location"] == "/data-saya/"
    servant.refresh_from_db()
    assert (servant.get_full_name(), servant.username, servant.phone) == (
        "Ahmad Fauzi, S.Sos.",
        "ahmad.f",
        "+6281234567890",
    )
    entry = AuditEntry.objects.filter(action="own_data.corrected").get()
    assert entry.details == {"fields": ["username", "phone", "email", "title_after"]}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"phone": "12"}, "bukan nomor HP"),
        ({"username": "orang lain"}, ""),
        ({"display_name": ""}, ""),
        ({"email": "bukan surel"}, ""),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(at_home, servant, change, sentence):
    form = {"display_name": "Ahmad Fauzi", "username": servant.username, "phone": "", "email": ""}
    page = at_home.post("/data-saya/perbaiki/", form | change).content.decode()
    assert sentence in page
    assert "field__error" in page
    before = servant.username
    servant.refresh_from_db()
    assert (servant.username, servant.phone) == (before, None)


def test_somebody_elses_user_name_and_number_are_refused(at_home, servant):
    other = make_citizen()
    other.phone = "+6281234567890"
    other.save()
    for change in ({"username": other.username}, {"phone": "081234567890"}):
        form = {
            "display_name": "A",
            "username": servant.username,
            "phone": "",
            "email": "",
        } | change
        assert "field__error" in at_home.post("/data-saya/perbaiki/", form).content.decode()


def test_the_kecamatan_is_asked_before_the_village_and_may_stay_open(at_home, servant):
    page = at_home.get("/data-saya/wilayah/?district=18.03.10").content.decode()
    assert page.count("<option") == 15
    at_home.post("/data-saya/wilayah/?district=18.03.10", {"village": "18.03.10.1001"})
    assert User.objects.get(pk=servant.pk).citizen.area_id == "18.03.10.1001"
    at_home.post("/data-saya/wilayah/?district=18.03.10", {"village": "18.03.01.2002"})
    assert User.objects.get(pk=servant.pk).citizen.area_id == "18.03.10.1001"
    at_home.get("/data-saya/wilayah/?district=")
    assert User.objects.get(pk=servant.pk).citizen.area is None


def test_a_consent_is_taken_back_at_once_and_only_ones_own(at_home, servant):
    own = Consent.objects.create(
        person=servant, purpose="reminders", text_version="1", given_how="page"
    )
    others = Consent.objects.create(
        person=make_citizen(), purpose="photo", text_version="1", given_how="page"
    )
    at_home.post(f"/data-saya/izin/{own.pk}/tarik/")
    assert at_home.post(f"/data-saya/izin/{others.pk}/tarik/").status_code == 404
    own.refresh_from_db()
    others.refresh_from_db()
    assert (own.withdrawn_at is None, others.withdrawn_at is None) == (False, True)


def test_a_pause_begins_and_ends(at_home, servant):
    at_home.post("/data-saya/jeda/")
    servant.refresh_from_db()
    assert servant.paused_at is not None
    at_home.post("/data-saya/jeda/")
    servant.refresh_from_db()
    assert servant.paused_at is None


# --- Erasing ----------------------------------------------------------------------------------


def test_erasing_asks_for_the_passphrase_and_waits_seven_days(at_home, servant):
    assert (
        "belum cocok"
        in at_home.post("/data-saya/hapus/", {"passphrase": "bukan ini sandinya"}).content.decode()
    )
    servant.refresh_from_db()
    assert servant.erase_after is None
    at_home.post("/data-saya/hapus/", {"passphrase": PASSPHRASE})
    servant.refresh_from_db()
    assert timedelta(days=6, hours=23) < servant.erase_after - timezone.now() <= timedelta(days=7)
    assert "Akun Anda akan dihapus" in at_home.get("/data-saya/").content.decode()
    assert erase_due_people() == 0


def test_within_the_seven_days_one_may_change_ones_mind(at_home, servant):
    at_home.post("/data-saya/hapus/", {"passphrase": PASSPHRASE})
    at_home.post("/data-saya/hapus/batal/")
    User.objects.filter(pk=servant.pk).update(date_joined=timezone.now() - timedelta(days=9))
    assert erase_due_people() == 0


def test_after_seven_days_nothing_says_who_it_was(at_home, servant):
    servant.phone, servant.email = "+6281234567890", "a@example.com"
    servant.erase_after = timezone.now()
    servant.save()
    EmailAddress.objects.create(user=servant, email="a@example.com")
    give_second_factor(servant, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    Consent.objects.create(person=servant, purpose="reminders", text_version="1", given_how="page")
    send_message(servant, kind="greeting", key="greeting-1", subject="Halo", body="Selamat datang")
    name, username = servant.display_name, servant.username
    assert erase_due_people() == 1
    assert erase_due_people() == 0
    empty = User.objects.get(pk=servant.pk)
    assert (empty.display_name, empty.phone, empty.email, empty.is_active) == (
        "Akun dihapus",
        None,
        "",
        False,
    )
    assert empty.username.startswith("dihapus-")
    assert not empty.has_usable_password()
    for held in (Message, Consent, Session, EmailAddress):
        assert not held.objects.exists()
    kept = "".join(
        str(row)
        for model in apps.get_models()
        for row in model.objects.values()
        if model is not AuditEntry
    )
    assert name not in kept
    assert username not in kept
    assert "+6281234567890" not in kept


def test_citizens_who_have_been_away_for_two_years_are_erased_and_employees_are_not(servant):
    away, lately = make_citizen("Lama"), make_citizen("Baru")
    long_ago = timezone.now() - timedelta(days=731)
    User.objects.filter(pk__in=[away.pk, servant.pk]).update(
        last_login=long_ago, date_joined=long_ago
    )
    User.objects.filter(pk=lately.pk).update(date_joined=long_ago, last_login=timezone.now())
    assert erase_due_people() == 1
    assert set(User.objects.filter(erased_at=None)) == {servant, lately}


def test_one_persons_trouble_does_not_keep_the_others_waiting(servant, monkeypatch, caplog):
    second = make_citizen()
    User.objects.update(erase_after=timezone.now())
    module = import_module("courses.notices.personal_data")
    erase = module.erase_for
    monkeypatch.setattr(
        module, "erase_for", lambda user: 1 / 0 if user.pk == servant.pk else erase(user)
    )
    assert erase_due_people() == 1
    assert set(User.objects.filter(erased_at=None)) == {servant}
    assert User.objects.get(pk=servant.pk).display_name == "Ahmad Fauzi"
    assert second.pk in User.objects.exclude(erased_at=None).values_list("pk", flat=True)


def test_the_log_is_kept_for_twelve_months(db):
    make_person()
    AuditEntry.objects.update(at=timezone.now() - timedelta(days=366))
    erase_due_people()
    assert not AuditEntry.objects.exists()


# --- Nothing forgotten ------------------------------------------------------------------------

# Rows that point at a person because of what they did as staff: after erasing they point at
# the emptied account, which says nothing about who it was.
WORK_OF_STAFF = {
    "admin.LogEntry",
    "wagtailcore.Page",
    "wagtailcore.Revision",
    "wagtailcore.PageLogEntry",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.WorkflowState",
    "wagtailcore.TaskState",
    "wagtailcore.PageSubscription",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.UploadedFile",
    "wagtailimages.Image",
    "wagtaildocs.Document",
    "wagtailusers.UserProfile",
    "wagtailadmin.EditingSession",
    "wagtailadmin.FormState",
    "wagtailcore.APIToken",
    "cms.ServiceCard",
    "certificates.BulkIssue",
    "certificates.JpProposal",
    "classes.ShowOfHands",
    "packages.StatementReader",
    "quizzes.ExamRelease",
    "quizzes.ExamSession",
    "quizzes.KeyCorrection",
    "quizzes.PrintRun",
    "quizzes.SessionEvent",
    "workshops.WorkshopChange",
    "workshops.Report",
    "workshops.Photo",
}


def models_about_people():
    for model in apps.get_models():
        if any(
            field.related_model is User for field in model._meta.local_fields if field.is_relation
        ):
            yield model


def test_every_model_that_points_at_a_person_is_exported_or_erased_by_its_app():
    sources = {holding.module: getsource(import_module(holding.module)) for holding in HOLDINGS}
    domains = {holding.module: "".join(_sources_of_domain(holding.module)) for holding in HOLDINGS}
    held = {
        model._meta.label
        for model in models_about_people()
        if any(model.__name__ in sources[module] + domains[module] for module in sources)
    }
    forgotten = {model._meta.label for model in models_about_people()} - held - WORK_OF_STAFF
    assert forgotten == set()


def _sources_of_domain(module):
    from pathlib import Path

    folder = Path(import_module(module).__file__).parent
    for file in [
        *folder.glob("domain/*.py"),
        *folder.glob("domain.py"),
        *folder.glob("querysets.py"),
    ]:
        text = file.read_text()
        if ".delete()" in text or "erase" in text:
            yield text
