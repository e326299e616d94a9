"""An archive is written whole or not at all, and what does not fit is refused with a sentence and leaves nothing."""

import csv
import errno
import hashlib
import io
import json
import os
import re
import threading
import zipfile

import pytest
from django.conf import settings as house
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, connections
from django.test import override_settings

from parvis.kernel.exit import keys, writing
from parvis.kernel.exit.actions import bring_everything_in
from parvis.kernel.exit.cli import import_everything
from parvis.kernel.exit.rules import PACKAGE, SUMS, ArchiveError
from parvis.kernel.exit.writing import write_everything
from parvis.kernel.files.models import Upload
from parvis.kernel.files.rules import Size
from parvis.kernel.journal.actions import record
from parvis.kernel.journal.models import Entry
from parvis.kernel.people.models import Person
from parvis.kernel.places import basemap
from parvis.kernel.testing.databases import renew_database

pytestmark = pytest.mark.django_db(transaction=True)


def quietly(*_how_far):
    return None


def own_folder(file):
    """While this lasts, the installation's data folder lies beside the archive."""
    (file.parent / "data").mkdir(exist_ok=True)
    return override_settings(DATA=file.parent / "data")


def leave(file, how_far=quietly, **wishes):
    with own_folder(file):
        return write_everything(file, how_far, **wishes)


def arrive(file):
    with own_folder(file):
        return bring_everything_in(file, quietly)


def told_at_arrival(file):
    with own_folder(file):
        return import_everything(file, quietly)


@pytest.fixture
def upload():
    made = Upload.objects.create(
        purpose="report", sha256="0" * 64, mime="image/jpeg", width=1, height=1, bytes=1
    )
    for size in Size:
        default_storage.save(made.file_of(size), ContentFile(b"light " * 1000))
    yield made
    for size in Size:
        default_storage.delete(made.file_of(size))


def a_program_registered(person):
    record("programs.program.registered", subject="programs.program:one", actor=person.public_id)


@pytest.fixture
def archive(alice, upload, tmp_path):
    """The archive of a small city; afterwards the installation is empty."""
    for _number in range(3):
        a_program_registered(alice)
    file = tmp_path / "city.zip"
    leave(file)
    renew_database()
    for size in Size:
        default_storage.delete(upload.file_of(size))
    return file


def rewritten(file, changes, keep_sums=False):
    """The archive with some members changed, as somebody could who also mends the sums; None takes a member away."""
    with zipfile.ZipFile(file) as old:
        members = {name: old.read(name) for name in old.namelist()} | changes
    members = {name: content for name, content in members.items() if content is not None}
    if not keep_sums:
        del members[SUMS]
        lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in members.items()]
        members[SUMS] = "".join(lines).encode()
    with zipfile.ZipFile(file, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)
    return file


def member(file, name):
    with zipfile.ZipFile(file) as archive:
        return archive.read(name)


def package_with(file, **changes):
    package = json.loads(member(file, PACKAGE))
    package["parvis"] |= changes
    return json.dumps(package).encode()


