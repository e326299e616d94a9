"""A short way past many places, as the crow flies. Plain Python.

The nearest place next, then 2-opt (Croes, "A Method for Solving Traveling-Salesman Problems", 1958): as long as turning
a stretch of the way round makes it shorter, it is turned round. The way is open: nobody walks back to where they began.
The result is never longer than that of the nearest place next; it is not always the shortest there is.
"""

from collections.abc import Sequence
from itertools import pairwise

from parvis.kernel.places.rules import metres_between

type Point = tuple[float, float]  # latitude and longitude in degrees
# A gain below this is a fault of rounding, and would be taken back and forth for ever.
LEAST_GAIN_METRES = 0.001


def walk(points: Sequence[Point], start: Point | None = None) -> list[int]:
    """The places in walking order, by their numbers; from `start`, else from the first of them."""
    if not points:
        return []
    every = [start, *points] if start is not None else list(points)
    far = _distances(every)
    order = _shortened(_nearest_next(far), far)
    return [number - 1 for number in order[1:]] if start is not None else order


def nearest_next(points: Sequence[Point], start: Point) -> list[int]:
    """The places in the order of always going to the nearest one: what `walk` begins with."""
    return [number - 1 for number in _nearest_next(_distances([start, *points]))[1:]]


def length(points: Sequence[Point], start: Point | None = None) -> float:
    """How long the way past these points is in this order, in metres."""
    stations = [start, *points] if start is not None else list(points)
    return sum(metres_between(*here, *there) for here, there in pairwise(stations))


def best_place(points: Sequence[Point], new: Point, start: Point | None = None) -> int:
    """Where to put one more place into an order that somebody chose, so that the way grows least."""
    every = [start, *points] if start is not None else list(points)
    first = 1 if start is not None else 0
    grows = []
    for place in range(first, len(every) + 1):
        before = every[place - 1] if place else None
        after = every[place] if place < len(every) else None
        grows.append((_detour(before, new, after), place - first))
    return min(grows)[1]


def _detour(before: Point | None, new: Point, after: Point | None) -> float:
    there = metres_between(*before, *new) if before is not None else 0.0
    on = metres_between(*new, *after) if after is not None else 0.0
    straight = metres_between(*before, *after) if before is not None and after is not None else 0.0
    return there + on - straight


def _distances(points: Sequence[Point]) -> list[list[float]]:
    far = [[0.0] * len(points) for _each in points]
    for one, here in enumerate(points):
        for other in range(one):
            far[one][other] = far[other][one] = metres_between(*here, *points[other])
    return far


def _nearest_next(far: list[list[float]]) -> list[int]:
    order, left = [0], set(range(1, len(far)))
    while left:
        here = far[order[-1]]
        nearest = min(left, key=lambda each: (here[each], each))
        order.append(nearest)
        left.remove(nearest)
    return order


def _shortened(order: list[int], far: list[list[float]]) -> list[int]:
    """The same way with every stretch turned round that makes it shorter; its first place stays the first."""
    better = True
    while better:
        better = False
        for first in range(1, len(order) - 1):
            for last in range(first + 1, len(order)):
                if _gain(order, far, first, last) > LEAST_GAIN_METRES:
                    order[first : last + 1] = order[first : last + 1][::-1]
                    better = True
    return order


def _gain(order: list[int], far: list[list[float]], first: int, last: int) -> float:
    before, begin, end = order[first - 1], order[first], order[last]
    gain = far[before][begin] - far[before][end]
    if last + 1 < len(order):
        after = order[last + 1]
        gain += far[end][after] - far[begin][after]
    return gain
