"""Working time is counted in real minutes inside the opening hours of an office, in the office's own time zone, so a
day on which the clocks change counts as long as it really is. Plain Python.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
# Half past eight to five: what people are told as one working day.
MINUTES_IN_A_WORKING_DAY = 510
LONGEST_SEARCH = timedelta(days=366 * 5)
type Opening = tuple[time, time]


@dataclass(frozen=True, slots=True)
class WorkingWeek:
    """When an office works: for each weekday (Monday first) its opening times, local; `midnight` as an end is 00:00."""

    zone: ZoneInfo
    days: tuple[tuple[Opening, ...], ...]
    holidays: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise ValueError("A working week has seven days.")
        for openings in self.days:
            ends = [time.min]
            for start, end in openings:
                if start < ends[-1] or (end != time.min and end <= start):
                    raise ValueError("Opening times must follow one another and end after they begin.")
                ends.append(end)
                if end == time.min and (start, end) != openings[-1]:
                    raise ValueError("Nothing can follow an opening that lasts until midnight.")
        if not any(self.days):
            raise ValueError("An office that never opens cannot promise anything.")


def due_after(start: datetime, minutes: int, week: WorkingWeek) -> datetime:
    """The moment at which `minutes` of working time have passed since `start` (aware; the answer is in UTC).

    `minutes` 0 gives the first working moment at or after `start`. `ValueError` when no working time comes for five
    years.
    """
    if minutes < 0:
        raise ValueError("A promise cannot be due before it is made.")
    left = minutes * MINUTE
    for opens, closes in _openings_from(start, week):
        if left <= closes - opens and (left or opens < closes):
            return opens + left
        left -= closes - opens
    raise ValueError("This calendar has no working time within five years.")


def minutes_between(start: datetime, end: datetime, week: WorkingWeek) -> int:
    """Whole minutes of working time from `start` to `end`; 0 when `end` is not later."""
    total = timedelta()
    if end <= start:
        return 0
    for opens, closes in _openings_from(start, week):
        if opens >= end:
            break
        total += min(closes, end) - opens
    return int(total / MINUTE)


def due_after_pause(due: datetime, paused: datetime, resumed: datetime, week: WorkingWeek) -> datetime:
    """The due date moved by the working time that passed in the pause. A pause after the due date changes nothing."""
    minutes = 0 if paused >= due else minutes_between(paused, resumed, week)
    return due_after(due, minutes, week) if minutes else due


def moved_alike(due: datetime, before: datetime, after: datetime, week: WorkingWeek) -> datetime:
    """`due`, later by the working time by which another due date went from `before` to `after`."""
    minutes = minutes_between(before, after, week)
    return due_after(due, minutes, week) if minutes else due


def _openings_from(start: datetime, week: WorkingWeek) -> Iterator[tuple[datetime, datetime]]:
    """Openings in UTC that end after `start`, the first cut at `start`."""
    start = start.astimezone(UTC)
    day = start.astimezone(week.zone).date() - timedelta(days=1)
    last = day + LONGEST_SEARCH
    while day <= last:
        if day not in week.holidays:
            for opens, closes in week.days[day.weekday()]:
                begin, end = _moment(day, opens, week.zone), _closing(day, closes, week.zone)
                if end > start:
                    yield max(begin, start), end
        day += timedelta(days=1)


def _closing(day: date, closes: time, zone: ZoneInfo) -> datetime:
    return (
        _moment(day + timedelta(days=1), time.min, zone) if closes == time.min else _moment(day, closes, zone)
    )


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