def is_empty(file):
    """No rows are there, and none of the archive's files."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name.removeprefix("files/") for name in archive.namelist() if name.startswith("files/")]
    except zipfile.BadZipFile:
        names = []
    there = [name for name in names if default_storage.exists(name)]
    return not Person.objects.exists() and not Entry.objects.exists() and not there


def refused(file, sentence):
    with pytest.raises(ArchiveError, match=sentence) as told:
        arrive(file)
    assert is_empty(file)
    return str(told.value)


def test_a_small_city_comes_back(archive, upload):
    said = told_at_arrival(archive)
    assert "the journal is whole" in said
    assert "secret" not in said, "here it is the same"
    assert Entry.objects.count() == 3
    with default_storage.open(upload.file_of(Size.LARGE)) as file:
        assert file.read() == b"light " * 1000
    a_program_registered(Person.objects.get())
    assert Person.objects.create(email="new@people.example").pk > 1


def test_work_goes_on_with_its_triggers_and_references_awake(archive):
    def facts():
        with connection.cursor() as cursor:
            cursor.execute("SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2")
            triggers = cursor.fetchall()
            cursor.execute("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2")
            return triggers, cursor.fetchall()

    before = facts()
    arrive(archive)
    assert facts() == before


def test_an_archive_that_is_cut_short_is_refused(archive):
    whole = archive.read_bytes()
    for share in (0.0, 0.1, 0.5, 0.99):
        archive.write_bytes(whole[: int(len(whole) * share)])
        refused(archive, "is cut short")


def contents(file):
    """Where the bytes of each member lie: behind its header, whose date for one thing says nothing."""
    whole = file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        for each in archive.infolist():
            name, extra = (int.from_bytes(whole[each.header_offset + at :][:2], "little") for at in (26, 28))
            yield each.header_offset + 30 + name + extra, each.compress_size


def test_one_changed_byte_is_found_wherever_it_is(archive):
    whole = archive.read_bytes()
    places = [start + size // 2 for start, size in contents(archive) if size]
    for place in places[:: len(places) // 8]:
        archive.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        refused(archive, "damaged at|cut short")


def test_what_is_not_as_it_was_written_is_refused(archive):
    whole = archive.read_bytes()
    for changes, sentence in (
        ({PACKAGE: None}, "is no archive"),
        ({"../../evil": b"out"}, "is no archive"),
        ({"tables/extra.csv": b"id\n"}, "damaged at tables/extra.csv"),
        ({"README.md": b"Hello"}, "damaged at README.md"),
        ({"keys.json": None}, "damaged at keys.json"),
    ):
        archive.write_bytes(whole)
        refused(rewritten(archive, changes, keep_sums=True), sentence)


def test_an_archive_of_another_version_names_the_version_that_fits(archive):
    newer = json.loads(member(archive, PACKAGE))["parvis"]["migrations"]
    rewritten(archive, {PACKAGE: package_with(archive, migrations=[*newer, "zoo.0001_initial"])})
    refused(archive, r"newer.*zoo\.0001_initial.*Parvis 0\.1\.0")
    rewritten(archive, {PACKAGE: package_with(archive, migrations=newer[1:])})
    refused(archive, "is older")
    rewritten(archive, {PACKAGE: package_with(archive, format="parvis-everything/9")})
    refused(archive, "written as parvis-everything/9")
    rewritten(archive, {PACKAGE: b"[]"})
    refused(archive, "cannot be read")


def test_tables_and_columns_that_differ_are_named(archive):
    package = json.loads(member(archive, PACKAGE))
    fields = next(each for each in package["resources"] if each["name"] == "people_person")["schema"][
        "fields"
    ]
    fields.append({"name": "shoe_size"})
    refused(rewritten(archive, {PACKAGE: json.dumps(package).encode()}), "columns of people_person")
    package["resources"] = [each for each in package["resources"] if each["name"] != "people_person"]
    refused(rewritten(archive, {PACKAGE: json.dumps(package).encode()}), "table people_person")


def test_a_changed_journal_is_found_even_where_all_sums_were_mended(archive):
    lines = member(archive, "tables/journal_entry.csv").decode()
    changed = lines.replace("programs.program.registered", "programs.program.revoked", 1)
    refused(rewritten(archive, {"tables/journal_entry.csv": changed.encode()}), "The chain of .* breaks at")


def test_rows_that_the_database_refuses_leave_nothing(archive):
    people = member(archive, "tables/people_person.csv").decode()
    doubled = people + people.splitlines(keepends=True)[-1]
    refused(rewritten(archive, {"tables/people_person.csv": doubled.encode()}), "The database refuses")
    header = people.splitlines(keepends=True)[0]
    refused(rewritten(archive, {"tables/people_person.csv": header.encode()}), "should have 1 rows and has 0")


def test_a_row_whose_owner_is_missing_is_refused(archive):
    table = "tables/programs_program.csv"
    package = json.loads(member(archive, PACKAGE))
    for each in package["resources"]:
        each["rows"] = 0 if each["name"] == "people_person" else each["rows"]
    uploads = member(archive, "tables/files_upload.csv").decode()
    rows = list(csv.DictReader(io.StringIO(uploads)))
    rows[0]["owner_id"] = "4242"
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    assert member(archive, table)
    refused(
        rewritten(archive, {"tables/files_upload.csv": text.getvalue().encode()}),
        "violates foreign key",
    )


def test_an_installation_in_use_is_refused_and_stays_as_it_was(archive):
    somebody = Person.objects.create(email="here@people.example")
    with pytest.raises(ArchiveError, match="in use: there are rows in people_person"):
        arrive(archive)
    assert list(Person.objects.all()) == [somebody]


def test_a_file_that_is_there_already_is_not_overwritten(archive, upload):
    name = upload.file_of(Size.LARGE)
    default_storage.save(name, ContentFile(b"another's"))
    with pytest.raises(ArchiveError, match="There is a file called"):
        arrive(archive)
    with default_storage.open(name) as file:
        assert file.read() == b"another's"


def test_a_disk_that_fills_while_files_come_in_leaves_nothing(archive, monkeypatch):
    save = default_storage.save
    names = []

    def until_full(name, content):
        names.append(name)
        if len(names) > 1:
            raise OSError(errno.ENOSPC, "No space left on device", name)
        return save(name, content)

    monkeypatch.setattr(default_storage, "save", until_full)
    with pytest.raises(OSError, match="No space"):
        arrive(archive)
    assert len(names) == 2
    assert is_empty(archive)


def test_a_disk_that_fills_while_the_archive_is_written_leaves_no_half(alice, tmp_path, monkeypatch):
    def full(*_words):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing, "_add_files", full)
    (tmp_path / "city.zip").write_bytes(b"yesterday's")
    with pytest.raises(OSError, match="No space"):
        leave(tmp_path / "city.zip")
    assert (tmp_path / "city.zip").read_bytes() == b"yesterday's"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["city.zip"]


def test_the_archive_shows_one_moment_while_people_go_on(alice, tmp_path, monkeypatch):
    """Somebody writes after the first table and before the last: nothing of it is in, and nobody had to wait."""
    begun, told = threading.Event(), threading.Event()

    def meanwhile():
        begun.wait(20)
        try:
            a_program_registered(alice)
            Person.objects.create(email="later@people.example")
        finally:
            connections.close_all()
            told.set()

    def stop_once(done, _whole, _what):
        if done == 1:
            begun.set()
            assert told.wait(20)

    other = threading.Thread(target=meanwhile)
    other.start()
    leave(tmp_path / "city.zip", stop_once)
    other.join()
    assert Entry.objects.count() == 1
    entries = member(tmp_path / "city.zip", "tables/journal_entry.csv").decode()
    assert entries.count("\n") == 1, "the header alone"
    assert "later@people.example" not in member(tmp_path / "city.zip", "tables/people_person.csv").decode()


def test_a_photograph_deleted_meanwhile_is_listed_as_missing(alice, upload, tmp_path):
    default_storage.delete(upload.file_of(Size.THUMBNAIL))
    written = leave(tmp_path / "city.zip")
    assert (written.files, written.missing) == (1, 1)
    listed = json.loads(member(tmp_path / "city.zip", PACKAGE))["parvis"]["files_missing"]
    assert listed == [upload.file_of(Size.THUMBNAIL)]
    renew_database()
    default_storage.delete(upload.file_of(Size.LARGE))
    assert "1 files were missing" in told_at_arrival(tmp_path / "city.zip")


def test_secrets_travel_only_when_asked(alice, tmp_path, monkeypatch):
    monkeypatch.setenv("PARVIS_SMTP_PASSWORD", "opens the mail server 42")
    monkeypatch.setenv("PARVIS_HOSTS", "parvis.city.example")
    leave(tmp_path / "without.zip")
    leave(tmp_path / "with.zip", with_secrets=True)
    secrets = ("opens the mail server 42", house.SECRET_KEY)
    with zipfile.ZipFile(tmp_path / "without.zip") as archive:
        everything = "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    assert not [each for each in secrets if each in everything]
    assert "PARVIS_SMTP_PASSWORD" in everything
    assert "parvis.city.example" in everything
    assert all(each in member(tmp_path / "with.zip", "keys.json").decode() for each in secrets)


def test_every_setting_of_the_environment_is_listed_with_its_purpose():
    read = set()
    for file in (house.SOURCE / "config/settings").glob("*.py"):
        read |= set(re.findall(r"PARVIS_[A-Z_]+", file.read_text()))
    assert read <= {each.name for each in keys.SETTINGS}


def test_whoever_opens_the_archive_finds_what_everything_means(archive):
    with zipfile.ZipFile(archive) as opened:
        names = set(opened.namelist())
    assert {"README.md", "dictionary.html", "keys.json", "settings/city.toml", SUMS, PACKAGE} <= names
    assert "people_person" in member(archive, "dictionary.html").decode()
    package = json.loads(member(archive, PACKAGE))
    for each in package["resources"]:
        content = member(archive, each["path"])
        assert each["bytes"] == len(content)
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        rows = list(csv.reader(io.StringIO(content.decode())))
        assert rows[0] == [field["name"] for field in each["schema"]["fields"]]
        assert len(rows) - 1 == each["rows"]


def test_the_settings_come_along_readable_by_their_owner_alone(archive, tmp_path):
    brought = arrive(archive)
    assert sorted(each.name for each in brought.settings.iterdir()) == [
        "city.toml",
        "keys.json",
        "settings.json",
    ]
    assert all(each.stat().st_mode & 0o077 == 0 for each in (brought.settings, *brought.settings.iterdir()))


def test_another_secret_key_is_told(archive, settings):
    settings.SECRET_KEY = "another installation's own secret"
    assert "phones that said STOP" in told_at_arrival(archive)


def test_the_base_map_comes_along(alice, tmp_path):
    with own_folder(tmp_path / "city.zip"):
        map_file = basemap.path()
    map_file.write_bytes(os.urandom(5000))
    before = map_file.read_bytes()
    leave(tmp_path / "city.zip")
    renew_database()
    map_file.unlink()
    arrive(tmp_path / "city.zip")
    assert map_file.read_bytes() == before
