"""Writes one backup: the database and its sums as one transaction sees them, the files, the settings; encrypted."""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction

from parvis import __version__
from parvis.kernel.backups import rules
from parvis.kernel.backups.models import Fault
from parvis.kernel.backups.vault import BackupFailedError, encrypted
from parvis.kernel.clock import now
from parvis.kernel.database import backup, tables
from parvis.kernel.database.history import applied_migrations
from parvis.kernel.dictionary.queries import dictionary
from parvis.kernel.exit.keys import keys_here
from parvis.kernel.files.queries import names_of_files, still_named

_ONE_PICTURE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


@dataclass(frozen=True, slots=True)
class Made:
    """How large a backup is and what it holds; `lost`: files that a row names and nobody has."""

    bytes: int
    rows: int
    files: int
    lost: list[str]


def write_backup(target: Path, keys: Sequence[str]) -> Made:
    """Write a backup to `target`, for these public keys; there whole or not at all. `BackupFailedError` says why not.

    The dump lies beside the data for a moment, never in the folder of the backups: that may be another machine's.
    """
    half = target.with_name(f"{target.name}.half")
    try:
        with tempfile.TemporaryDirectory(prefix="backup-", dir=settings.DATA) as aside:
            target.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as raw:
                with encrypted(raw, keys) as plain:
                    rows, files, lost = _write(plain, Path(aside))
                raw.flush()
                os.fsync(raw.fileno())
        half.replace(target)
        return Made(target.stat().st_size, rows, files, lost)
    except backup.BackupError as refused:
        raise BackupFailedError(
            Fault.NO_ROOM if "full" in str(refused) else Fault.NOT_WRITTEN, str(refused)
        ) from refused
    except OSError as refused:
        fault = Fault.NO_ROOM if refused.errno in backup.NO_ROOM else Fault.NOT_WRITTEN
        raise BackupFailedError(fault, str(refused)) from refused
    finally:
        with suppress(OSError):  # a folder that is none was told already
            half.unlink(missing_ok=True)


def _write(plain: IO[bytes], aside: Path) -> tuple[int, int, list[str]]:
    with tarfile.open(fileobj=plain, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        with transaction.atomic():
            sums = _add_database(tar, aside / rules.DUMP)
            files, missing, digest = _add_files(tar)
        # Asked outside of that picture: what was deleted meanwhile has no row any more, and is not missed.
        lost = still_named(missing)
        rows = {table: each.rows for table, each in sums.items()}
        _add_text(tar, rules.CITY, settings.CITY_FILE.read_bytes())
        _add_text(tar, rules.KEYS, _json(keys_here(dictionary(), rows, with_secrets=True)))
        manifest = {
            "format": rules.FORMAT,
            "version": __version__,
            "city": settings.CITY.name,
            "made_at": now().isoformat(),
            "migrations": sorted(applied_migrations()),
            "sums": {table: asdict(each) for table, each in sums.items()},
            "files": files,
            "files_missing": len(missing),
            "files_deleted_meanwhile": sorted(missing.difference(lost)),
            "files_sum": digest,
        }
        _add_text(tar, rules.MANIFEST, _json(manifest))
    return sum(rows.values()), files, lost


def _add_database(tar: tarfile.TarFile, dump: Path) -> dict[str, tables.Sum]:
    with connection.cursor() as cursor:
        cursor.execute(_ONE_PICTURE)
        cursor.execute(tables.AS_TEXT)
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        name = str(connection.settings_dict["NAME"])
        backup.dump(Path(settings.DATA), dump, name=name, snapshot=snapshot)
        sums = tables.sums(cursor, sorted(tables.tables(cursor)))
    with dump.open("rb") as file:
        _add(tar, rules.DUMP, file, dump.stat().st_size)
    dump.unlink()
    return sums


def _add_files(tar: tarfile.TarFile) -> tuple[int, set[str], str]:
    """Every uploaded file; how many, which are missing, and one sum over their names and contents in this order."""
    missing: set[str] = set()
    count, digest = 0, hashlib.sha256()
    for name in names_of_files():
        try:
            with default_storage.open(name) as file:
                content = file.read()  # photographs, at most a few megabytes each
        except FileNotFoundError:
            missing.add(name)
            continue
        path = f"{rules.MEDIA}/{name}"
        _add_text(tar, path, content)
        digest.update(sum_of_file(path, content))
        count += 1
    return count, missing, digest.hexdigest()


def sum_of_file(path: str, content: bytes) -> bytes:
    """What one file adds to the sum of all."""
    return hashlib.sha256(path.encode() + b"\0" + content).digest()


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes], size: int) -> None:
    about = tarfile.TarInfo(name)
    about.size, about.mode, about.mtime = size, 0o600, int(now().timestamp())
    tar.addfile(about, file)


def _add_text(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    _add(tar, name, io.BytesIO(content), len(content))


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
