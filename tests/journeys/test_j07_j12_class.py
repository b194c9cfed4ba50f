"""J7–J12: pupils enter with a card and learn; their teacher fills the class, assigns, projects and exports."""

import io
import shutil
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from courses.classes.domain.assigning import Order, assign
from courses.classes.models import Pupil, SchoolClass
from courses.learning.models import LearnerEvent
from tests.courses.classes.dapodik import as_xlsx, lines_of, pupils
from tests.courses.classes.making import give, make_class, owner_of
from tests.journeys.tapping import Thumb, tap_twice
from tests.looking import faults_on, flaws_of, overflow_of
from tests.people import PASSPHRASE, make_school, make_teacher
from tests.services import until

PROMISE = 5_000  # milliseconds until a teacher sees an answer
LESSON = "/katalog/warga-digital-yang-bijak/jejakku-tidak-hilang/"


@pytest.fixture(autouse=True)
def _the_course_for_pupils(transactional_db, tmp_path):
    """Publish P1 alone: the journeys need no other course."""
    for name in ("P1", "layanan"):
        shutil.copytree(settings.BASE_DIR / "cms" / "starter" / name, tmp_path / name)
    call_command("import_courses", str(tmp_path), verbosity=0)
    call_command("build_assets", verbosity=0)


def enter(hand: Thumb, pupil: Pupil, pin: str = "") -> None:
    """Go in through the one door, as a pupil with a card does."""
    page = hand.page
    page.goto("/masuk/")
    hand.arrives_at("Masuk")
    hand.tap(page.get_by_role("link", name="Saya murid dan punya kartu kelas"))
    hand.arrives_at("Masuk dengan kartu kelas")
    hand.write(page.get_by_label("Kode kelas"), pupil.school_class.code.lower())
    hand.write(page.get_by_label("Nomor absen"), str(pupil.number))
    hand.write(page.get_by_label("PIN di kartumu"), pin or pupil.secret)
    hand.tap(page.get_by_role("button", name="Masuk kelas"))


def sign_in(page: Page, username: str) -> None:
    page.goto("/masuk/")
    page.locator("[name=login]").fill(username)
    page.locator("[name=password]").fill(PASSPHRASE)
    page.locator("form[action='/masuk/'] button[type=submit]").click()
    page.wait_for_url("**/belajar/**")


def key_of(slug: str) -> str:
    from cms.models import LessonPage

    return f"lesson:{LessonPage.objects.get(slug=slug).key}"


def test_j7_a_pupil_enters_with_code_number_and_pin(hand):
    """J7: from the door into the class in at most 4 taps; only code, number and PIN are asked for."""
    pupil = make_class(pupils=2).pupils.first()
    phone = hand.page

    enter(hand, pupil)

    hand.arrives_at("Halo, Rizky")
    assert (urlsplit(phone.url).path, hand.taps) == ("/kelas/saya/", 2)
    expect(phone.get_by_text("Gurumu bisa melihat kemajuanmu")).to_be_visible()
    assert "Anda" not in phone.locator("main").inner_text()
    phone.goto(LESSON)
    expect(phone.get_by_text("Gurumu bisa melihat kemajuanmu")).to_be_visible()
    # The teacher's sheet, with its answers, is not on a pupil's page, and its plan is not for pupils.
    assert phone.locator(".teacher-sheet").count() == 0
    phone.get_by_role("link", name="Rencana pelajaran untuk guru").click()
    expect(phone.get_by_role("heading", level=1)).not_to_have_text("Jejakku tidak hilang")
    assert phone.locator("main").inner_text().count("Kunci") == 0


def test_j7_the_door_asks_for_nothing_personal_and_a_second_tap_on_a_slow_line_is_no_second_try(
    slow_phone,
):
    """J7: no field for NIK, birth date or phone; an impatient tap costs none of the five tries."""
    pupil = make_class(pupils=1).pupils.get()
    slow_phone.goto("/masuk/kelas/")
    fields = slow_phone.locator("main input:not([type=hidden])")
    assert fields.evaluate_all("found => found.map((field) => field.labels[0].innerText)") == [
        "Kode kelas",
        "Nomor absen",
        "PIN di kartumu",
    ]
    fields.nth(0).fill(pupil.school_class.code)
    fields.nth(1).fill("1")
    fields.nth(2).fill("000000" if pupil.secret != "000000" else "111111")

    tap_twice(slow_phone.get_by_role("button", name="Masuk kelas"))

    expect(slow_phone.get_by_role("alert")).to_contain_text("Minta kartu baru kepada gurumu")
    assert Pupil.objects.get().tries == 1
    assert flaws_of(slow_phone) == []


