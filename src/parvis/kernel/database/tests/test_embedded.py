"""The server that Parvis brings along: made, shared, crashed, mended."""

import os
import shutil
import signal
import subprocess
import sys

import psycopg
import pytest

from parvis.kernel.database import backup
from parvis.kernel.database.embedded import EmbeddedDatabase
from parvis.kernel.database.lease import database_in_use, is_used, keep_running
from parvis.kernel.database.location import connection_address
from parvis.kernel.database.programs import DatabaseNotStartedError, advice

pytestmark = pytest.mark.fault


@pytest.fixture
def data(tmp_path, monkeypatch):
    """An empty data folder; whatever runs in it is stopped and removed."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    folder = tmp_path / "data"
    yield folder
    database = EmbeddedDatabase(folder)
    database.stop()
    shutil.rmtree(database.socket, ignore_errors=True)
    shutil.rmtree(database.home.parent, ignore_errors=True)


def ask(data, question):
    with psycopg.connect(connection_address(data), autocommit=True) as connection:
        cursor = connection.execute(question)
        return cursor.fetchone()[0] if cursor.description else None


def test_the_last_to_leave_stops_the_server(data):
    with database_in_use(data, durable=False) as first:
        with database_in_use(data, durable=False):
            assert is_used(first)
        assert first.is_running()
        assert ask(data, "SELECT 1") == 1
    assert not first.is_running()
    assert not is_used(first)


def test_a_server_that_was_started_on_purpose_stays(data):
    database = EmbeddedDatabase(data, durable=False)
    assert keep_running(database)
    with database_in_use(data, durable=False):
        pass
    assert database.is_running()
    assert not database.start()


def test_nobody_else_can_reach_the_server(data):
    with database_in_use(data, durable=False) as database:
        assert database.socket.stat().st_mode & 0o077 == 0
        assert ask(data, "SHOW listen_addresses") == ""


def test_after_a_crash_it_starts_again_with_everything_that_was_committed(data):
    with database_in_use(data) as database:
        ask(data, "CREATE TABLE kept AS SELECT 1 AS one")
        crashed = database.pid
        os.kill(crashed, signal.SIGKILL)
        wait_until_gone(crashed)
        assert not database.is_running()
        start_when_helpers_are_gone(database)
        assert ask(data, "SELECT one FROM kept") == 1


def test_a_lock_file_that_names_somebody_else_does_not_stop_it(data):
    with database_in_use(data, durable=False) as database:
        pass
    (database.home / "postmaster.pid").write_text(f"{os.getpid()}\n{database.home}\n")
    assert not database.is_running()
    assert database.start()


def test_two_commands_at_the_same_moment_make_one_server(data):
    script = (
        "import sys; from pathlib import Path; from parvis.kernel.database.lease import database_in_use\n"
        "with database_in_use(Path(sys.argv[1]), durable=False) as database: print(database.pid); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(data)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as one, subprocess.Popen(command, **pipes) as other:
        assert one.stdout.readline() == other.stdout.readline() != ""
        one.communicate()
        assert EmbeddedDatabase(data).is_running()
        other.communicate()
    assert not EmbeddedDatabase(data).is_running()


def test_a_folder_that_cannot_be_used_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseNotStartedError, match="The data folder is a file"):
        EmbeddedDatabase(tmp_path / "file").start()


@pytest.mark.parametrize(
    "complaint, cure",
    [
        ("initdb: error: could not write: No space left on device", "The disk is full"),
        ("FATAL: database files are incompatible with server", "another version"),
        ("could not open file: Permission denied", "rights"),
        ("something new", ""),
    ],
)
def test_what_postgresql_says_is_put_into_a_way_out(complaint, cure):
    assert cure in advice(complaint)


def test_a_dump_brings_everything_back_and_never_overwrites_unasked(data, tmp_path):
    file = tmp_path / "city.dump"
    with database_in_use(data, durable=False):
        ask(data, "CREATE TABLE kept AS SELECT 7 AS seven")
        assert backup.dump(data, file) == file.stat().st_size > 0
        ask(data, "DELETE FROM kept")
        with pytest.raises(backup.BackupError, match="holds data already"):
            backup.restore(data, file)
        backup.restore(data, file, replace=True)
        assert ask(data, "SELECT seven FROM kept") == 7


def test_a_dump_to_a_full_disk_leaves_no_half_file(data, tmp_path):
    target = tmp_path / "city.dump"
    (tmp_path / "city.dump.half").symlink_to("/dev/full")
    with database_in_use(data, durable=False):
        ask(data, "CREATE TABLE much AS SELECT md5(n::text) AS noise FROM generate_series(1, 20000) n")
        with pytest.raises(backup.BackupError, match="The disk is full"):
            backup.dump(data, target)
    assert not target.exists()


def wait_until_gone(pid):
    for _ in range(1000):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        subprocess.run(["/bin/sh", "-c", ":"], check=True)


def start_when_helpers_are_gone(database):
    """A killed server's helpers notice within a moment; until then PostgreSQL rightly refuses."""
    refusals = []
    while len(refusals) < 50:
        try:
            return database.start()
        except DatabaseNotStartedError as refused:
            refusals.append(str(refused))
    raise AssertionError(refusals[-1])
