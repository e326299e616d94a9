"""Everything the database holds, out to one file and back. Plain Python: it must work where Django cannot start."""

import errno
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql

from parvis.kernel.database.location import connection_address, is_embedded
from parvis.kernel.database.programs import advice, find_programs

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class BackupError(Exception):
    """A dump or a restore failed; the message is one sentence with a way out."""


def dump(data: Path, file: Path, *, name: str = "", snapshot: str = "") -> int:
    """Write the database to `file` in PostgreSQL's own compressed form; its size in bytes.

    The file appears whole or not at all. With `name`, another database beside it; with `snapshot`, as the transaction
    that exported this name sees it.
    """
    half = file.with_name(f"{file.name}.half")
    try:
        # Into a named file: to standard output pg_dump does not notice when the last piece finds the disk full.
        command = [
            "pg_dump",
            "-Fc",
            "--no-owner",
            "--no-acl",
            "-f",
            str(half),
            "-d",
            connection_address(data, name),
        ]
        _run([*command, *([f"--snapshot={snapshot}"] if snapshot else [])])
        half.replace(file)
    except OSError as refused:
        raise BackupError(f"{file} cannot be written: {refused.strerror}.") from refused
    finally:
        half.unlink(missing_ok=True)
    return file.stat().st_size


def restore(data: Path, file: Path, *, replace: bool = False) -> None:
    """Bring a dump back, in one transaction. A database that holds something is refused unless `replace`."""
    if not file.is_file():
        raise BackupError(f"There is no file at {file}.")
    if holds_something(data):
        if not replace:
            raise BackupError(
                "The database holds data already. Restore into an empty one, or add --replace to give up what is there."
            )
        _empty(data)
    restore_at(connection_address(data), file)


def restore_at(address: str, file: Path) -> None:
    """Bring a dump back, in one transaction, into the empty database of this address."""
    _run(["pg_restore", "--no-owner", "--no-acl", "-1", "-d", address, str(file)])


def holds_something(data: Path) -> bool:
    """True when the database has any table."""
    with psycopg.connect(connection_address(data)) as connection:
        found = connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchone()
    return found is not None


def _empty(data: Path) -> None:
    with psycopg.connect(connection_address(data), autocommit=True) as connection:
        extensions = connection.execute(
            "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'"
        ).fetchall()
        for (name,) in extensions:
            connection.execute(sql.SQL("DROP EXTENSION IF EXISTS {} CASCADE").format(sql.Identifier(name)))
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def _run(command: list[str]) -> None:
    program = find_programs(None) / command[0]
    done = subprocess.run(  # noqa: S603  (PostgreSQL's own program, no shell)
        [str(program), *command[1:]], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        first = next(iter(done.stderr.strip().splitlines()), "it said nothing")
        where = "the embedded database" if is_embedded() else "the database of DATABASE_URL"
        raise BackupError(advice(done.stderr) or f"{command[0]} could not work on {where}: {first}")
