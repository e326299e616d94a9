"""The nightly backup."""

from django.conf import settings

from parvis.kernel.backups.actions import make_backup
from parvis.kernel.backups.lease import BackupUnderWayError
from parvis.kernel.jobs.work import every


@every("7 3 * * *", "backups.nightly")
def nightly() -> None:
    """Where the city said where to and for whom; one that somebody makes by hand just now is enough."""
    if not (settings.BACKUP_FOLDER and settings.BACKUP_KEYS):
        return
    try:
        make_backup()
    except BackupUnderWayError:
        return
