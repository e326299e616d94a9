"""Writes the archive: one consistent picture of the database, streamed table by table, and the files it names."""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from psycopg import sql

from parvis import __version__
from parvis.kernel.clock import now
from parvis.kernel.database import tables as database
from parvis.kernel.database.history import applied_migrations
from parvis.kernel.dictionary.queries import Page, dictionary
from parvis.kernel.dictionary.writing import NOTHING, as_html, schema_of
from parvis.kernel.exit import rules
from parvis.kernel.exit.keys import keys_here, mark_of_secret, settings_here
from parvis.kernel.exit.readme import README
from parvis.kernel.files.queries import names_of_files
from parvis.kernel.places import basemap

PIECE = 1 << 20
_ONE_PICTURE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"

type Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Written:
    """What the archive holds."""

    tables: int
    rows: int
    files: int
    missing: int


@dataclass(slots=True)
class _Archive:
    """The open zip, with the sum and size of each member that was written."""

    zip: zipfile.ZipFile
    sums: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def add(self, path: str, pieces: Iterable[bytes | memoryview], *, packed: bool = True) -> None:
        """Write one member in pieces; photographs are not packed again."""
        digest, size = hashlib.sha256(), 0
        about = zipfile.ZipInfo(path, now().timetuple()[:6])
        about.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        about.external_attr = 0o600 << 16
        with self.zip.open(about, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                size += len(piece)
        self.sums[path], self.sizes[path] = digest.hexdigest(), size

    def add_json(self, path: str, content: Any) -> None:
        """Write one member as JSON that people can read too."""
        self.add(path, [json.dumps(content, ensure_ascii=False, indent=1).encode()])


def write_everything(file: Path, progress: Progress, *, with_secrets: bool = False) -> Written:
    """Write the archive; it is there whole or not at all, and readable by its owner alone.

    Outside any transaction. People go on working meanwhile: the archive shows one moment.
    """
    half = file.with_name(f"{file.name}.half")
    try:
        with _private(half) as raw:
            packed = zipfile.ZipFile(raw, "w", compresslevel=3)
            with packed, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(_ONE_PICTURE)
                cursor.execute(database.AS_TEXT)
                written = _write(_Archive(packed), cursor, progress, with_secrets=with_secrets)
            raw.flush()
            os.fsync(raw.fileno())
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)
    return written


def _write(archive: _Archive, cursor: Any, progress: Progress, *, with_secrets: bool) -> Written:
    pages = dictionary()
    packed = [page for page in pages if page.table.name not in rules.LEFT_OUT]
    rows = {}
    for done, page in enumerate(packed, 1):
        rows[page.table.name] = _add_table(archive, cursor, page)
        progress(done, len(packed), "tables")
    files, missing = _add_files(archive)
    _add_settings(archive)
    archive.add_json("keys.json", keys_here(pages, rows, with_secrets=with_secrets))
    archive.add("dictionary.html", [as_html(pages, f"The tables of {settings.CITY.name}", rows).encode()])
    archive.add("README.md", [README.encode()])
    archive.add_json(rules.PACKAGE, _package(archive, cursor, packed, rows, missing))
    lines = "".join(f"{digest}  {path}\n" for path, digest in archive.sums.items())
    archive.add(rules.SUMS, [lines.encode()])
    return Written(len(rows), sum(rows.values()), files, len(missing))


def _path_of(page: Page) -> str:
    return f"{rules.TABLES}/{page.table.name}.csv"


def _add_table(archive: _Archive, cursor: Any, page: Page) -> int:
    question = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT (FORMAT csv, HEADER, NULL {})").format(
        sql.SQL(", ").join(map(sql.Identifier, page.table.written)),
        sql.Identifier(page.table.name),
        sql.Literal(NOTHING),
    )
    with cursor.copy(question) as copy:
        archive.add(_path_of(page), _gathered(copy))
    return int(cursor.rowcount)


def _gathered(pieces: Iterable[memoryview]) -> Iterator[bytes]:
    """PostgreSQL hands over row by row; a megabyte at a time is quicker to pack and sum."""
    buffer = bytearray()
    for piece in pieces:
        buffer += piece
        if len(buffer) >= PIECE:
            yield bytes(buffer)
            buffer.clear()
    yield bytes(buffer)


def _add_files(archive: _Archive) -> tuple[int, list[str]]:
    """Every file that a row of this picture names; one that was deleted meanwhile is listed as missing."""
    count, missing = 0, []
    for name in names_of_files():
        try:
            with default_storage.open(name) as file:
                archive.add(f"{rules.FILES}/{name}", _pieces(file), packed=False)
            count += 1
        except FileNotFoundError:
            missing.append(name)
    if basemap.path().is_file():
        with basemap.path().open("rb") as map_file:
            archive.add(rules.BASEMAP, _pieces(map_file), packed=False)
    return count, missing


def _pieces(file: Any) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _add_settings(archive: _Archive) -> None:
    archive.add(f"{rules.SETTINGS}/city.toml", [settings.CITY_FILE.read_bytes()])
    archive.add_json(f"{rules.SETTINGS}/settings.json", settings_here())


def _package(
    archive: _Archive, cursor: Any, pages: list[Page], rows: dict[str, int], missing: list[str]
) -> dict[str, Any]:
    cursor.execute("SELECT min(at)::date, max(at)::date FROM journal_entry")
    first, last = cursor.fetchone()
    return {
        "profile": "data-package",
        "name": f"parvis-everything-{settings.CITY.slug}",
        "title": settings.CITY.name,
        "created": now().isoformat(),
        "homepage": settings.SITE_ADDRESS,
        "parvis": {
            "format": rules.FORMAT,
            "version": __version__,
            "migrations": sorted(applied_migrations()),
            # Read last: numbers are given out without waiting for anybody's commit.
            "sequences": database.sequences(cursor),
            "months": [first.isoformat(), last.isoformat()] if first else None,
            "left_out": rules.LEFT_OUT,
            "files_missing": missing,
            "secret": mark_of_secret(),
        },
        "resources": [_resource(archive, page, rows[page.table.name]) for page in pages],
    }


def _resource(archive: _Archive, page: Page, rows: int) -> dict[str, Any]:
    path = _path_of(page)
    return {
        "name": page.table.name,
        "path": path,
        "profile": "tabular-data-resource",
        "description": page.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": archive.sizes[path],
        "hash": f"sha256:{archive.sums[path]}",
        "rows": rows,
        "schema": schema_of(page),
    }


@contextmanager
def _private(file: Path) -> Iterator[IO[bytes]]:
    """A new file that only its owner can read."""
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as raw:
        yield raw
