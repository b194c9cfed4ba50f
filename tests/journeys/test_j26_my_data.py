"""J26: a learner takes their data along, and deletes the account."""

import json
import re
import zipfile
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from courses.people.domain.demo import PASSWORD
from courses.people.models import User
from literasi.privacy.erasing import erase_due_people


@pytest.fixture
def at_my_data(phone: Page, transactional_db: None) -> Page:
    call_command("demo_accounts", create=True, stdout=StringIO())
    phone.goto("/masuk/?next=/data-saya/")
    phone.get_by_label("Nama pengguna atau nomor HP").fill("warga")
    phone.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    phone.get_by_role("button", name="Masuk", exact=True).click()
    phone.wait_for_url(re.compile("/data-saya/$"))
    return phone


def test_j26_my_data_comes_as_one_file_at_once(at_my_data: Page, tmp_path) -> None:
    with at_my_data.expect_download() as coming:
        at_my_data.get_by_role("button", name="Unduh data saya").click()
    coming.value.save_as(file := tmp_path / "data.zip")
    with zipfile.ZipFile(file) as archive:
        assert json.loads(archive.read("data.json"))["account"]["name"] == "Siti Aminah"
        assert "Siti Aminah" in archive.read("data.html").decode()


def test_j26_the_account_is_deleted_after_seven_days_unless_called_off(at_my_data: Page) -> None:
    page = at_my_data
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="Hapus akun").click()
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Hapus dalam tujuh hari").click()
    expect(page.get_by_text("Akun Anda akan dihapus", exact=True)).to_be_visible()
    page.get_by_role("button", name="Jangan hapus akun saya").click()
    expect(page.get_by_text("Akun Anda tetap ada")).to_be_visible()
    page.get_by_role("link", name="Hapus akun").click()
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Hapus dalam tujuh hari").click()
    expect(page.get_by_text("Akun Anda akan dihapus", exact=True)).to_be_visible()
    User.objects.filter(username="warga").update(erase_after=timezone.now())
    assert erase_due_people() == 1
    page.goto("/data-saya/")
    expect(page).to_have_url(re.compile("/masuk/"))
    assert not User.objects.filter(username="warga").exists()
