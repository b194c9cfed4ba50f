"""The pictures of docs/panduan-editor.md: one draft goes from its writer to its reviewer.

They need a course to work on: it is written as a draft, and never published.
"""

from urllib.parse import quote

from playwright.sync_api import Browser, Page

from tests.screens.camera import take
from tests.screens.visiting import Account, enter_code, opened, scroll_to, sign_in

BELOW_HEAD = 200  # pixels: the head of the editor stays while the page scrolls
EXAMPLE_COURSE = "Contoh: Foto yang Jelas"
EXAMPLE_LESSON = "Memotret berkas dengan jelas"
EXAMPLE_WORDS = (
    "Pak Rahmat mengirim foto KTP. Fotonya gelap. Petugas tidak bisa membacanya.",
    "Letakkan KTP di tempat terang.",
    "Pegang HP tepat di atasnya.",
    "Periksa: semua huruf terbaca?",
    "Cari tempat terang.",
    "Jangan pakai lampu kilat.",
    "Periksa sebelum mengirim.",
    "Minta tolong anak atau perangkat desa. Tidak apa-apa.",
    "Bawa KTP ke balai desa. Petugas bisa memindainya.",
)


def take_guide(browser: Browser, address: str, accounts: dict[str, Account]) -> None:
    """Take the pictures of docs/panduan-editor.md: one draft goes from its writer to its reviewer."""
    with opened(browser, address, "guide", "light") as page:
        take_second_factor(page, accounts["editor"])
        take_reading(page)
        write_example(page)
        take_writing(page)
        send_for_review(page)
    with opened(browser, address, "guide", "light") as page:
        sign_in(page, accounts["penelaah"])
        take_reviewing(page)
    with opened(browser, address, "guide", "light") as page:
        sign_in(page, accounts["editor"])
        take_afterwards(page)


def take_second_factor(page: Page, account: Account) -> None:
    """Sign in and stop at the page that asks for six digits on the way."""
    page.goto("/masuk/")
    page.fill("input[name=login]", account.username)
    page.fill("input[name=password]", account.password)
    page.press("input[name=password]", "Enter")
    page.locator("input[name=code]").wait_for()
    take_part(page, "panduan-kode")
    enter_code(page, account.totp_secret)


def take_reading(page: Page) -> None:
    """Take what an editor finds before writing anything."""
    page.goto("/cms/")
    take_part(page, "panduan-depan")
    open_page(page, "Cek Aman")
    scroll_to(page, "[data-contentpath=questions] [data-contentpath=text] textarea", BELOW_HEAD)
    take_part(page, "panduan-kuis")
    page.goto("/cms/snippets/cms/servicecard/")
    page.get_by_role("link", name="Identitas Kependudukan Digital (IKD)").first.click()
    page.locator("#id_official_address").wait_for()
    scroll_to(page, "#id_official_address", BELOW_HEAD)
    take_part(page, "panduan-kartu")
    open_page(page, "Telepon dari")
    scroll_to(page, "[data-contentpath=body] [data-contentpath=instructions] textarea", BELOW_HEAD)
    take_part(page, "panduan-latihan")
    page.goto(find_page(page, "Aman di Dunia Digital").replace("/edit/", "/"))
    take_part(page, "panduan-urutan")


def write_example(page: Page) -> None:
    """Write a course with one lesson, unless an earlier run did."""
    if find_page(page, EXAMPLE_LESSON):
        return
    page.goto("/cms/pages/")
    catalogue = page.locator("main table .title a", has_text="Kursus").first
    number = (catalogue.get_attribute("href") or "").strip("/").split("/")[2]
    page.goto(f"/cms/pages/add/cms/coursepage/{number}/")
    page.fill("#id_title", EXAMPLE_COURSE)
    page.fill("#id_code", "CONTOH")
    page.fill("#id_summary", "Memotret berkas sampai terbaca.")
    save_draft(page)
    number = page.url.strip("/").split("/")[-2]
    page.goto(f"/cms/pages/add/cms/lessonpage/{number}/")
    page.fill("#id_title", EXAMPLE_LESSON)
    page.fill("#id_goal", "Setelah ini Anda bisa memotret KTP sampai terbaca.")
    page.fill("#body-0-value-title", "Cerita Pak Rahmat")
    page.fill("#body-1-value-title", "Tiga langkah")
    for place, words in enumerate(EXAMPLE_WORDS):
        page.locator("[contenteditable=true]").nth(place).click()
        page.keyboard.type(words)
    page.fill("#body-2-value-instructions", "Pilih foto yang bisa dipakai.")
    for place, words in enumerate(["Terang, terbaca", "Gelap dan miring", "Tertutup jari"]):
        page.fill(f"#body-2-value-options-{place}-value-text", words)
    page.check("#body-2-value-options-0-value-correct")
    page.fill("#id_source", "Disdukcapil")
    save_draft(page)


