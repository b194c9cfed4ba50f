"""What teachers, trainers, offices, editors and administrators see."""

from playwright.sync_api import Page

from tests.screens.guide import open_page
from tests.screens.visiting import Visit


def edit_lesson(page: Page) -> None:
    """Open a lesson in the editor."""
    open_page(page, "Telepon dari")


STAFF = [
    Visit({"classes": "/kelas/"}, role="guru"),
    Visit({"my-workshops": "/lokakarya/saya/"}, role="pelatih"),
    Visit({"jp": "/jp/", "rooms": "/ujian/ruang/"}, role="bkpsdm"),
    Visit(
        {
            "editor-home": "/cms/",
            "editor-cards": "/cms/snippets/cms/servicecard/",
            "editor-lesson": edit_lesson,
        },
        role="editor",
        sizes=("desk",),
        colours=("light",),
    ),
]
