"""Hexagons of the H3 grid: for counting, for neighbours, and for telling a place without telling the door.

Edge lengths: resolution 9 is about 200 m (a few blocks), 8 about 530 m, 7 about 1.4 km.
"""

import h3

COUNTING = 9
PRIVATE = 8


def cell_of(lat: float, lon: float, resolution: int = COUNTING) -> str:
    """The cell of a point given in degrees, as H3's 15-digit text."""
    return str(h3.latlng_to_cell(lat, lon, resolution))


def centre_of(cell: str) -> tuple[float, float]:
    """The middle of a cell: latitude, longitude."""
    lat, lon = h3.cell_to_latlng(cell)
    return float(lat), float(lon)


def disk(cell: str, rings: int = 1) -> list[str]:
    """The cell and those around it, `rings` deep, in a fixed order."""
    return sorted(h3.grid_disk(cell, rings))


def wider(cell: str, resolution: int) -> str:
    """The cell of a coarser resolution that a cell belongs to."""
    return str(h3.cell_to_parent(cell, resolution))


def outline(cell: str) -> list[tuple[float, float]]:
    """The corners of a cell as a closed ring of (longitude, latitude), as GeoJSON wants it."""
    ring = [(float(lon), float(lat)) for lat, lon in h3.cell_to_boundary(cell)]
    return [*ring, ring[0]]


def coarse_cell(lat: float, lon: float) -> str:
    """The cell that may be shown to others where the exact place is private.

    Nothing random is in it: asking again, or from two reports of the same door, tells no more than asking once.
    """
    return cell_of(lat, lon, PRIVATE)


def blurred(lat: float, lon: float) -> tuple[float, float]:
    """A point that may be shown to others where the exact place is private: the middle of the coarse cell."""
    return centre_of(coarse_cell(lat, lon))
