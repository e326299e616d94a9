"""Tells Django which database each question goes to."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

from parvis.kernel.database.location import REPLICA
from parvis.kernel.replicas.reading import present

# Counters of sign-in and who is signed in are asked where they are written.
ALWAYS_WHERE_IT_IS_WRITTEN = frozenset({"django_cache", "sessions", "procrastinate"})


class Reader:
    """Questions of what is marked go to the replica; everything else, and every change, to the database that writes.

    It always answers: what Django would choose by itself is where a row came from, and a change must never go there.
    """

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        """Which database answers a question about this model."""
        reading = present()
        if reading is None or reading.has_written or model._meta.app_label in ALWAYS_WHERE_IT_IS_WRITTEN:
            return DEFAULT_DB_ALIAS
        return DEFAULT_DB_ALIAS if connections[DEFAULT_DB_ALIAS].in_atomic_block else REPLICA

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        """Who writes reads the rest where it was written."""
        reading = present()
        if reading is not None:
            reading.has_written = True
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        """Rows of both are rows of one city."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """A replica gets its tables from the database that it follows."""
        return False if db == REPLICA else None
