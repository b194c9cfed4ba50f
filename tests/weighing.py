"""Weigh the pages as a slow phone gets them: `python3 run.py weigh`, or `python -m tests.weighing`.

A scratch copy of the product with its starter content is served as in production and opened in
Chromium behind a line of 400 kbit/s and 400 ms, with a processor four times slower, at 360 by 640.
Bytes and requests are the same on every machine, and a page over its budget ends the run with 1.
Seconds depend on the machine: they are printed beside the aim, and decide nothing.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from literasi.benchmark import scratch
from tests.browser import PHONE, slow_line
from tests.needs import installed_chromium

COURSE = "aman-di-dunia-digital"
PAGES = {
    "home": "/",
    "catalogue": "/katalog/",
    "course": f"/katalog/{COURSE}/",
    "lesson": f"/katalog/{COURSE}/telepon-petugas-dukcapil/",
    "quiz": f"/kuis/{COURSE}/",
    "verification": "/verifikasi/",
}
MOST_BYTES = 100 * 1024
MOST_BYTES_AGAIN = 40 * 1024
MOST_SCRIPT = 30 * 1024
MOST_REQUESTS = 10
# A shelf has a drawing for each course, and a phone loads those near its screen.
MOST_REQUESTS_OF_A_SHELF = 20
AIM_LCP = 2.0  # seconds
AIM_USABLE = 3.0

# Chromium tells the last largest paint, and every shift that nobody caused, to whoever asks early.
WATCH = """
window.weighed = { lcp: 0, cls: 0 };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) weighed.lcp = entry.startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) weighed.cls += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@dataclass(frozen=True)
class Visit:
    """What one visit cost; bytes as they travelled, seconds from the tap to the moment."""

    requests: int
    size: int
    script: int
    lcp: float
    usable: float
    shift: float


@dataclass(frozen=True)
class Weight:
    """One page, opened by a new phone and opened again."""

    name: str
    first: Visit
    again: Visit

    def excesses(self) -> list[str]:
        """Return a sentence for each budget that the page breaks."""
        limits = [
            ("requests", self.first.requests, most_requests(self.name)),
            ("bytes at the first visit", self.first.size, MOST_BYTES),
            ("bytes at the next visit", self.again.size, MOST_BYTES_AGAIN),
            ("bytes of script", self.first.script, MOST_SCRIPT),
        ]
        return [
            f"{self.name}: {found:,} {what}, at most {most:,}"
            for what, found, most in limits
            if found > most
        ]


def most_requests(name: str) -> int:
    """Return how many requests the page of this name may make."""
    return MOST_REQUESTS_OF_A_SHELF if name == "catalogue" else MOST_REQUESTS


def main() -> int:
    """Print the table, then the sentences on what is too heavy."""
    with served_copy() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed_chromium(), args=["--no-sandbox"]
        )
        weights = [weigh(browser, address, name, path) for name, path in PAGES.items()]
        browser.close()
    print(table(weights))
    excesses = [sentence for weight in weights for sentence in weight.excesses()]
    print("\n".join(["", *excesses]) if excesses else "\nEvery page keeps its budget.")
    return 1 if excesses else 0


@contextmanager
def served_copy() -> Iterator[str]:
    """Prepare a copy in a folder that is gone afterwards, serve it, and give its address."""
    with tempfile.TemporaryDirectory(prefix="literasi-weigh-") as folder:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "literasi.settings.weigh",
            "VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/weigh.sqlite3",
        }
        for command in (["prepare"], ["collectstatic", "--no-input"]):
            subprocess.run(
                [*scratch.MANAGE, *command], env=environment, check=True, stdout=subprocess.DEVNULL
            )
        with scratch.server(environment) as (_process, port):
            yield f"http://127.0.0.1:{port}"


def weigh(browser: Browser, address: str, name: str, path: str) -> Weight:
    """Open the page as a new phone does, and again when it has been there."""
    context = browser.new_context(base_url=address, locale="id-ID", **PHONE)
    context.add_init_script(WATCH)
    # The server's own first call of a page is not what a phone's line is about.
    context.request.get(path)
    visits = [visit(context, path) for _time in range(2)]
    context.close()
    return Weight(name, *visits)


def visit(context: BrowserContext, path: str) -> Visit:
    """Open the page behind the slow line, and count what comes over it."""
    page = context.new_page()
    line = slow_line(page)
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    line.on(
        "Network.requestWillBeSent", lambda told: kinds.update({told["requestId"]: told["type"]})
    )
    line.on(
        "Network.loadingFinished",
        lambda told: sizes.update({told["requestId"]: int(told["encodedDataLength"])}),
    )
    page.goto(path, wait_until="load")
    page.wait_for_load_state("networkidle")
    seen = page.evaluate(
        "() => ({...weighed, usable: performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd})"
    )
    travelled = {request: size for request, size in sizes.items() if size}
    page.close()
    return Visit(
        requests=len(travelled),
        size=sum(travelled.values()),
        script=sum(size for request, size in travelled.items() if kinds.get(request) == "Script"),
        lcp=seen["lcp"] / 1000,
        usable=seen["usable"] / 1000,
        shift=seen["cls"],
    )


def table(weights: list[Weight]) -> str:
    """Return the weights as a table for people."""
    head = (
        "| page | requests | KB | script KB | again: requests | again: KB "
        f"| LCP s (aim {AIM_LCP}) | usable s (aim {AIM_USABLE}) | CLS |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    rows = [
        f"| {each.name} | {each.first.requests} | {each.first.size / 1024:.1f} | {each.first.script / 1024:.1f} "
        f"| {each.again.requests} | {each.again.size / 1024:.1f} "
        f"| {each.first.lcp:.2f} | {each.first.usable:.2f} | {each.first.shift:.3f} |"
        for each in weights
    ]
    return "\n".join([head, *rows])


if __name__ == "__main__":
    sys.exit(main())