def test_j7_the_qr_of_a_card_fills_the_door_in_and_the_pin_stays_out_of_the_address(phone):
    from courses.classes.domain.printing import address_of

    pupil = make_class(pupils=1).pupils.select_related("school_class").get()

    phone.goto(address_of(pupil.school_class, pupil, ""))

    expect(phone.get_by_label("PIN di kartumu")).to_have_value(pupil.secret)
    assert pupil.secret not in phone.url
    phone.get_by_role("button", name="Masuk kelas").tap()
    phone.wait_for_url("**/kelas/saya/")


def test_j8_what_a_pupil_does_is_seen_live_and_stands_in_the_gradebook(phone, desk):
    """J8: the teacher sees an answer within five seconds of the clock, without touching the page."""
    school_class = make_class(pupils=2)
    assignment = give(school_class, key_of("jejakku-tidak-hilang"))
    enter(Thumb(phone), school_class.pupils.first())
    phone.get_by_role("link", name="Jejakku tidak hilang").tap()
    phone.wait_for_url(f"**{LESSON}")
    sign_in(desk, owner_of(school_class).username)
    desk.clock.install()
    desk.goto(f"/kelas/{school_class.code}/tugas/{assignment.pk}/langsung/")
    expect(desk.locator(".live--working")).to_contain_text("Rizky Pratama")
    desk.clock.pause_at(timezone.now() + timedelta(hours=1))

    spot = "form.practice[data-practice='tandai-jejak']"
    for words in (
        "Nama sekolah di seragam",
        "Warung Bu Ning",
        "Jadwal tiap Selasa",
        "Pulang jam 5",
    ):
        phone.locator(f"{spot} label", has_text=words).tap()
    phone.locator(f"{spot} button.button--primary").tap()
    form = "form.practice[data-practice='tulis-ulang-status']"
    phone.locator(f"{form} [name=status]").fill("Main voli bareng teman itu obat capek!")
    for field in phone.locator(f"{form} select").all():
        field.select_option(field.get_attribute("data-expected"))
    phone.locator(f"{form} button.button--primary").tap()
    until(
        lambda: LearnerEvent.objects.filter(kind="practice.done").count() == 2,
        "The practices did not arrive",
    )

    row = desk.locator("[data-live] tr", has_text="Rizky")
    expect(row).to_have_class("live live--working")
    desk.clock.run_for(PROMISE)
    expect(row).to_have_class("live live--done")
    desk.clock.resume()
    desk.goto(f"/kelas/{school_class.code}/nilai/")
    expect(desk.locator(".gradebook tbody tr").first).to_contain_text("Rizky Pratama")
    assert faults_on(desk) == []


def test_j9_a_forgotten_pin_is_told_whom_to_ask_and_five_wrong_tries_wait(phone):
    """J9: "minta kartu baru", five minutes after five wrong tries, and then the door opens again."""
    pupil = make_class(pupils=1).pupils.get()
    wrong = "000000" if pupil.secret != "000000" else "111111"
    enter(Thumb(phone), pupil, wrong)
    expect(phone.get_by_role("alert")).to_contain_text("Minta kartu baru kepada gurumu")

    for _try in range(5):
        phone.get_by_label("PIN di kartumu").fill(wrong)
        with phone.expect_navigation():
            phone.get_by_role("button", name="Masuk kelas").tap()

    expect(phone.get_by_role("alert")).to_contain_text("Tunggu lima menit")
    Pupil.objects.update(wait_until=timezone.now() - timedelta(seconds=1))
    phone.get_by_label("PIN di kartumu").fill(pupil.secret)
    phone.get_by_role("button", name="Masuk kelas").tap()
    phone.wait_for_url("**/kelas/saya/")


