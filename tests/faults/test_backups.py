"""Each night everything is copied and locked; what was copied comes back, and what does not is told."""

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import threading
from datetime import timedelta

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connections

from parvis.interfaces.cli.commands import backup as command
from parvis.interfaces.cli.terminal import CannotError
from parvis.kernel.backups import rules, tasks
from parvis.kernel.backups.actions import hold_drill, make_backup
from parvis.kernel.backups.lease import BackupUnderWayError, lease
from parvis.kernel.backups.making import write_backup
from parvis.kernel.backups.models import Backup, Drill, Fault
from parvis.kernel.backups.vault import BackupFailedError, decrypted, encrypted, new_pair, private_key
from parvis.kernel.clock import now
from parvis.kernel.database import backup
from parvis.kernel.database.location import PROJECT, connection_address
from parvis.kernel.files.models import Upload
from parvis.kernel.files.rules import Size
from parvis.kernel.journal.queries import size
from parvis.services.reports.tests.stage import reported
from tests.faults.conftest import address_of_this_test

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def keys(settings, tmp_path):
    """The city's pair; the server has the public one alone."""
    public, private = new_pair()
    settings.BACKUP_FOLDER, settings.BACKUP_KEYS = str(tmp_path / "backup"), [public]
    return public, private


@pytest.fixture
def upload(db):
    made = Upload.objects.create(
        purpose="report", sha256="0" * 64, mime="image/jpeg", width=1, height=1, bytes=1
    )
    for each in Size:
        default_storage.save(made.file_of(each), ContentFile(os.urandom(100_000)))
    yield made
    for each in Size:
        default_storage.delete(made.file_of(each))


@pytest.fixture
def made(city, alice, keys, upload, tmp_path):
    """A city with a report and a photograph, and last night's backup of it."""
    reported(city, alice, words="The lamp by the harbour is dark.")
    row = make_backup()
    assert row.is_good, row.detail
    return tmp_path / "backup" / row.name


def changed(file, keys, change):
    """The backup with some of its parts changed, locked again; as somebody could who opened it."""
    parts = {}
    with decrypted(file, private_key(keys[1])) as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
        for member in tar:
            parts[member.name] = tar.extractfile(member).read()
    change(parts)
    with (
        file.open("wb") as raw,
        encrypted(raw, [keys[0]]) as plain,
        tarfile.open(fileobj=plain, mode="w|") as tar,
    ):
        for name, content in parts.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))


def test_a_night_s_backup_comes_back_whole_in_a_drill(made, keys, client):
    held = hold_drill(keys[1])
    assert (held.fault, held.detail) == ("", "")
    assert held.backup == made.name
    assert (held.files, held.entries) == (2, size())
    assert held.rows == Backup.objects.get().rows
    assert held.rows > 100
    assert client.get("/backups/").text.count("All is well") == 2
    assert made.stat().st_mode & 0o077 == 0
    assert [each.name for each in made.parent.iterdir()] == [made.name]


def test_the_server_cannot_read_what_it_wrote_and_other_tools_can(made, keys):
    locked = made.read_bytes()
    assert locked.startswith(b"age-encryption.org/v1\n"), "the open format of age"
    assert b"The lamp by the harbour" not in locked
    assert keys[1].encode() not in locked


def test_the_wrong_key_fails_the_drill_and_the_page_says_so(made, client):
    held = hold_drill(new_pair()[1])
    assert held.fault == Fault.WRONG_KEY
    assert "The last try failed" in client.get("/backups/").text
    assert hold_drill("no key at all").fault == Fault.WRONG_KEY


