"""What figures are made of: months by number, classes of a map, shares. Plain Python; docs/adr/0020 says why."""

from bisect import bisect_right
from datetime import date

# A cell with fewer reports is not shown, so that no single home can be told.
FEWEST = 3
# Where the classes of the map begin: always the same, so that months, groups and neighbourhoods can be compared.
CLASSES = (FEWEST, 5, 10, 20, 50)
MONTHS = 24


def class_of(reports: int) -> int:
    """The class of a cell from 1 to 5; 0 for too few to be shown."""
    return bisect_right(CLASSES, reports)


def classes() -> list[tuple[int, int | None]]:
    """Where each class begins and ends; the last has no end."""
    ends = [start - 1 for start in CLASSES[1:]]
    return list(zip(CLASSES, [*ends, None], strict=True))


def number_of(day: date) -> int:
    """A month as a number: how many began since the year 0. One more is the next month."""
    return day.year * 12 + day.month - 1


def month_of(number: int) -> date:
    """The first day of the month with this number."""
    return date(number // 12, number % 12 + 1, 1)


def percent(part: int, whole: int) -> int | None:
    """Of a hundred, rounded down so that 99.9 does not read as 100; None of nothing."""
    return 100 * part // whole if whole else None
