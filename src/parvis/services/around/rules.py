"""When letters are due, and which cells of the grid a circle touches. Plain Python."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from parvis.kernel.places.cells import cell_of, centre_of, disk
from parvis.kernel.places.rules import is_on_earth, metres_between

QUESTIONS = ("saw", "need", "help", "say")
RADII = (200, 500, 1000, 2000, 5000)
RADIUS_AT_LEAST, RADIUS_AT_MOST = 100, 5000
# About ten metres: enough for a circle of a hundred, and not the door of whoever drew it.
DECIMALS = 4
MORNING = 7  # the hour, in the city's time, after which daily and weekly letters are written
WATCHES_AT_MOST = 20
LINES_AT_MOST = 30  # of a letter, a page, a feed
DAYS_UNTIL_UNCONFIRMED_GO = 14
# Bounds of an edge of the counting cells in metres, anywhere on earth; their mean is about 200.
_EDGE_AT_LEAST, _EDGE_AT_MOST = 130.0, 250.0


class Rhythm(StrEnum):
    """How often to be told."""

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Circle:
    """A spot in degrees (WGS 84) and how far around it, in metres."""

    lat: float
    lon: float
    radius: int

    def __str__(self) -> str:
        return f"{self.lat},{self.lon},{self.radius}"


def circle_of(lat: float, lon: float, radius: int) -> Circle | None:
    """The circle, its spot rounded to about ten metres; None where it is not on earth, too small or too wide."""
    if is_on_earth(lat, lon) and RADIUS_AT_LEAST <= radius <= RADIUS_AT_MOST:
        return Circle(round(lat, DECIMALS), round(lon, DECIMALS), radius)
    return None


def read_circle(text: str) -> Circle | None:
    """A circle written as `lat,lon,radius`; None when it is none."""
    try:
        lat, lon, radius = text.split(",")
        return circle_of(float(lat), float(lon), int(radius))
    except ValueError:
        return None


def last_turn(rhythm: Rhythm, moment: datetime, zone: ZoneInfo) -> datetime:
    """The latest moment, not after `moment`, up to which letters of this rhythm tell: the full hour, the morning, the
    morning of Monday. In UTC."""
    if rhythm is Rhythm.HOURLY:
        return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    local = moment.astimezone(zone)
    turn = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if turn > local:
        turn -= timedelta(days=1)
    if rhythm is Rhythm.WEEKLY:
        turn -= timedelta(days=turn.weekday())
    return turn.astimezone(UTC)


@lru_cache(maxsize=256)  # a circle is asked for again by its page, its feed and its letters
def cells_of(circle: Circle) -> tuple[str, ...]:
    """The counting cells that the circle touches, and a few at its rim that it may not. The journal knows cells, not
    points: rather a little too much than something missed."""
    # k rings around a cell reach at least (1.5 k - 0.5) edges beyond it.
    rings = math.ceil((circle.radius / _EDGE_AT_LEAST + 0.5) / 1.5)
    near = circle.radius + _EDGE_AT_MOST
    cells = disk(cell_of(circle.lat, circle.lon), rings)
    return tuple(cell for cell in cells if metres_between(circle.lat, circle.lon, *centre_of(cell)) <= near)
