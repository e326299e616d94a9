"""How a line of the list reads, and when it goes. Plain Python."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

FILE = "erased.jsonl"
MARK_LENGTH = 32


class UnreadableLineError(ValueError):
    """A line of the list is none of ours; the message says which."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody was erased: the public number of their account (empty: they had none), digests of their addresses that
    only this installation's secret makes, and whether their words went too."""

    mark: str
    at: str
    person: str
    addresses: tuple[str, ...]
    words_too: bool

    def written(self) -> str:
        """As it stands in the file."""
        return json.dumps(asdict(self)) + "\n"


def read(text: str) -> list[Line]:
    """The lines of a file, in its order."""
    found = []
    for number, each in enumerate(text.splitlines(), start=1):
        if not each.strip():
            continue
        try:
            given = json.loads(each)
            line = Line(**{**given, "addresses": tuple(given["addresses"])})
            datetime.fromisoformat(line.at)
        except (ValueError, TypeError, KeyError) as wrong:
            raise UnreadableLineError(f"Line {number} is not a line of this list.") from wrong
        found.append(line)
    return found


def still_needed(
    lines: Iterable[Line], days: int, oldest_backup: datetime | None, at: datetime
) -> list[Line]:
    """The lines younger than backups are kept, or than one that was kept longer."""
    since = at - timedelta(days=days)
    since = min(since, oldest_backup) if oldest_backup else since
    return [each for each in lines if datetime.fromisoformat(each.at) >= since]
