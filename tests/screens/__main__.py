"""The pictures of docs/screens, taken from a running product.

    python3 run.py                                          in one terminal
    .venv/bin/python -m tests.screens                       in another; or with the address
    .venv/bin/python -m tests.screens ADDRESS guide         only those of the editors' guide
    .venv/bin/python -m tests.screens ADDRESS home quiz     only these screens

Signs in with the demonstration accounts, so the product runs with the development settings, and this
with the same DATABASE_URL and VAR_DIR. A screen is visited once and seen in every size and colour.
A picture that did not visibly change is left as it is.
"""

import sys

from playwright.sync_api import sync_playwright

from tests.needs import installed_chromium
from tests.screens.camera import FOLDER
from tests.screens.guide import take_guide
from tests.screens.learners import LEARNERS
from tests.screens.staff import STAFF
from tests.screens.visiting import demonstration_accounts, learners_in_the_middle, visit

GUIDE = "guide"


def main(address: str, wanted: set[str]) -> None:
    """Take the pictures of these names, or all."""
    visits = [*LEARNERS, *STAFF]
    known = {GUIDE} | {name for each in visits for name in each.screens}
    if unknown := sorted(wanted - known):
        sys.exit(f"There is no screen {', '.join(unknown)}. There are: {', '.join(sorted(known))}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    accounts = demonstration_accounts() | learners_in_the_middle()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed_chromium(), args=["--no-sandbox"]
        )
        for each in visits:
            visit(browser, address, accounts, each, wanted)
        if GUIDE in wanted or not wanted:
            take_guide(browser, address, accounts)
        browser.close()


if __name__ == "__main__":
    given = [*sys.argv[1:], *["http://127.0.0.1:8000"][len(sys.argv) - 1 :]]
    main(given[0], set(given[1:]))
