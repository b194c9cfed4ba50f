"""Hands on a page: a thumb, whose taps are counted and which hits only what is large enough; keys alone; impatience."""

from playwright.sync_api import Locator, Page, Route, expect

from tests.looking import flaws_of

# domain.md 4.1: Material's touch target, twice what WCAG 2.2 asks for (2.5.8).
THUMB = 48
FURTHEST = 120  # presses of Tab

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

# One stop of Tab serves all the choices of a question.
HAS_FOCUS = """element => {
  const control = element.control ?? element, focused = document.activeElement;
  return control === focused || (control.type === "radio" && focused.type === "radio" && control.name === focused.name);
}"""
# On the control itself, on the row that its link covers, or on its label.
SHOWS_FOCUS = """() => {
  const focused = document.activeElement;
  const outlines = [focused, focused.closest("label, article, li")].filter(Boolean)
    .flatMap((each) => ["", "::before", "::after"].map((part) => getComputedStyle(each, part || null).outlineStyle));
  return outlines.some((style) => style !== "none");
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

    def tick(self, option: Locator) -> None:
        """Choose one of several answers, given by its label."""
        self.tap(option)

    def write(self, field: Locator, text: str) -> None:
        """Write into a field; typing is no tap."""
        field.fill(text)

    def choose(self, field: Locator, label: str) -> None:
        """Choose from a list that opens."""
        field.select_option(label=label)

    def arrives_at(self, heading: str) -> None:
        """Wait for the page of this heading, and find nothing wrong with it."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        assert flaws_of(self.page) == []


class Keys(Thumb):
    """The same person with a keyboard alone: everything must be reached by Tab, and the focus be seen."""

    def tap(self, target: Locator) -> None:
        """Go to it and press Enter."""
        self.reach(target)
        self.page.keyboard.press("Enter")
        self.taps += 1

    def tick(self, option: Locator) -> None:
        """Go to the answers and press Space, or the arrow key down until this one is chosen."""
        self.reach(option)
        self.page.keyboard.press("Space")
        is_chosen = "label => label.control.checked"
        for _other in range(9):
            if option.evaluate(is_chosen):
                break
            self.page.keyboard.press("ArrowDown")
        assert option.evaluate(is_chosen), f"{option} cannot be chosen with keys"
        self.taps += 1

    def write(self, field: Locator, text: str) -> None:
        """Go to the field and type."""
        self.reach(field)
        self.page.keyboard.type(text)

    def choose(self, field: Locator, label: str) -> None:
        """Go to the list and type the first letters."""
        self.reach(field)
        self.page.keyboard.type(label)
        assert field.evaluate("list => list.selectedOptions[0].label") == label

    def reach(self, target: Locator) -> None:
        """Press Tab until this has the focus."""
        target.wait_for()
        self.page.wait_for_load_state()
        for _press in range(FURTHEST):
            if target.evaluate(HAS_FOCUS):
                assert self.page.evaluate(SHOWS_FOCUS), f"{target} does not show its focus"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{FURTHEST} presses of Tab do not reach {target}")


def hold(page: Page, address: str, method: str = "GET") -> list[Route]:
    """Return a list of what the page asks at this address: it waits on the line until the test lets it go."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        if route.request.method == method:
            held.append(route)
        else:
            route.continue_()

    page.route(address, keep)
    return held


def tap_twice(button: Locator) -> None:
    """Tap again at once, as people do when nothing seems to happen."""
    button.page.wait_for_load_state()
    button.evaluate("button => { button.click(); button.click(); }")
