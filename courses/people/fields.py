"""A model field whose column holds only ciphertext."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

from courses.people import secrets


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # takes no argument when it runs
    """Text encrypted at rest; empty stays empty, and no look-up by value is possible."""

    def get_prep_value(self, value: object) -> str | None:
        """Return ciphertext for the column."""
        plain = super().get_prep_value(value)
        return secrets.encrypt(plain) if plain else plain

    def from_db_value(
        self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> str | None:
        """Return the plain text of the column."""
        return secrets.decrypt(value) if value else value
