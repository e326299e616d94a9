"""How it stands with backups and drills."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet

from parvis.kernel.backups.models import Backup, Drill
from parvis.kernel.backups.rules import BACKUP_IS_OLD, DRILL_IS_OLD, Standing, Try, standing
from parvis.kernel.clock import now

SHOWN = 30


@dataclass(frozen=True, slots=True)
class Overview:
    """The last backup and the last drill that succeeded, and how both stand."""

    backup: Backup | None
    backups: Standing
    drill: Drill | None
    drills: Standing
    kept: int

    @property
    def is_well(self) -> bool:
        """True when both succeeded not long ago."""
        return self.backups == self.drills == Standing.GOOD


def overview() -> Overview:
    """How it stands now."""
    made = Backup.objects.exclude(ended_at=None)
    good_backup, good_drill = made.filter(fault="").first(), Drill.objects.filter(fault="").first()
    backups = _standing(_backup(made.first()), _backup(good_backup), BACKUP_IS_OLD)
    if backups is Standing.NEVER and not (settings.BACKUP_FOLDER and settings.BACKUP_KEYS):
        backups = Standing.OFF
    drills = _standing(_drill(Drill.objects.first()), _drill(good_drill), DRILL_IS_OLD)
    return Overview(good_backup, backups, good_drill, drills, settings.BACKUPS_KEPT)


def last_backups() -> QuerySet[Backup]:
    """The newest, good or not."""
    return Backup.objects.all()[:SHOWN]


def last_drills() -> QuerySet[Drill]:
    """The newest, good or not."""
    return Drill.objects.all()[:SHOWN]


def _standing(last: Try | None, good: Try | None, old_after: timedelta) -> Standing:
    return standing(last, good, now(), old_after)


def _backup(row: Backup | None) -> Try | None:
    return Try(row.begun_at, row.is_good) if row else None


def _drill(row: Drill | None) -> Try | None:
    return Try(row.at, row.is_good) if row else None
