"""The suite's databases: migrated once into a template, copied for each process, renewed after each test that commits.

Copying takes a tenth of a second where migrating takes many; the template is kept until a migration changes.
"""

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from parvis.kernel.database.location import PROJECT, connection_address, is_embedded
from parvis.kernel.testing.travel import SEARCH_PATH, install_travelling_clock

PREFIX = "test_parvis"
BUILDING = 7_234_002  # any number that nobody else uses as an advisory lock


def keep_connections_by_thread() -> None:
    """Django keeps other connections where a loop runs, and a browser's loop runs in the midst of the suite.

    Without this the connection that a test opened before the browser came would not be closed with the test.
    """
    connections.close_all()
    vars(connections)["_connections"] = threading.local()


def template_name() -> str:
    """The name of the template that belongs to the present migrations."""
    mark = hashlib.sha256()
    for file in sorted((PROJECT / "src").glob("**/migrations/*.py")):
        mark.update(file.read_bytes())
    # The tables of packages: which are installed, and in which version.
    mark.update("\n".join(settings.INSTALLED_APPS).encode())
    mark.update((PROJECT / "requirements/base.txt").read_bytes())
    mark.update(Path(__file__).with_name("travel.py").read_bytes())
    return f"{PREFIX}_template_{mark.hexdigest()[:12]}"


def ensure_template() -> str:
    """Migrate the template where it is not there yet; its name. Two suites at once wait for each other."""
    name = template_name()
    with _maintenance() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [BUILDING])
        _drop_leftovers(server, keep=name)
        if not _exists(server, name):
            half = f"{name}_half"
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(half)))
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(half)))
            _migrate(half)
            server.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(half), sql.Identifier(name))
            )
    return name


@contextmanager
def own_database(worker: str) -> Iterator[str]:
    """A copy of the template for this process, dropped at the end. Django is pointed at it."""
    name = f"{PREFIX}_{os.getpid()}_{worker}"
    with _maintenance() as server:
        _copy(server, name)
    _point_django_at(name)
    try:
        yield name
    finally:
        connections.close_all()
        with _maintenance() as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def second_database() -> Iterator[str]:
    """Another copy of the template, for a second city beside this one; its address. Dropped at the end."""
    name = f"{PREFIX}_{os.getpid()}_second"
    with _maintenance() as server:
        _copy(server, name)
    try:
        yield f"{connection_address(settings.DATA, name)}"
    finally:
        with _maintenance() as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def renew_database() -> None:
    """Give this process a fresh copy in place of the one that a committing test wrote to."""
    name = str(connections["default"].settings_dict["NAME"])
    connections.close_all()
    with _maintenance() as server:
        _copy(server, name)


def _copy(server: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
    server.execute(copy.format(sql.Identifier(name), sql.Identifier(template_name())))


def _migrate(name: str) -> None:
    with psycopg.connect(connection_address(settings.DATA, name), autocommit=True) as fresh:
        install_travelling_clock(fresh)
    before = str(connections["default"].settings_dict["NAME"])
    _point_django_at(name)
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connections.close_all()
        _point_django_at(before)


def _point_django_at(name: str) -> None:
    connections.close_all()
    place = connections["default"].settings_dict
    place["NAME"] = name
    place["OPTIONS"]["options"] = f"-c search_path={SEARCH_PATH}"


@contextmanager
def _maintenance() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    with psycopg.connect(connection_address(settings.DATA, "postgres"), autocommit=True) as server:
        yield server


def _exists(server: psycopg.Connection[tuple[object, ...]], name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _drop_leftovers(server: psycopg.Connection[tuple[object, ...]], keep: str) -> None:
    """Copies of suites that were killed, and templates of older migrations; a foreign server's are left alone."""
    if not is_embedded():
        return
    found = server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"]).fetchall()
    for (each,) in found:
        owner = str(each).removeprefix(f"{PREFIX}_").split("_")[0]
        in_use = Path(f"/proc/{owner}").exists() if owner.isdigit() else each == keep
        if not in_use:
            server.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(str(each)))
            )
