"""Count what a piece of work asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

# A test runs inside a transaction, so its blocks show as savepoints where a server sends BEGIN and COMMIT.
TRANSACTION_WORDS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def statements() -> Iterator[list[str]]:
    """Return the list that the statements of the block are put in: SELECT, INSERT, UPDATE, DELETE."""
    made: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield made
    made += [
        query["sql"]
        for query in captured.captured_queries
        if not query["sql"].startswith(TRANSACTION_WORDS)
    ]
