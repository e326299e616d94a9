"""One backup at a time, whoever makes it: the worker at night, or a person by hand."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

ONE_BACKUP_AT_A_TIME = 7_234_003  # any number that nobody else uses as an advisory lock


class BackupUnderWayError(Exception):
    """Somebody makes a backup already; the message says so."""


@contextmanager
def lease() -> Iterator[None]:
    """Held on a connection of its own, so that it ends with whoever holds it, even one that is killed."""
    own = connections.create_connection("default")
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_BACKUP_AT_A_TIME])
            if not cursor.fetchone()[0]:
                raise BackupUnderWayError("A backup is being made already. Wait until it is done.")
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_BACKUP_AT_A_TIME])
    finally:
        own.close()
