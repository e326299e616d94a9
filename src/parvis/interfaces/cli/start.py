"""Brings Django up and the tables to the present state, doing no more than is needed."""

import importlib
import os

from parvis.interfaces.cli.terminal import say
from parvis.kernel.database.location import PROJECT

ONE_MIGRATION_AT_A_TIME = 7_234_001  # any number that nobody else uses as an advisory lock


def set_up_django() -> None:
    """Load settings and modules; cheap when it was done before."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.config.settings.dev")
    os.environ.setdefault("PARVIS_PROJECT", str(PROJECT))
    importlib.import_module("django").setup()


def pending_migrations() -> list[str]:
    """The migrations that this database has not seen, as `module.name`."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def migrate_if_needed() -> int:
    """Bring the tables to the present state; how many migrations were applied. Two at once wait for each other."""
    from django.core.management import call_command
    from django.db import connection

    if not pending_migrations():
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_MIGRATION_AT_A_TIME])
        try:
            pending = pending_migrations()
            if pending:
                say(f"Making the tables ({len(pending)} steps)")
                call_command("migrate", interactive=False, verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_MIGRATION_AT_A_TIME])
    return len(pending)
