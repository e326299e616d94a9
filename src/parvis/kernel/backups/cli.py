"""What `parvis doctor` asks of this room."""

from parvis.kernel.backups.queries import overview
from parvis.kernel.backups.rules import Standing

_BACKUPS = {
    Standing.OFF: "Make a key with `parvis backup key`, then set PARVIS_BACKUP_FOLDER and PARVIS_BACKUP_KEYS.",
    Standing.NEVER: "Run `parvis backup now`, and see that a worker runs at night.",
    Standing.FAILED: "`/office/backups/` says why. Mend it, then run `parvis backup now`.",
    Standing.OLD: "See that a worker runs at night, then run `parvis backup now`.",
    Standing.GOOD: "",
}
_DRILL = "Bring the newest backup back, where the private key is: `parvis backup drill --key FILE`."


def _backups() -> tuple[str, bool, str, str]:
    now = overview()
    seen = f"last good one {now.backup.begun_at:%Y-%m-%d %H:%M} UTC" if now.backup else "none yet"
    return "Backups", now.backups is Standing.GOOD, seen, _BACKUPS[now.backups]


def _drills() -> tuple[str, bool, str, str]:
    now = overview()
    seen = f"last good one {now.drill.at:%Y-%m-%d}" if now.drill else "none yet"
    return "Drill of a backup", now.drills is Standing.GOOD, seen, _DRILL


CHECKS = (_backups, _drills)
