"""What teachers, trainers, offices, editors and administrators see."""

from playwright.sync_api import Page

from tests.screens.guide import open_page
from tests.screens.visiting import Visit, Way

MY_CLASSES = "/kelas/"
MY_WORKSHOPS = "/lokakarya/saya/"
ROOMS = "/ujian/ruang/"
EXAM = "/ujian/kelola/sdti/"
BANKS = "/cms/soal/"
PACKAGES = "/cms/paket/"


def edit_lesson(page: Page) -> None:
    """Open a lesson in the editor."""
    open_page(page, "Telepon dari")


def through(start: str, *links: str) -> Way:
    """Return the way from an address through links, each the first of its selector."""

    def walk(page: Page) -> None:
        page.goto(start)
        for link in links:
            page.goto(page.locator(link).first.evaluate("link => link.href"))

    return walk


CLASS = (MY_CLASSES, ".class-card")
PLANNED, RUNNING, REPORTED = (
    (MY_WORKSHOPS, f"tbody tr:nth-child({place}) a") for place in (1, 2, 3)
)
BANK = (BANKS, ".listing .title a:has-text('Sertifikasi')")
STAFF = [
    Visit(
        {
            "classes": MY_CLASSES,
            "class-board": through(*CLASS),
            "class-assign": through(*CLASS, "a[href$='/tugas/baru/']"),
            "assignment": through(*CLASS, ".class-list a"),
            "live": through(*CLASS, ".class-list li:nth-child(4) a", "a[href$='/langsung/']"),
            "gradebook": through(*CLASS, "a[href$='/nilai/']"),
            "cell": through(*CLASS, "a[href$='/nilai/']", ".mark a"),
            "pupil": through(*CLASS, ".table a"),
            "class-roster": through(*CLASS, "a[href$='/daftar/']"),
            "essays": "/penilaian/",
        },
        role="guru",
    ),
    Visit(
        {
            "my-workshops": MY_WORKSHOPS,
            "workshop-plan": "/lokakarya/baru/",
            "workshop": through(*PLANNED),
            "workshop-people": through(*RUNNING, "a[href$='/peserta/']"),
            "session-day": through(*RUNNING, "a[href$='/hadir/']"),
            "session-faces": through(*RUNNING, "a[href$='/hadir/']", "a[href*='/wajah/']"),
            "session-report": through(*REPORTED, "a[href$='/laporan/']"),
            "kits": "/lokakarya/kit/",
            "coverage": "/lokakarya/jangkauan/",
        },
        role="pelatih",
    ),
    Visit(
        {
            "jp": "/jp/",
            "jp-approvals": "/jp/pelatihan/antrean/",
            "jp-rekap": "/jp/rekap-siasn/",
            "rooms": ROOMS,
            "room": through(ROOMS, "main h2 a"),
            "seat-list": through(ROOMS, "main h2 a", "a[href$='/cetak/']"),
            "exam-manage": EXAM,
            "exam-statistics": f"{EXAM}butir/",
            "exam-paper": "/ujian/kertas/",
        },
        role="bkpsdm",
    ),
    Visit(
        {
            "editor-home": "/cms/",
            "editor-cards": "/cms/snippets/cms/servicecard/",
            "editor-lesson": edit_lesson,
        },
        role="editor",
    ),
    Visit(
        {
            "question-banks": BANKS,
            "question-bank": through(*BANK),
            "question": through(*BANK, ".listing .title a"),
            "packages": PACKAGES,
            "package": through(PACKAGES, ".listing .title a"),
            "package-send": f"{PACKAGES}kirim/",
            "package-libraries": f"{PACKAGES}pustaka/",
            "programmes": "/cms/programme/",
        },
        role="admin",
    ),
]
