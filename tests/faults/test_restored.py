"""A backup brings everything back into an empty installation, and tables may change while people work."""

import os
import shutil
import subprocess
import sys
import threading

import psycopg
import pytest
from django.db import connection, connections, models

from parvis.kernel.database import backup
from parvis.kernel.database.embedded import EmbeddedDatabase
from parvis.kernel.database.location import PROJECT, connection_address
from parvis.kernel.keeping.actions import erase, erase_address
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import reported
from tests.faults.test_killed import moved_to

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def empty(tmp_path):
    """An installation in which nothing was ever started."""
    database = EmbeddedDatabase(tmp_path / "empty")
    yield database
    database.stop()
    shutil.rmtree(database.socket, ignore_errors=True)
    shutil.rmtree(database.home.parent, ignore_errors=True)


def parvis(server, *words):
    """The command, on the restored installation."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"PARVIS_DATA": str(server.data), "DJANGO_SETTINGS_MODULE": "parvis.config.settings.dev"}
    command = [sys.executable, "-P", "-m", "parvis.interfaces.cli", *words]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


def test_a_backup_restored_into_an_empty_installation_is_whole_and_verified(
    city, alice, own_server, tmp_path
):
    made = [reported(city, alice, words=f"Lamp {number}").public_id for number in range(3)]
    address = moved_to(own_server, tmp_path)
    with psycopg.connect(address) as there:
        kept = {row[0] for row in there.execute("SELECT public_id FROM reports_report")}
    assert kept == set(made)
    verified = parvis(own_server, "verify")
    assert verified.returncode == 0, verified.stderr
    assert parvis(own_server, "migrate", "--check").returncode == 0


COUNTS = """
SELECT (SELECT count(*) FROM reports_report), (SELECT count(*) FROM journal_entry),
       (SELECT count(*) FROM people_person), (SELECT count(*) FROM promises_promise),
       (SELECT count(*) FROM django_migrations),
       (SELECT count(*) FROM pg_indexes WHERE schemaname = 'public'), (SELECT count(*) FROM pg_trigger)
"""


def test_the_commands_bring_everything_into_an_empty_installation(city, alice, own_server, empty, tmp_path):
    reported(city, alice)
    address = moved_to(own_server, tmp_path)
    file = tmp_path / "night.dump"
    dumped = parvis(own_server, "db", "dump", str(file))
    assert dumped.returncode == 0, dumped.stderr
    for words in (("db", "restore", str(file)), ("verify",), ("migrate", "--check")):
        done = parvis(empty, *words)
        assert done.returncode == 0, done.stderr
    refused = parvis(empty, "db", "restore", str(file))
    assert refused.returncode != 0
    assert "--replace" in refused.stderr
    empty.start()
    with psycopg.connect(address) as here, psycopg.connect(connection_address(empty.data)) as there:
        assert here.execute(COUNTS).fetchone() == there.execute(COUNTS).fetchone()


def test_who_was_erased_since_the_backup_is_erased_again_after_a_restore(
    city, alice, bob, own_server, empty, settings, tmp_path
):
    settings.BACKUP_FOLDER = str(empty.data)
    empty.data.mkdir()
    (empty.data / "secret.key").write_text(settings.SECRET_KEY)
    reported(city, alice, shows_name=True)
    reported(city, None, email="gus@people.example")
    moved_to(own_server, tmp_path)
    dumped = parvis(own_server, "db", "dump", str(tmp_path / "night.dump"))
    assert dumped.returncode == 0, dumped.stderr
    erase(alice)
    erase_address("gus@people.example")
    brought = parvis(empty, "db", "restore", str(tmp_path / "night.dump"))
    assert "parvis forget --again" in brought.stdout, brought.stderr
    for told in ("2 of", "0 of"):
        done = parvis(empty, "forget", "--again")
        assert done.returncode == 0, done.stderr
        assert told in done.stdout
    empty.start()
    with psycopg.connect(connection_address(empty.data)) as there:
        people = dict(there.execute("SELECT public_id, is_active FROM people_person").fetchall())
        assert people == {alice.public_id: False, bob.public_id: True}
        assert not there.execute("SELECT FROM reports_report WHERE email <> ''").fetchall()
        everything = there.execute("SELECT email, public_name FROM people_person").fetchall()
    assert "alice" not in str(everything).lower()


def test_one_changed_byte_in_the_restored_journal_is_named(city, alice, own_server, tmp_path):
    reported(city, alice)
    address = moved_to(own_server, tmp_path)
    with psycopg.connect(address) as there:
        there.execute("SET session_replication_role = replica")  # as somebody with the database could
        there.execute("UPDATE journal_entry SET actor = 'nobody' WHERE verb = 'reports.report.opened'")
    verified = parvis(own_server, "verify")
    assert verified.returncode != 0
    assert "reports.report.opened" in verified.stdout + verified.stderr or "entry" in (
        verified.stdout + verified.stderr
    )
    assert "Traceback" not in verified.stderr


def test_a_dump_of_a_foreign_thing_is_refused_in_a_sentence(own_server, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam")
    with pytest.raises(backup.BackupError, match="pg_restore could not work"):
        backup.restore(own_server.data, tmp_path / "letter.txt")
    assert not backup.holds_something(own_server.data)
    assert connection_address(own_server.data)


def test_people_go_on_reporting_while_a_table_gets_a_column(city, alice):
    """How every later migration must be: new columns have a default in the database, so old code can still write."""
    column = models.CharField(max_length=10, db_default="")
    column.set_attributes_from_name("added_later")
    column.model = Report
    failures, stop = [], threading.Event()

    def report_on_and_on():
        try:
            while not stop.is_set():
                reported(city, alice)
        except Exception as failure:  # noqa: BLE001  (the test looks at it)
            failures.append(failure)
        finally:
            connections.close_all()

    people = [threading.Thread(target=report_on_and_on) for _ in range(2)]
    for person in people:
        person.start()
    before = wait_for_more(0)
    with connection.schema_editor() as editor:
        editor.add_field(Report, column)
    wait_for_more(before)
    stop.set()
    for person in people:
        person.join()
    assert not failures


def wait_for_more(before):
    """Until somebody reported once more."""
    for _ in range(2000):
        count = Report.objects.count()
        if count > before:
            return count
    raise AssertionError("Nobody could report.")
