"""When looks are one, how long they are kept, and what is unusual. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median

MONTHS_KEPT = 12
DAYS_KEPT = MONTHS_KEPT * 31
SPOT_AT_MOST, SUBJECT_AT_MOST = 60, 80
# Somebody who looked at more people than this, and at so many times what is usual among the others of their office.
UNUSUAL_FROM, UNUSUAL_TIMES = 20, 3


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: whose data (a person's number), and the thing it belongs to, as the journal calls it.

    Where only an address is known, `email` in lower case finds whoever proved it; of others the thing alone is kept.
    """

    person: int | None
    subject: str = ""
    email: str = ""


def hour_of(at: datetime) -> datetime:
    """The hour in which looks are one."""
    return at.replace(minute=0, second=0, microsecond=0)


def each_once(shown: Iterable[Shown], besides: int) -> list[Shown]:
    """Each person and thing once, in one order so that two officials cannot wait for each other; nobody looks at
    themselves, and what belongs to nobody and to nothing tells nothing."""
    wanted = {each for each in shown if each.person != besides and (each.person or each.subject)}
    return sorted(wanted, key=lambda each: (each.person or 0, each.subject, each.email))


def unusual(looked_at: Mapping[int, int]) -> list[int]:
    """Of officials with the number of people that each looked at: those who stand out from the others, most first.

    Each is held against the middle of the others, so that one who looks at everybody does not lift the bar for
    themselves. With fewer than two others nothing can be said.
    """
    found = [
        (number, official)
        for official, number in looked_at.items()
        if number >= UNUSUAL_FROM and _stands_out(official, looked_at)
    ]
    return [official for _number, official in sorted(found, key=lambda each: (-each[0], each[1]))]


def _stands_out(official: int, looked_at: Mapping[int, int]) -> bool:
    others = [number for each, number in looked_at.items() if each != official]
    return len(others) >= 2 and looked_at[official] > UNUSUAL_TIMES * max(median(others), 1)
