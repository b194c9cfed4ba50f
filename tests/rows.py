"""The rows a test database starts with, and how it gets back to them after a test that commits."""

from typing import Self

from django.core.management.color import no_style
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import atomic


class Rows:
    """A copy of every table that holds something, to be put back whole."""

    def __init__(self, tables: dict[str, tuple[list[str], list[tuple[object, ...]]]]) -> None:
        self.tables = tables

    @classmethod
    def taken_from(cls, connection: BaseDatabaseWrapper) -> Self:
        """Copy what the tables hold now."""
        tables = {}
        with connection.cursor() as cursor:
            for table in _tables(connection):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                if rows := cursor.fetchall():
                    tables[table] = ([column[0] for column in cursor.description], rows)
        return cls(tables)

    def put_back(self, connection: BaseDatabaseWrapper) -> None:
        """Empty every table and fill it again with the copy; foreign keys are checked at the end."""
        empty_all = connection.ops.sql_flush(no_style(), _tables(connection), allow_cascade=False)
        with atomic(using=connection.alias), connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA defer_foreign_keys = ON")
            for statement in empty_all:
                cursor.execute(statement)
            for table, (columns, rows) in self.tables.items():
                names = ", ".join(map(connection.ops.quote_name, columns))
                places = ", ".join(["%s"] * len(columns))
                cursor.executemany(
                    f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({places})",
                    rows,
                )


def _tables(connection: BaseDatabaseWrapper) -> list[str]:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted(set(tables) - _filled_by_triggers(connection))


def _filled_by_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    """Return SQLite's tables of the full text search, which follow the table they index by themselves."""
    if connection.vendor != "sqlite":
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%%'")
        return {name for (name,) in cursor.fetchall()}
