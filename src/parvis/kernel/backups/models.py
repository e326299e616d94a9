"""What became of each backup and of each drill."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now


class Fault(models.TextChoices):
    """Why a backup or a drill failed."""

    NONE = "", _("It succeeded.")
    NO_ROOM = "no_room", _("The disk was full.")
    NOT_WRITTEN = "not_written", _("It could not be written.")
    FILES_LOST = "files_lost", _("Photographs are missing.")
    NO_BACKUP = "no_backup", _("There was no backup to bring back.")
    WRONG_KEY = "wrong_key", _("The key did not open it.")
    DAMAGED = "damaged", _("The backup was damaged.")
    NOT_RESTORED = "not_restored", _("The database could not be brought back.")
    DIFFERENT = "different", _("What came back was not what had been saved.")
    JOURNAL = "journal", _("The journal that came back did not hold.")
    BROKEN_OFF = "broken_off", _("It was broken off.")


class Backup(models.Model):
    """One try to make a backup. While `ended_at` is empty it is being made, or its maker was killed.

    `detail` is what the machine said, for whoever mends it.
    """

    name = models.CharField(max_length=60, unique=True)
    begun_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=20, choices=Fault, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    bytes = models.BigIntegerField(default=0)
    rows = models.BigIntegerField(default=0)
    files = models.BigIntegerField(default=0)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("backup")
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(fault="") | Q(bytes__gt=0), name="backup_good_has_something"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_good(self) -> bool:
        """True when it was made and nothing went wrong."""
        return self.ended_at is not None and not self.fault


class Drill(models.Model):
    """One try to bring a backup back into a database that is then thrown away; `backup` is the name of its file."""

    backup = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(default=now)
    fault = models.CharField(max_length=20, choices=Fault, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    seconds = models.PositiveIntegerField(default=0)
    rows = models.BigIntegerField(default=0)
    files = models.BigIntegerField(default=0)
    entries = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("drill")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(fault="") | Q(rows__gt=0), name="drill_good_saw_rows"),
        ]

    def __str__(self) -> str:
        return f"{self.backup} {self.fault or 'good'}"

    @property
    def is_good(self) -> bool:
        """True when everything came back as it had been."""
        return not self.fault
