"""Which steps of the tables' history this database has seen."""

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def applied_migrations() -> frozenset[str]:
    """As `module.name`."""
    return frozenset(f"{label}.{name}" for label, name in MigrationRecorder(connection).applied_migrations())
