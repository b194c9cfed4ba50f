"""The site as a fresh installation has it: starter courses and demonstration accounts."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests.rows import Rows

KEPT: dict[str, Rows] = {}


@pytest.fixture
def starter_content(transactional_db: None) -> None:
    """Load the starter courses and make the demonstration accounts; from the second test on, in a moment."""
    if "starter" in KEPT:
        KEPT["starter"].put_back(connection)
        return
    call_command("import_courses", starter=True, verbosity=0)
    call_command("demo_accounts", create=True, json=True)
    KEPT["starter"] = Rows.taken_from(connection)
