"""What is wrong with a page as it stands before somebody, in words for a failing test."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

USUAL_TEXT = 16  # pixels, as browsers are delivered
LARGE_TEXT = 2 * USUAL_TEXT


def flaws_of(page: Page) -> list[str]:
    """Return what axe finds, and by how much the page is wider than its window: as it is, and with text of 200 %."""
    flaws = faults_on(page)
    if wider := overflow_of(page):
        flaws.append(f"{page.url} is {wider} pixels too wide")
    set_text(page, LARGE_TEXT)
    if wider := overflow_of(page):
        flaws.append(f"{page.url} is {wider} pixels too wide with text of 200 %")
    set_text(page, USUAL_TEXT)
    return flaws


def faults_on(page: Page) -> list[str]:
    """Return what axe finds, one line for each element."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


def overflow_of(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def set_text(page: Page, pixels: int) -> None:
    """Give the browser another size of text, as a person does in its settings."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels}})
    devtools.detach()