def test_j10_a_dapodik_file_becomes_a_class_with_cards_in_six_taps(desk, tmp_path):
    """J10: 38 pupils out of 66 columns in six clicks, nothing of their parents kept."""
    teacher = make_teacher(make_school())
    (tmp_path / "Daftar_PD.xlsx").write_bytes(as_xlsx(lines_of(pupils(38))))
    sign_in(desk, teacher.username)
    desk.goto("/kelas/")
    clicks = 0

    def click(name: str, role: str = "button") -> None:
        nonlocal clicks
        desk.get_by_role(role, name=name, exact=True).first.click()
        clicks += 1

    click("Kelas baru", "link")
    desk.get_by_label("Nama kelas").fill("VII A")
    click("Buat kelas")
    desk.locator("[name=file]").set_input_files(tmp_path / "Daftar_PD.xlsx")
    clicks += 1
    click("Lihat daftarnya")
    expect(desk.locator("[data-preview]")).to_have_text(
        "38 murid VII A; 62 kolom lain diabaikan, termasuk NIK dan data orang tua."
    )
    assert faults_on(desk) == []
    click("Masukkan 38 murid")
    address = desk.get_by_role("link", name="Cetak kartu masuk").get_attribute("href")
    clicks += 1
    cards = desk.request.get(address)

    assert clicks == 6
    assert (cards.headers["content-type"], cards.body()[:5]) == ("application/pdf", b"%PDF-")
    assert list(SchoolClass.objects.get().pupils.values_list("name", flat=True)) == [
        name for name, _sex, _nisn, _group in pupils(38)
    ]


def test_j11_a_lesson_is_assigned_for_next_tuesday_and_projected_in_five_taps(desk):
    """J11: assigned for next Tuesday, then on the wall with a show of hands."""
    school_class = make_class(pupils=32)
    today = timezone.localdate()
    tuesday = today + timedelta(days=(1 - today.weekday()) % 7 or 7)
    sign_in(desk, owner_of(school_class).username)
    desk.goto(f"/kelas/{school_class.code}/")
    desk.get_by_role("link", name="Beri tugas").click()
    desk.get_by_label("Apa", exact=True).select_option(label="3. Kunci akunku")
    desk.get_by_label("Sampai").fill(tuesday.isoformat())
    desk.get_by_role("button", name="Beri tugas").click()
    desk.get_by_role("link", name="Mode layar").click()

    assert (school_class.assignments.get().title, school_class.assignments.get().due_on) == (
        "Kunci akunku",
        tuesday,
    )
    expect(desk.get_by_role("heading", name="Kunci akunku")).to_be_visible()
    expect(desk.locator(".screen__slide:visible")).to_have_count(1)
    while not desk.locator(".screen__slide:visible form.hands").count():
        desk.keyboard.press("ArrowRight")
    place = desk.url.split("#")[1]
    desk.locator("form.hands:visible input[type=number]").first.fill("27")
    with desk.expect_navigation():
        desk.locator("form.hands:visible button").click()
    assert desk.url.split("#")[1] == place
    expect(desk.locator("form.hands:visible input[type=number]").first).to_have_value("27")
    assert faults_on(desk) == []
    for _press in range(30):
        desk.keyboard.press("PageDown")
    desk.locator("label.option:visible", has_text="2. Dinda Lestari").click()
    desk.get_by_role("button", name="Hitung selesai").click()
    until(lambda: "selesai" in desk.content(), "The pupils were not counted")
    desk.goto(f"/kelas/{school_class.code}/tugas/{school_class.assignments.get().pk}/")
    expect(desk.locator(".mark--done")).to_have_count(31)


def test_j12_marks_are_exported_in_two_taps_with_names_and_order_of_the_class(desk):
    """J12: the sheet has the names of the class in its order."""
    school_class = make_class(pupils=5)
    order = Order("paper", "Poster", timezone.localdate())
    assign(school_class, order, by=owner_of(school_class))
    sign_in(desk, owner_of(school_class).username)
    desk.goto(f"/kelas/{school_class.code}/")

    desk.get_by_role("link", name="Nilai", exact=True).click()
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Simpan sebagai lembar kerja").click()

    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets[0]
    assert [cell.value for cell in sheet["B"]] == [
        "Nama",
        *school_class.pupils.values_list("name", flat=True),
    ]


@pytest.mark.parametrize("address", ["", "nilai/", "tugas/baru/", "kemajuan/", "daftar/", "guru/"])
def test_the_pages_of_a_class_fit_a_narrow_screen_and_axe_finds_nothing(phone, address):
    school_class = make_class(pupils=4)
    give(school_class, key_of("kunci-akunku"))
    sign_in(phone, owner_of(school_class).username)

    phone.goto(f"/kelas/{school_class.code}/{address}")

    assert (faults_on(phone), overflow_of(phone)) == ([], 0)
