"""Brings Django up and the tables to the present state, doing no more than is needed."""

import hashlib
import importlib
import os

import psycopg

from parvis.interfaces.cli.terminal import say
from parvis.kernel.database.location import PROJECT, connection_address, data_folder
from parvis.kernel.stopping import stops_held_back

ONE_MIGRATION_AT_A_TIME = 7_234_001  # any number that nobody else uses as an advisory lock


def set_up_django() -> None:
    """Load settings and modules; cheap when it was done before."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.config.settings.dev")
    os.environ.setdefault("PARVIS_PROJECT", str(PROJECT))
    with stops_held_back():
        importlib.import_module("django").setup()


def pending_migrations() -> list[str]:
    """The migrations that this database has not seen, as `module.name`."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def tables_are_current() -> bool:
    """True when the database says that it has seen all migrations of this code. Answers without loading Django."""
    question = "SELECT obj_description(to_regclass('django_migrations'))"
    try:
        with psycopg.connect(connection_address(data_folder()), connect_timeout=5) as connection:
            answer = connection.execute(question).fetchone()
    except psycopg.Error:
        return False  # the slow way will say what is wrong
    return answer is not None and answer[0] == _mark_of_migrations()


def migrate_if_needed() -> int:
    """Bring the tables to the present state; how many migrations were applied. Two at once wait for each other."""
    if tables_are_current():
        return 0
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_MIGRATION_AT_A_TIME])
        try:
            pending = pending_migrations()
            if pending:
                say(f"Making the tables ({len(pending)} steps)")
                call_command("migrate", interactive=False, verbosity=0)
            cursor.execute(f"COMMENT ON TABLE django_migrations IS '{_mark_of_migrations()}'")
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_MIGRATION_AT_A_TIME])
    return len(pending)


def _mark_of_migrations() -> str:
    """Changes when a migration of ours comes or goes, and when a dependency, which may bring its own, changes."""
    mark = hashlib.sha256((PROJECT / "requirements/base.txt").read_bytes())
    for file in sorted((PROJECT / "src/parvis").glob("*/*/migrations/*.py")):
        mark.update(file.name.encode() + file.parent.parent.name.encode())
    return f"parvis {mark.hexdigest()[:16]}"
