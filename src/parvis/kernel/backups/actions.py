"""The only writers: a backup is made, old ones go, a drill is held; what became of each is remembered."""

import logging
import time
from pathlib import Path

from django.conf import settings

from parvis.kernel.backups import rules
from parvis.kernel.backups.lease import lease
from parvis.kernel.backups.making import write_backup
from parvis.kernel.backups.models import Backup, Drill, Fault
from parvis.kernel.backups.trial import try_out
from parvis.kernel.backups.vault import BackupFailedError
from parvis.kernel.clock import now

log = logging.getLogger(__name__)
MOST_DETAIL = 300


def make_backup() -> Backup:
    """Make one now, and let old ones go; what became of it. Outside any transaction.

    A failure is remembered and told by what comes back; `BackupUnderWayError` when somebody makes one already.
    """
    folder = Path(settings.BACKUP_FOLDER)
    with lease():
        _forget_half_made(folder)
        row = Backup.objects.create(name=rules.name_of(now()))
        try:
            if not settings.BACKUP_FOLDER or not settings.BACKUP_KEYS:
                raise BackupFailedError(
                    Fault.NOT_WRITTEN, "Set PARVIS_BACKUP_FOLDER and PARVIS_BACKUP_KEYS first."
                )
            made = write_backup(folder / row.name, settings.BACKUP_KEYS)
            row.bytes, row.rows, row.files = made.bytes, made.rows, made.files
            if made.lost:
                raise BackupFailedError(Fault.FILES_LOST, rules.told_as_lost(made.lost))
        except BackupFailedError as failed:
            log.error("The backup %s failed: %s", row.name, failed)
            row.fault, row.detail = failed.fault, str(failed)[:MOST_DETAIL]
        row.ended_at = now()
        row.save()
        if row.is_good:
            _throw_old_away(folder)
    return row


def hold_drill(key: str, file: Path | None = None) -> Drill:
    """Bring the newest backup (or this one) back with this private key, compare, and remember what came of it.

    The key is used and not kept.
    """
    row, begin = Drill(at=now()), time.monotonic()
    try:
        found = file or _newest()
        row.backup = found.name[:60]
        seen = try_out(found, key)
        row.rows, row.files, row.entries = seen.rows, seen.files, seen.entries
    except BackupFailedError as failed:
        row.fault, row.detail = failed.fault, str(failed)[:MOST_DETAIL]
    row.seconds = round(time.monotonic() - begin)
    row.save(force_insert=True)
    return row


def _newest() -> Path:
    folder = Path(settings.BACKUP_FOLDER or "/nowhere")
    name = rules.newest([each.name for each in folder.iterdir()]) if folder.is_dir() else ""
    if not name:
        raise BackupFailedError(
            Fault.NO_BACKUP, f"There is no backup in {settings.BACKUP_FOLDER or 'any folder'}."
        )
    return folder / name


def _forget_half_made(folder: Path) -> None:
    """What a maker that was killed left behind: its half file, and its row that never ended."""
    for half in folder.glob("parvis-*.half") if folder.is_dir() else ():
        half.unlink(missing_ok=True)
    Backup.objects.filter(ended_at=None).update(fault=Fault.BROKEN_OFF, ended_at=now())


def _throw_old_away(folder: Path) -> None:
    gone = rules.to_throw_away([each.name for each in folder.iterdir()], settings.BACKUPS_KEPT, now())
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    Backup.objects.filter(name__in=gone, gone_at=None).update(gone_at=now())
