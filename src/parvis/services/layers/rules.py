"""Sheets of labels, and the invented things of the demo. Plain Python."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import batched, pairwise
from math import cos, hypot, radians


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of labels as one buys it: so many side by side and one below the other. Its measures are in the CSS."""

    slug: str
    name: str
    across: int
    down: int

    @property
    def labels(self) -> int:
        """How many labels are on it."""
        return self.across * self.down

    def fill[Thing](self, things: Sequence[Thing]) -> Iterator[tuple[Thing, ...]]:
        """The things, sheet by sheet."""
        return batched(things, self.labels, strict=False)


SHEETS = {
    each.slug: each
    for each in (
        Sheet("a4", "A4, 3 × 8, 70 × 37 mm", 3, 8),
        Sheet("letter", "Letter, 3 × 10, 2⅝ × 1 in", 3, 10),
    )
}


@dataclass(frozen=True, slots=True)
class Spacing:
    """How things stand along a street: so many metres apart, the first after `first`, so many `aside` of its line,
    now on the left, now on the right."""

    apart: float
    aside: float
    first: float


METRES_IN_A_DEGREE = 111_195


def spots_along(line: Sequence[Sequence[float]], spacing: Spacing) -> Iterator[tuple[float, float]]:
    """Latitudes and longitudes of things along a line of (longitude, latitude); always the same for the same line."""
    until, side = spacing.first, 1
    for (lon, lat), (to_lon, to_lat) in pairwise(line):
        wide = METRES_IN_A_DEGREE * cos(radians(lat))
        east, north = (to_lon - lon) * wide, (to_lat - lat) * METRES_IN_A_DEGREE
        length = hypot(east, north)
        while length and until <= length:
            along, across = until / length, side * spacing.aside / length
            yield (
                round(lat + (north * along + east * across) / METRES_IN_A_DEGREE, 7),
                round(lon + (east * along - north * across) / wide, 7),
            )
            until, side = until + spacing.apart, -side
        until -= length