def test_a_backup_that_was_cut_or_changed_fails_the_drill(made, keys):
    whole = made.read_bytes()
    for share in (0.0, 0.001, 0.5, 0.999):
        made.write_bytes(whole[: int(len(whole) * share)])
        assert hold_drill(keys[1]).fault == Fault.DAMAGED, share
    for place in (len(whole) // 3, len(whole) - 1):
        made.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert hold_drill(keys[1]).fault == Fault.DAMAGED, place
    assert Drill.objects.filter(fault="").count() == 0


def test_rows_or_files_that_are_missing_fail_the_drill(made, keys):
    def fewer_rows_were_saved(parts):
        manifest = json.loads(parts[rules.MANIFEST])
        manifest["sums"]["reports_report"]["rows"] += 1
        parts[rules.MANIFEST] = json.dumps(manifest).encode()

    whole = made.read_bytes()
    changed(made, keys, fewer_rows_were_saved)
    held = hold_drill(keys[1])
    assert (held.fault, held.detail) == (Fault.DIFFERENT, "reports_report: 2 rows were saved, 1 came back.")
    made.write_bytes(whole)
    changed(made, keys, lambda parts: parts.pop(next(name for name in parts if name.startswith("media/"))))
    assert hold_drill(keys[1]).detail == "1 files came back of 2."
    made.write_bytes(whole)
    changed(made, keys, lambda parts: parts.update({rules.DUMP: b"no dump"}))
    assert hold_drill(keys[1]).fault == Fault.NOT_RESTORED


def test_photographs_that_are_missing_make_no_good_backup_and_old_ones_stay(made, keys, upload, settings):
    settings.BACKUPS_KEPT = 1
    default_storage.delete(upload.file_of(Size.LARGE))
    row = make_backup()
    assert (row.fault, row.is_good) == (Fault.FILES_LOST, False)
    assert upload.file_of(Size.LARGE) in row.detail
    assert made.exists(), "It has what is missing now."
    held = hold_drill(keys[1])
    assert (held.backup, held.fault) == (row.name, Fault.FILES_LOST)
    assert "1 files that the database names are missing" in held.detail
    assert hold_drill(keys[1], made).is_good


def test_a_photograph_that_somebody_deletes_while_the_backup_is_made_is_not_missed(
    made, keys, upload, monkeypatch
):
    """It stands in the picture of the database that the backup has, and nowhere else any more."""
    dump = backup.dump

    def dump_and_delete(*where, **how):
        dump(*where, **how)
        with psycopg.connect(address_of_this_test()) as there:
            there.execute("DELETE FROM files_upload")
        for each in Size:
            default_storage.delete(upload.file_of(each))

    monkeypatch.setattr(backup, "dump", dump_and_delete)
    assert make_backup().detail == ""
    assert hold_drill(keys[1]).detail == ""


def test_a_journal_that_was_changed_before_the_backup_fails_the_drill(city, alice, keys):
    reported(city, alice)
    with psycopg.connect(address_of_this_test()) as there:
        there.execute("SET session_replication_role = replica")
        there.execute("UPDATE journal_entry SET actor = 'nobody' WHERE verb = 'reports.report.opened'")
    assert make_backup().is_good
    held = hold_drill(keys[1])
    assert held.fault == Fault.JOURNAL
    assert "breaks at entry" in held.detail


def test_a_drill_without_a_backup_says_so(keys, tmp_path):
    assert hold_drill(keys[1]).fault == Fault.NO_BACKUP
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "letter.txt").write_text("Dear Sir or Madam")
    assert hold_drill(keys[1]).fault == Fault.NO_BACKUP


def test_a_full_disk_fails_the_backup_and_leaves_nothing_half(city, keys, tmp_path):
    target = tmp_path / "one.tar.age"
    (tmp_path / "one.tar.age.half").symlink_to("/dev/full")
    with pytest.raises(BackupFailedError, match="No space left") as failed:
        write_backup(target, [keys[0]])
    assert failed.value.fault == Fault.NO_ROOM
    assert not list(tmp_path.glob("one*"))


def test_a_folder_that_cannot_be_written_is_told_and_remembered(city, keys, tmp_path, client):
    (tmp_path / "backup").write_text("a file where the folder should be")
    row = make_backup()
    assert (row.fault, row.bytes) == (Fault.NOT_WRITTEN, 0)
    assert row.ended_at is not None
    assert "The last try failed" in client.get("/backups/").text


def test_a_key_that_is_none_is_told(city, keys, settings):
    settings.BACKUP_KEYS = ["age1nonsense"]
    assert "is no public key of age" in make_backup().detail
    settings.BACKUP_KEYS = []
    assert "PARVIS_BACKUP_KEYS" in make_backup().detail


def test_two_cannot_make_a_backup_at_once(city, keys, tmp_path):
    outcomes = []

    def somebody_else():
        try:
            make_backup()
        except BackupUnderWayError as refused:
            outcomes.append(str(refused))
        finally:
            connections.close_all()

    with lease():
        other = threading.Thread(target=somebody_else)
        other.start()
        other.join()
    assert outcomes == ["A backup is being made already. Wait until it is done."]
    assert not Backup.objects.exists()
    assert make_backup().is_good


