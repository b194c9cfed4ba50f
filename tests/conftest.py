"""What all tests share: which database they run on, a server, a browser, and a clean start each.

DATABASE_URL     PostgreSQL to run on; without it, a SQLite file in var/
TEST_DATABASE    a name of your own for the test database, so that two runs do not meet
TESTS_ON         "the second database" leaves out what cannot differ there: tests that use no database,
                 and journeys in a browser that are not marked for both
CI=true          a test that is skipped, or expected to fail, fails the run; a journey in a browser that
                 failed is tried once more and named at the end (docs/decisions/0026)
"""

import os
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.needs import NEEDS, can_run
from tests.rows import Rows

pytest_plugins = ["tests.browser", "tests.services", "tests.starter", "tests.packages"]

# Playwright's own event loop runs in the thread that the tests use for the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ON_CI = os.environ.get("CI") == "true"
ON_THE_SECOND = os.environ.get("TESTS_ON") == "the second database"
ASKS_A_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


# --- The database ---------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Give this run, and each of its parallel workers, a database of its own."""
    names = [os.environ.get("TEST_DATABASE", "suite")]
    names += (
        [worker["workerid"]] if (worker := getattr(request.config, "workerinput", None)) else []
    )
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        # A file, not memory: the live server and the tests each have their own connection, as in real life.
        name = str(settings.VAR_DIR / f"test-{'-'.join(names)}.sqlite3")
        database["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;"
    else:
        name = "test_" + "_".join(names)
    database.setdefault("TEST", {})["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Remember what the migrations put in, so that tests that commit can go back to it."""
    with django_db_blocker.unblock():
        rows = Rows.taken_from(connection)

    def put_everything_back(case: TransactionTestCase) -> None:
        rows.put_back(connection)
        caches["default"].clear()

    # Django would empty every table instead, and leave later tests without the root page and the areas.
    TransactionTestCase._fixture_teardown = put_everything_back


@pytest.fixture(autouse=True)
def _empty_local_cache() -> None:
    """Let no test find what another one left in this process's own cache."""
    caches["local"].clear()


# --- Which tests can run here ---------------------------------------------------------------


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this machine has no service for; on CI leave out nothing it must have."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "chromium" in fixtures:
            item.add_marker(pytest.mark.browser)
            if ON_CI:
                item.add_marker(pytest.mark.flaky(reruns=1))
        if "redis_url" in fixtures:
            item.add_marker(pytest.mark.redis)
    if ON_THE_SECOND:
        same = [item for item in items if cannot_differ(item)]
        config.hook.pytest_deselected(items=same)
        items[:] = [item for item in items if item not in set(same)]
    left_out = {
        item: name
        for item in items
        for name in NEEDS
        if item.get_closest_marker(name) and not can_run(name, on_ci=ON_CI)
    }
    config.stash[LEFT_OUT] = sorted(left_out.values())
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def cannot_differ(item: pytest.Item) -> bool:
    """Tell whether a test passes or fails alike on every database."""
    if item.get_closest_marker("browser"):
        return item.get_closest_marker("both_databases") is None
    asks = ASKS_A_DATABASE & set(getattr(item, "fixturenames", ()))
    return not asks and item.get_closest_marker("django_db") is None


LEFT_OUT = pytest.StashKey[list[str]]()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take over from a parallel worker, all of which collect the same tests, what it left out."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests this machine could not run, and what they would need."""
    left_out = terminalreporter.config.stash.get(LEFT_OUT, [])
    for name in dict.fromkeys(left_out):
        terminalreporter.write_line(
            f"Not run here: {left_out.count(name)} tests that need {NEEDS[name]}."
        )


def pytest_sessionfinish(session: pytest.Session) -> None:
    """On CI a test that did not run is a failure: nothing passes by being skipped."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash.get(LEFT_OUT, [])
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not ON_CI or reporter is None:
        return
    silent = [name for name in ("skipped", "xfailed", "xpassed") if reporter.stats.get(name)]
    if silent and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line(
            f"CI: tests ended as {', '.join(silent)}; that counts as failed.", red=True
        )
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