def take_writing(page: Page) -> None:
    """Take the editor of the example while it is a draft."""
    open_page(page, EXAMPLE_COURSE)
    take_part(page, "panduan-kursus")
    open_page(page, EXAMPLE_LESSON)
    take_part(page, "panduan-pemeriksaan")
    scroll_to(page, "[data-contentpath=body] > * button.c-sf-add-button", BELOW_HEAD)
    page.locator("[data-contentpath=body] > * button.c-sf-add-button").first.click()
    page.get_by_role("option", name="Cerita", exact=True).wait_for()
    take_part(page, "panduan-blok")
    page.keyboard.press("Escape")
    page.locator("[data-side-panel-toggle=preview]").click()
    page.frame_locator("iframe[src]").get_by_role("heading", name=EXAMPLE_LESSON).wait_for()
    take_part(page, "panduan-pratinjau")
    page.locator("[data-side-panel-toggle=status]").click()
    page.get_by_role("button", name="Atur jadwal").click()
    page.locator("input[name=go_live_at]").wait_for()
    take_part(page, "panduan-jadwal")
    page.keyboard.press("Escape")


def send_for_review(page: Page) -> None:
    """Send the example to the reviewer."""
    open_page(page, EXAMPLE_LESSON)
    page.get_by_role("button", name="Tindakan lain").click()
    page.locator("button[name=action-submit]").wait_for()
    take_part(page, "panduan-kirim")
    with page.expect_navigation():
        page.locator("button[name=action-submit]").click()


def take_reviewing(page: Page) -> None:
    """Take what the reviewer sees."""
    open_page(page, EXAMPLE_LESSON)
    page.get_by_role("button", name="Tindakan lain").click()
    page.get_by_role("button", name="Setujui dan terbitkan", exact=True).wait_for()
    take_part(page, "panduan-telaah")
    page.get_by_role("button", name="Kembalikan untuk diperbaiki", exact=True).click()
    page.locator(".modal textarea").fill("Langkah kedua belum jelas: berapa jauh HP dari KTP?")
    take_part(page, "panduan-kembalikan")


def take_afterwards(page: Page) -> None:
    """Take the history of the example, and call it back so that the next run finds a draft."""
    open_page(page, EXAMPLE_LESSON)
    page.goto(page.url.replace("/edit/", "/history/"))
    page.get_by_role("button", name="Tindakan", exact=True).last.click()
    page.get_by_role("link", name="Telaah versi ini").wait_for()
    take_part(page, "panduan-riwayat")
    open_page(page, EXAMPLE_LESSON)
    with page.expect_navigation():
        page.locator("button[name=action-cancel-workflow]").first.click()


def find_page(page: Page, title: str) -> str:
    """Return the address at which the page with this title is edited, or nothing."""
    page.goto(f"/cms/pages/search/?q={quote(title)}")
    links = page.locator("main table tbody .title a", has_text=title)
    return links.first.get_attribute("href") or "" if links.count() else ""


def open_page(page: Page, title: str) -> None:
    """Open the editor of a page the way an editor finds it: by searching for its title."""
    page.goto(find_page(page, title))
    page.wait_for_load_state("networkidle")


def save_draft(page: Page) -> None:
    """Save, and wait until the page is there."""
    page.get_by_role("button", name="Simpan draf").click()
    page.wait_for_url("**/edit/")
    page.wait_for_load_state("networkidle")


def take_part(page: Page, name: str) -> None:
    """Keep what stands in the window as a small picture."""
    page.wait_for_load_state("networkidle")
    take(page, name, whole=False)