def test_a_maker_that_was_killed_is_told_and_hinders_nobody(city, keys, tmp_path):
    folder = tmp_path / "backup"
    folder.mkdir()
    killed = Backup.objects.create(name=rules.name_of(now() - timedelta(hours=1)))
    (folder / f"{killed.name}.half").write_bytes(b"half of it")
    assert make_backup().is_good
    killed.refresh_from_db()
    assert killed.fault == Fault.BROKEN_OFF
    assert not list(folder.glob("*.half"))


def test_old_backups_go_and_the_list_says_so(city, keys, settings, tmp_path):
    settings.BACKUPS_KEPT = 3
    folder = tmp_path / "backup"
    folder.mkdir()
    for days in range(1, 6):
        begun = now() - timedelta(days=days)
        name = rules.name_of(begun)
        (folder / name).write_bytes(b"a night")
        Backup.objects.create(name=name, begun_at=begun, ended_at=begun, bytes=7)
    (folder / "letter.txt").write_text("not ours")
    assert make_backup().is_good
    assert len(list(folder.glob("parvis-*.age"))) == 3
    assert (folder / "letter.txt").exists()
    assert Backup.objects.exclude(gone_at=None).count() == 3


def test_the_night_makes_one_where_it_was_asked_to(city, keys, settings):
    with lease():
        tasks.nightly.func(0)
    assert not Backup.objects.exists(), "somebody made one just then"
    tasks.nightly.func(0)
    assert Backup.objects.get().is_good
    settings.BACKUP_KEYS = []
    tasks.nightly.func(0)
    assert Backup.objects.count() == 1


def test_people_go_on_while_a_backup_is_made(city, alice, keys, upload, tmp_path):
    """What is reported meanwhile is in the next one; the sums fit what was copied, not what came later."""
    stop, failures = threading.Event(), []

    def report_on_and_on():
        try:
            while not stop.is_set():
                reported(city, alice)
        except Exception as failure:  # noqa: BLE001  (the test looks at it)
            failures.append(failure)
        finally:
            connections.close_all()

    person = threading.Thread(target=report_on_and_on)
    person.start()
    try:
        assert make_backup().is_good
    finally:
        stop.set()
        person.join()
    assert not failures
    assert hold_drill(keys[1]).detail == ""


def parvis(*words, given="", **settings):
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-P", "-m", "parvis.interfaces.cli", *words]
    return subprocess.run(
        command,
        cwd=PROJECT,
        env=environment | settings,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def here(*words):
    """The command, in this process."""
    parser = argparse.ArgumentParser()
    command.configure(parser)
    return command.run(parser.parse_args(words))


def test_the_commands_make_keys_back_up_drill_and_bring_everything_back(
    city, alice, own_server, tmp_path, capsys
):
    reported(city, alice)
    here("key")
    said = capsys.readouterr().out.splitlines()
    public = said[0].partition("=")[2]
    private = next(line for line in said if line.startswith("AGE-SECRET-KEY-1"))
    there = {
        "DATABASE_URL": address_of_this_test(), "PARVIS_DATA": str(tmp_path / "data"),
        "PARVIS_BACKUP_FOLDER": str(tmp_path / "night"), "PARVIS_BACKUP_KEYS": public,
    }  # fmt: skip
    made = parvis("backup", "now", **there)
    assert made.returncode == 0, made.stderr
    held = parvis("backup", "drill", "--key", "-", given=private, **there)
    assert held.returncode == 0, held.stderr
    assert "came back whole" in held.stdout
    (tmp_path / "key.txt").write_text(f"# created by hand\n{private}\n")
    (file,) = (tmp_path / "night").iterdir()
    unpack = ("unpack", str(file), str(tmp_path / "open"), "--key", str(tmp_path / "key.txt"))
    assert here(*unpack) == 0
    with pytest.raises(CannotError, match="is not empty"):
        here(*unpack)
    backup.restore(own_server.data, tmp_path / "open" / rules.DUMP)
    with psycopg.connect(connection_address(own_server.data)) as restored:
        assert restored.execute("SELECT count(*) FROM reports_report").fetchone() == (1,)
    told = json.loads((tmp_path / "open" / rules.KEYS).read_text())
    assert any(each["name"] == "PARVIS_SECRET_KEY" and each["value"] for each in told["environment"])
