"""Several commands may need the embedded server at once; it stays up for as long as one of them does.

Each command that needs the server holds a shared lock on one file while it runs. Whoever leaves last may bring the
server down, but only a server that a command brought up for itself: one that was started by `parvis db start` stays.
The lock belongs to the process, so one that was killed holds nothing.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from parvis.kernel.database.embedded import EmbeddedDatabase
from parvis.kernel.database.location import connection_address, is_embedded
from parvis.kernel.database.programs import DatabaseNotStartedError
from parvis.kernel.stopping import stops_held_back


@contextmanager
def database_in_use(data: Path, *, durable: bool = True) -> Iterator[EmbeddedDatabase | None]:
    """The server is up while this lasts. Gives None, and does nothing, where DATABASE_URL names another one."""
    if not is_embedded():
        _refuse_if_silent(data)
        yield None
        return
    database = EmbeddedDatabase(data, durable=durable)
    database.prepare()
    with _users_file(database).open("w") as users:
        # Waits for a leaver who is bringing the server down, and keeps later leavers from doing so.
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            with stops_held_back():
                if database.start():
                    _borrowed_mark(database).touch()
            yield database
        finally:
            with stops_held_back(), suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _return(database)


def keep_running(database: EmbeddedDatabase) -> bool:
    """Start the server so that it stays up when this command ends; False when it was up already."""
    fresh = database.start()
    _borrowed_mark(database).unlink(missing_ok=True)
    return fresh


def is_used(database: EmbeddedDatabase) -> bool:
    """True while some command holds the server."""
    if not _users_file(database).exists():
        return False
    with _users_file(database).open("r+") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _refuse_if_silent(data: Path) -> None:
    try:
        psycopg.connect(connection_address(data), connect_timeout=5).close()
    except psycopg.OperationalError as silent:
        first = str(silent).splitlines()[0]
        raise DatabaseNotStartedError(
            f"The database of DATABASE_URL does not answer ({first}). Start it, or mend the address."
        ) from silent


def _return(database: EmbeddedDatabase) -> None:
    if _borrowed_mark(database).exists():
        database.stop()
        _borrowed_mark(database).unlink(missing_ok=True)


def _users_file(database: EmbeddedDatabase) -> Path:
    return database.data / "postgres.users"


def _borrowed_mark(database: EmbeddedDatabase) -> Path:
    return database.data / "postgres.borrowed"
