"""When letters are due, and which cells of the grid a circle touches. Plain Python."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from parvis.kernel.places.cells import cell_of, centre_of, disk, outline
from parvis.kernel.places.rules import METRES_IN_A_DEGREE, metres_between

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
_EDGE_AT_LEAST, _EDGE_AT_MOST = 130.0, 270.0


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
    on_earth = -90 <= lat <= 90 and -180 <= lon <= 180
    if not on_earth or not RADIUS_AT_LEAST <= radius <= RADIUS_AT_MOST:
        return None
    return Circle(round(lat, DECIMALS), round(lon, DECIMALS), radius)


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


def cells_of(circle: Circle) -> frozenset[str]:
    """The counting cells that the circle touches. The journal knows cells, not points: rather a little too much at
    the rim than something missed inside."""
    own = cell_of(circle.lat, circle.lon)
    # k rings around a cell reach at least (1.5 k - 0.5) edges beyond it.
    rings = math.ceil((circle.radius / _EDGE_AT_LEAST + 0.5) / 1.5)
    return frozenset(cell for cell in disk(own, rings) if cell == own or _touches(circle, cell))


def _touches(circle: Circle, cell: str) -> bool:
    away = metres_between(circle.lat, circle.lon, *centre_of(cell))
    if away <= circle.radius:
        return True
    if away > circle.radius + _EDGE_AT_MOST:
        return False
    ring = [_metres_from(circle, lat, lon) for lon, lat in outline(cell)]
    return any(_from_origin(here, there) <= circle.radius for here, there in pairwise(ring))


def _metres_from(circle: Circle, lat: float, lon: float) -> tuple[float, float]:
    """East and north of the circle's spot, on a plane that is flat enough for five kilometres."""
    east = (lon - circle.lon) * math.cos(math.radians(circle.lat))
    return east * METRES_IN_A_DEGREE, (lat - circle.lat) * METRES_IN_A_DEGREE


def _from_origin(here: tuple[float, float], there: tuple[float, float]) -> float:
    """How far the segment between two points is from (0, 0)."""
    dx, dy = there[0] - here[0], there[1] - here[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, -(here[0] * dx + here[1] * dy) / length)) if length else 0.0
    return math.hypot(here[0] + along * dx, here[1] + along * dy)
