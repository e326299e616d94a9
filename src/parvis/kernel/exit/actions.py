"""Brings an archive into an empty installation: everything in one transaction, or nothing."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from parvis.kernel.database import tables as database
from parvis.kernel.database.history import applied_migrations
from parvis.kernel.dictionary.writing import NOTHING
from parvis.kernel.exit import rules
from parvis.kernel.exit.keys import mark_of_secret
from parvis.kernel.exit.reading import Archive, opened
from parvis.kernel.exit.rules import ArchiveError
from parvis.kernel.journal.actions import prepare_months, record
from parvis.kernel.places import basemap
from parvis.kernel.verification.queries import broken_links, explain

_AT_INSERT = """
SELECT DISTINCT c.relname::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND t.tgtype::int & 4 = 4 AND c.relnamespace = 'public'::regnamespace ORDER BY 1
"""

TAKEN = "exit.city.taken"

type Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in, and the folder where the old settings lie."""

    city: str
    tables: int
    rows: int
    files: int
    files_missing: int
    settings: Path
    same_secret: bool


def tell_that_all_is_taken() -> None:
    """A line in the journal before everything is taken out: it is about everybody, so everybody can read it. It goes
    along in what is taken, so that the other side knows it too."""
    record(TAKEN, subject=f"exit.city:{settings.CITY.slug}", actor="system")


def bring_everything_in(file: Path, progress: Progress) -> Brought:
    """Make this empty installation what the archive's was; `ArchiveError` says why not, and then nothing came in.

    Outside any transaction, with the tables of this version made and nobody else at work.
    """
    with opened(file) as archive:
        manifest = archive.manifest
        with connection.cursor() as cursor:
            here = database.tables(cursor)
            columns = {name: table.written for name, table in here.items()}
            fault = rules.fault_of_history(manifest, applied_migrations()) or rules.fault_of_tables(
                manifest, columns
            )
            if fault:
                raise ArchiveError(fault)
            _refuse_if_used(cursor, here)
            files = _bring_in(archive, cursor, here, progress)
            cursor.execute("ANALYZE")
        ContentType.objects.clear_cache()
        folder = _unpack_settings(archive)
    return Brought(
        city=manifest.city,
        tables=len(manifest.tables),
        rows=sum(each.rows for each in manifest.tables.values()),
        files=files,
        files_missing=len(manifest.files_missing),
        settings=folder,
        same_secret=manifest.secret == mark_of_secret(),
    )


def _bring_in(archive: Archive, cursor: Any, here: dict[str, database.Table], progress: Progress) -> int:
    try:
        with _files_of(archive) as files, transaction.atomic():
            cursor.execute(database.AS_TEXT)
            if archive.manifest.months:
                first, last = map(date.fromisoformat, archive.manifest.months)
                prepare_months(first, last)
            with _without_references(cursor, here.values()):
                _fill(archive, cursor, here, progress)
            _move_sequences(cursor, archive)
            for fault in broken_links():
                raise ArchiveError(f"{explain(fault)} {rules.NOTHING_DONE}")
            progress(1, 1, "chain of the journal")
    except (DatabaseError, psycopg.Error) as refused:  # Django does not translate what COPY says
        said = str(refused).splitlines()[0]
        raise ArchiveError(
            f"The database refuses what the archive holds ({said}). {rules.NOTHING_DONE}"
        ) from refused
    return files


def _refuse_if_used(cursor: Any, here: Iterable[str]) -> None:
    for name in sorted(set(here) - rules.FILLED_BY_ITSELF):
        cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(name)))
        if cursor.fetchone()[0]:
            raise ArchiveError(
                f"This installation is in use: there are rows in {name}. Import into an empty one. "
                f"{rules.NOTHING_DONE}"
            )


@contextmanager
def _without_references(cursor: Any, here: Iterable[database.Table]) -> Iterator[None]:
    """Foreign keys point in circles, so they are taken off and put on again, which checks every row at once.

    Triggers that do something at each new row sleep meanwhile: what they did is in the archive.
    """
    cursor.execute(_AT_INSERT)
    awake = [name for (name,) in cursor.fetchall()]
    references = [(sql.Identifier(table.name), each) for table in here for each in table.references]
    for name in awake:
        cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(name)))
    for table, each in references:
        cursor.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(table, sql.Identifier(each.name)))
    yield
    for table, each in references:
        put_on = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
        declared = sql.SQL(each.declaration)  # the database's own words, read from its catalogue just now
        cursor.execute(put_on.format(table, sql.Identifier(each.name), declared))
    for name in awake:
        cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(name)))


def _fill(archive: Archive, cursor: Any, here: dict[str, database.Table], progress: Progress) -> None:
    by_itself = sorted(rules.FILLED_BY_ITSELF - set(rules.LEFT_OUT))
    cursor.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, by_itself))))
    packed = archive.manifest.tables
    for done, (name, table) in enumerate(sorted(packed.items()), 1):
        into = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv, HEADER match, NULL {})").format(
            sql.Identifier(name),
            sql.SQL(", ").join(map(sql.Identifier, here[name].written)),
            sql.Literal(NOTHING),
        )
        with cursor.copy(into) as copy:
            for piece in archive.pieces(table.path):
                copy.write(piece)
        if cursor.rowcount != table.rows:
            raise ArchiveError(
                f"{name} should have {table.rows} rows and has {cursor.rowcount}. {rules.NOTHING_DONE}"
            )
        progress(done, len(packed), "tables")


def _move_sequences(cursor: Any, archive: Archive) -> None:
    for name in database.sequences(cursor):
        if name in archive.manifest.sequences:
            cursor.execute(
                "SELECT setval(%s::regclass, %s, %s)", [f'"{name}"', *archive.manifest.sequences[name]]
            )


@contextmanager
def _files_of(archive: Archive) -> Iterator[int]:
    """The uploaded files and the base map stand where they belong; gone again where the rows do not follow."""
    put: list[str] = []
    try:
        for path in archive.below(rules.FILES):
            name = path.removeprefix(f"{rules.FILES}/")
            if default_storage.exists(name):
                raise ArchiveError(f"There is a file called {name} already. {rules.NOTHING_DONE}")
            put.append(name)
            with archive.zip.open(path) as member:
                default_storage.save(name, File(member, name))
        yield len(put)
        if rules.BASEMAP in archive.zip.namelist():
            _unpack(archive, rules.BASEMAP, basemap.path())
    except BaseException:
        for name in put:
            default_storage.delete(name)
        raise


def _unpack_settings(archive: Archive) -> Path:
    """The settings beside the data, for who runs the new installation: they do not act by themselves."""
    folder = Path(settings.DATA) / "brought-in"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    for path in (*archive.below(rules.SETTINGS), "keys.json"):
        _unpack(archive, path, folder / Path(path).name)
    return folder


def _unpack(archive: Archive, path: str, target: Path) -> None:
    half = target.with_name(f"{target.name}.half")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.writelines(archive.pieces(path))
    half.replace(target)
