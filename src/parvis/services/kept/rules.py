"""Promises played again under other rules. Plain Python.

What is assumed, and said on the page: an office needs as much working time for an answer as it did; neighbours and
partners who have the first word answer nothing, so that the result is never better than it could have been.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from parvis.kernel.hours.rules import WorkingWeek, due_after, minutes_between
from parvis.kernel.promises.rules import Outcome, outcome


@dataclass(frozen=True, slots=True)
class Lived:
    """A promise as it was: the working time promised, when it was due at last, pauses included, and the answer."""

    topic: str
    opened: datetime
    minutes: int
    due: datetime
    answered: datetime | None


@dataclass(frozen=True, slots=True)
class Rules:
    """What would be otherwise; None and 0 leave a thing as it was. `minutes` and `partner` are working time,
    `neighbours` minutes of any clock."""

    minutes: int | None = None
    week: WorkingWeek | None = None
    neighbours: int = 0
    partner: int = 0

    @property
    def moves_work(self) -> bool:
        """True where the office would have begun later, or worked at other hours."""
        return bool(self.week or self.neighbours or self.partner)


@dataclass(frozen=True, slots=True)
class Share:
    """Promises that were due: how many were kept, and how many not."""

    kept: int = 0
    broken: int = 0

    @property
    def percent(self) -> int | None:
        """Kept of a hundred, rounded down; None where none was due."""
        return 100 * self.kept // (self.kept + self.broken) if self.kept + self.broken else None

    def __add__(self, other: "Share") -> "Share":
        return Share(self.kept + other.kept, self.broken + other.broken)


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of request: how its promises were kept, and how they would have been."""

    topic: str
    before: Share
    after: Share


def played(lived: Lived, week: WorkingWeek, rules: Rules) -> tuple[datetime, datetime | None]:
    """When the promise would have been due, and when answered. `week` is the office's own.

    The clock would have waited as long as it did. Rules that change nothing give back exactly what was.
    """
    if rules == Rules():
        return lived.due, lived.answered
    new_week = rules.week or week
    waited = minutes_between(due_after(lived.opened, lived.minutes, week), lived.due, week)
    due = due_after(lived.opened, lived.minutes if rules.minutes is None else rules.minutes, new_week)
    due = due_after(due, waited, new_week) if waited else due
    if lived.answered is None or not rules.moves_work:
        return due, lived.answered
    begins = lived.opened + timedelta(minutes=rules.neighbours)
    if rules.partner:
        begins = due_after(begins, rules.partner, new_week)
    return due, due_after(begins, minutes_between(lived.opened, lived.answered, week), new_week)


def compared(lives: Iterable[tuple[Lived, WorkingWeek]], rules: Rules, until: datetime) -> list[Line]:
    """What became of them by `until`, and what would have; those with the greatest change first."""
    before: dict[str, Share] = {}
    after: dict[str, Share] = {}
    for lived, week in lives:
        due, answered = played(lived, week, rules)
        before[lived.topic] = before.get(lived.topic, Share()) + share_of(lived.due, lived.answered, until)
        after[lived.topic] = after.get(lived.topic, Share()) + share_of(due, answered, until)
    came = [topic for topic in before if (before[topic], after[topic]) != (Share(), Share())]
    lines = [Line(topic, before[topic], after[topic]) for topic in came]
    return sorted(lines, key=lambda line: (-abs(line.after.kept - line.before.kept), line.topic))


def share_of(due: datetime, answered: datetime | None, until: datetime) -> Share:
    """One promise as a share: kept, broken, or neither while it runs."""
    came = outcome(due=due, answered=answered, paused=False, withdrawn=False, at=until)
    return Share(int(came is Outcome.KEPT), int(came is Outcome.BROKEN))


def week_like(zone: ZoneInfo, opens: time, closes: time, *, saturday: bool) -> WorkingWeek:
    """A week that is open alike on all its days. `ValueError` where it closes before it opens."""
    day = ((opens, closes),)
    return WorkingWeek(zone, (*(day,) * 5, day if saturday else (), ()))
