"""Taps as a thumb makes them: counted, and only on what a thumb can hit."""

from playwright.sync_api import Locator, Page

# domain.md 4.1: Material's touch target, twice what WCAG 2.2 asks for (2.5.8).
THUMB = 48

# How many pixels up and down from the middle of an element still hit it: its own height, or that of
# the row which its link covers.
HEIGHT = """element => {
  element.scrollIntoView({ block: "center" });
  const box = element.getBoundingClientRect();
  const x = box.left + box.width / 2;
  const hits = (y) => {
    const found = document.elementFromPoint(x, y)?.closest("label, a, button");
    return found && found === element.closest("label, a, button");
  };
  let top = box.top + box.height / 2, bottom = top;
  while (hits(top - 1) && top > 0) top -= 1;
  while (hits(bottom + 1) && bottom < innerHeight) bottom += 1;
  return Math.round(bottom - top + 1);
}"""


class Thumb:
    """A person's thumb on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, target: Locator) -> None:
        """Tap what is large enough to be tapped; waits for it, as a person does."""
        target.wait_for()
        height = target.evaluate(HEIGHT)
        assert height >= THUMB, f"{target} can be hit on {height} pixels only"
        target.tap()
        self.taps += 1


def overflow_of(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
