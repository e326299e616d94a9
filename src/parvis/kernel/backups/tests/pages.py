"""Pages about backups with something on them."""

from datetime import timedelta
from typing import Any

from parvis.kernel.backups.models import Backup, Drill, Fault
from parvis.kernel.backups.rules import name_of
from parvis.kernel.clock import now
from parvis.kernel.testing.addresses import Sample


def night(days: int, **facts: Any) -> Backup:
    """A backup made so many days ago; good, unless told otherwise."""
    begun = now() - timedelta(days=days)
    given = {
        "ended_at": begun + timedelta(minutes=4),
        "bytes": 48_300_000,
        "rows": 269_388,
        "files": 412,
        **facts,
    }
    return Backup.objects.create(name=name_of(begun), begun_at=begun, **given)


def samples(cast: Any) -> list[Sample]:
    """A good night, a bad one, one long ago; a drill that succeeded and a later one that did not."""
    night(40, gone_at=now())
    night(1, fault=Fault.NO_ROOM, detail="[Errno 28] No space left on device", bytes=0)
    good = night(0)
    Drill.objects.create(
        backup=good.name, at=now() - timedelta(days=3), rows=269_388, files=412, entries=103_197, seconds=21
    )
    Drill.objects.create(backup=good.name, fault=Fault.WRONG_KEY, detail="No matching keys found")
    return [
        Sample("how data are kept safe", "/backups/"),
        Sample("backups in the office", "/office/backups/", "dana"),
    ]
