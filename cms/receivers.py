"""What cms listens to: pages published and withdrawn, databases migrated."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from cms.founding import set_up_site


def found_site_after_migrating(*, using: str = DEFAULT_DB_ALIAS, **rest: Any) -> None:
    """Give a database that has just got all of its tables a home page."""
    executor = MigrationExecutor(connections[using])
    if using == DEFAULT_DB_ALIAS and not executor.migration_plan(
        executor.loader.graph.leaf_nodes()
    ):
        set_up_site()
