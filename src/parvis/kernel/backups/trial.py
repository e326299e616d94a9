"""Brings a backup back into a server that is thrown away, and compares everything with what had been saved."""

import hashlib
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import psycopg
from django.conf import settings

from parvis.kernel.backups import rules
from parvis.kernel.backups.making import sum_of_file
from parvis.kernel.backups.models import Fault
from parvis.kernel.backups.vault import BackupFailedError, decrypted, private_key
from parvis.kernel.database import backup, tables
from parvis.kernel.database.embedded import EmbeddedDatabase
from parvis.kernel.database.location import embedded_address
from parvis.kernel.database.programs import DatabaseNotStartedError
from parvis.kernel.files.models import Upload
from parvis.kernel.files.rules import Size
from parvis.kernel.verification.queries import broken_links_of, explain


@dataclass(frozen=True, slots=True)
class Seen:
    """What came back."""

    rows: int
    files: int
    entries: int


def try_out(file: Path, key: str) -> Seen:
    """Bring this backup back and compare; `BackupFailedError` says what was not as it should be.

    Nothing of it stays on the disk. The city's own database is not touched.
    """
    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="drill-", dir=settings.DATA) as name:
        folder = Path(name)
        manifest, files = _unpack(file, private_key(key), folder)
        with _throw_away_server(folder / "server") as address:
            try:
                backup.restore_at(address, folder / rules.DUMP)
            except backup.BackupError as refused:
                raise BackupFailedError(Fault.NOT_RESTORED, str(refused)) from refused
            rows = _compare(address, manifest["sums"])
            _compare_files(address, files.union(manifest.get("files_deleted_meanwhile", [])))
            entries = _verify(address)
    return Seen(rows, len(files), entries)


def _unpack(file: Path, key: Any, folder: Path) -> tuple[dict[str, Any], set[str]]:
    """The dump into the folder; the manifest, and the names of the photographs, which are summed up and not kept."""
    digest, names, found = hashlib.sha256(), set[str](), b""
    try:
        with decrypted(file, key) as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
            for member in tar:
                content = tar.extractfile(member)
                if content is None:
                    continue
                if member.name == rules.DUMP:
                    _keep(content, folder / rules.DUMP)
                elif member.name == rules.MANIFEST:
                    found = content.read()
                elif member.name.startswith(f"{rules.MEDIA}/"):
                    digest.update(sum_of_file(member.name, content.read()))
                    names.add(member.name.removeprefix(f"{rules.MEDIA}/"))
    except tarfile.TarError as damaged:
        raise BackupFailedError(Fault.DAMAGED, str(damaged)) from damaged
    except OSError as refused:
        fault = Fault.NO_ROOM if refused.errno in backup.NO_ROOM else Fault.DAMAGED
        raise BackupFailedError(fault, str(refused)) from refused
    try:
        manifest: dict[str, Any] = json.loads(found)
    except ValueError as damaged:
        raise BackupFailedError(Fault.DAMAGED, "The backup does not say what is in it.") from damaged
    if (len(names), digest.hexdigest()) != (manifest["files"], manifest["files_sum"]):
        raise BackupFailedError(Fault.DIFFERENT, f"{len(names)} files came back of {manifest['files']}.")
    return manifest, names


def _keep(content: IO[bytes], target: Path) -> None:
    with target.open("wb") as file:
        shutil.copyfileobj(content, file, 1 << 20)


@contextmanager
def _throw_away_server(folder: Path) -> Iterator[str]:
    server = EmbeddedDatabase(folder, durable=False)
    try:
        server.start()
        yield embedded_address(server.data)
    except DatabaseNotStartedError as refused:
        raise BackupFailedError(Fault.NOT_RESTORED, str(refused)) from refused
    finally:
        server.stop()
        shutil.rmtree(server.socket, ignore_errors=True)
        shutil.rmtree(server.home.parent, ignore_errors=True)


def _compare(address: str, saved: dict[str, dict[str, Any]]) -> int:
    """How many rows came back; every table's count and sum must be what they were."""
    with psycopg.connect(address) as there, there.cursor() as cursor:
        cursor.execute(tables.AS_TEXT)
        found = tables.sums(cursor, sorted(tables.tables(cursor)))
    back = {table: asdict(each) for table, each in found.items()}
    for table in sorted(set(saved) | set(back)):
        if back.get(table) != saved.get(table):
            rows = [each["rows"] if each else "no table" for each in (saved.get(table), back.get(table))]
            raise BackupFailedError(
                Fault.DIFFERENT, f"{table}: {rows[0]} rows were saved, {rows[1]} came back."
            )
    return sum(each.rows for each in found.values())


def _compare_files(address: str, found: set[str]) -> None:
    """Every photograph that a row names must have come back."""
    with psycopg.connect(address) as there:
        rows = there.execute("SELECT public_id FROM files_upload").fetchall()
    named = {Upload(public_id=name).file_of(size) for (name,) in rows for size in Size}
    if lost := named - found:
        raise BackupFailedError(Fault.FILES_LOST, rules.told_as_lost(lost))


def _verify(address: str) -> int:
    """How many entries the journal has that came back; its chain must hold."""
    with psycopg.connect(address) as there:
        for fault in broken_links_of(there):
            raise BackupFailedError(Fault.JOURNAL, explain(fault))
        found = there.execute("SELECT count(*) FROM journal_entry").fetchone()
    return int(found[0]) if found else 0
