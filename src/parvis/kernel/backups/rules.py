"""When a backup or a drill is too old, which backups go, and how files are named. Plain Python."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

FORMAT = "parvis-backup/1"
MANIFEST, DUMP, MEDIA, KEYS, CITY = "manifest.json", "database.dump", "media", "keys.json", "city.toml"
BACKUP_IS_OLD = timedelta(hours=36)  # a night that was missed, and the morning after
DRILL_IS_OLD = timedelta(days=35)  # a month, and some days to get round to it
_NAME = re.compile(r"^parvis-(\d{8}T\d{6}\.\d{6})Z\.tar\.age$")
_MOMENT = "%Y%m%dT%H%M%S.%f"


class Standing(StrEnum):
    """How it stands with the backups."""

    OFF = "off"
    NEVER = "never"
    FAILED = "failed"
    OLD = "old"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Try:
    """One backup or one drill: when, and whether it succeeded."""

    at: datetime
    is_good: bool


def name_of(moment: datetime) -> str:
    """The file of a backup that was begun then."""
    return f"parvis-{moment.astimezone(UTC).strftime(_MOMENT)}Z.tar.age"


def moment_of(name: str) -> datetime | None:
    """When the backup of this name was begun; None for a file that is no backup of ours."""
    found = _NAME.match(name)
    try:
        return datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def newest(names: Collection[str]) -> str:
    """The newest backup among these files; empty where there is none."""
    return max((name for name in names if moment_of(name)), default="")


def to_throw_away(names: Collection[str], kept: int, now: datetime) -> list[str]:
    """The backups that go: all beyond the newest so many, and what is older than so many days; never the newest.

    So that whoever was erased is gone from all backups after so many days, however seldom one is made.
    """
    found = sorted((name for name in names if moment_of(name)), reverse=True)
    return [
        name
        for place, name in enumerate(found)
        if place and (place >= kept or now - (moment_of(name) or now) > timedelta(days=kept))
    ]


def told_as_lost(names: Collection[str]) -> str:
    """Which files are missing, for whoever looks for them."""
    return f"{len(names)} files that the database names are missing, {min(names)} among them."


def standing(last: Try | None, last_good: Try | None, now: datetime, old_after: timedelta) -> Standing:
    """How it stands: the last try failed, the last good one is too long ago, there was none, or all is well."""
    if last_good is None:
        return Standing.FAILED if last else Standing.NEVER
    if last is not None and not last.is_good and last.at >= last_good.at:
        return Standing.FAILED
    return Standing.OLD if now - last_good.at > old_after else Standing.GOOD
