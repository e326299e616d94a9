"""Working hours as people write them: 08:30-12:00, 13:00-17:00. Plain Python."""

import re
from datetime import time

type Openings = list[list[str]]

_SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})")
MIDNIGHT = "24:00"


class HoursError(ValueError):
    """These are no hours: the piece of text that cannot be read."""


def read_hours(text: str) -> Openings:
    """The openings of a day: [["08:30", "12:00"], …]; nothing where the office is closed.

    24:00 is kept as 00:00, which ends a day. `HoursError` holds the piece that is wrong.
    """
    found: Openings = []
    for piece in filter(None, (each.strip() for each in re.split(r"[,;،\n]", text))):
        fits = _SPAN.fullmatch(piece)
        if fits is None:
            raise HoursError(piece)
        hour, minute, last_hour, last_minute = (int(each) for each in fits.groups())
        try:
            begin = time(hour, minute)
            end = time.min if (last_hour, last_minute) == (24, 0) else time(last_hour, last_minute)
        except ValueError as wrong:
            raise HoursError(piece) from wrong
        last = time.fromisoformat(found[-1][1]) if found else None
        if (end != time.min and end <= begin) or (last is not None and (last == time.min or begin < last)):
            raise HoursError(piece)
        found.append([f"{begin:%H:%M}", f"{end:%H:%M}"])
    return found


def written(openings: Openings) -> str:
    """The openings of a day as people write them; empty where the office is closed."""
    return ", ".join(f"{begin}–{MIDNIGHT if end == '00:00' else end}" for begin, end in openings)


def written_week(week: dict[str, Openings]) -> str:
    """A whole week in a line of plain text, as a decision keeps it: mon 08:30–17:00; tue …; closed days left out."""
    return "; ".join(f"{day} {written(openings)}" for day, openings in week.items() if openings)
