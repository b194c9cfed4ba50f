"""Insert rows that may be there already, and learn which of them were new."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import AutoField, Model


def insert_new(rows: Sequence[Model]) -> list[Any]:
    """Insert those rows of one model that break no unique rule; return their primary keys.

    One statement. Django's bulk_create(ignore_conflicts=True) does not say what it inserted, and
    looking afterwards counts a row once for everybody who sent it at the same time.
    """
    if not rows:
        return []
    meta = rows[0]._meta  # noqa: SLF001 - Django's documented way to a model's fields
    fields = [field for field in meta.concrete_fields if not isinstance(field, AutoField)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["(" + ", ".join(["%s"] * len(fields)) + ")"] * len(rows))
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection)
        for row in rows
        for field in fields
    ]
    statement = (
        f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES {places}"  # noqa: S608 - names of our own model
        f" ON CONFLICT DO NOTHING RETURNING {quote(str(meta.pk.column))}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [meta.pk.to_python(row[0]) for row in cursor.fetchall()]
