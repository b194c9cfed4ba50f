"""The history of certificates is guarded by the database itself, against whoever writes past the models.

An update may only forget: empty the details, take the actor out. PostgreSQL refuses deletes too;
on SQLite that is left to the model, because a test database is emptied there by DELETE.
"""

from typing import Any

from django.db import connections

REFUSED = "The history of a certificate cannot be changed."

ON_SQLITE = [
    "DROP TRIGGER IF EXISTS certificates_history_stays",
    f"""
    CREATE TRIGGER certificates_history_stays BEFORE UPDATE ON certificates_certificateevent
    WHEN NEW.id <> OLD.id OR NEW.certificate_id <> OLD.certificate_id
      OR NEW.kind <> OLD.kind OR NEW.at <> OLD.at
      OR (NEW.actor_id IS NOT NULL AND NEW.actor_id IS NOT OLD.actor_id)
      OR (NEW.details <> '{{}}' AND NEW.details <> OLD.details)
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
]
ON_POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION certificates_history_stays() RETURNS trigger AS $$
    BEGIN
      IF TG_OP = 'UPDATE'
        AND NEW.id = OLD.id AND NEW.certificate_id = OLD.certificate_id
        AND NEW.kind = OLD.kind AND NEW.at = OLD.at
        AND (NEW.actor_id IS NULL OR NEW.actor_id IS NOT DISTINCT FROM OLD.actor_id)
        AND (NEW.details = '{{}}'::jsonb OR NEW.details = OLD.details)
      THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION '{REFUSED}';
    END $$ LANGUAGE plpgsql
    """,
    """
    CREATE OR REPLACE TRIGGER certificates_history_stays
    BEFORE UPDATE OR DELETE ON certificates_certificateevent
    FOR EACH ROW EXECUTE FUNCTION certificates_history_stays()
    """,
]
GUARDS = {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}


def guard_history(using: str = "default", **_kwargs: Any) -> None:
    """Set the guard, after every migration: SQLite forgets it when it makes the table anew."""
    connection = connections[using]
    table = "certificates_certificateevent"
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return
        for statement in GUARDS[connection.vendor]:
            cursor.execute(statement)
