"""What neighbours did, added up. Plain Python."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

FIGURES = ("taken", "proven", "confirmed", "refused", "given")


class Counted(Protocol):
    """Jobs counted together: how many stand where, and the minutes that were confirmed."""

    @property
    def taken(self) -> int: ...
    @property
    def proven(self) -> int: ...
    @property
    def confirmed(self) -> int: ...
    @property
    def refused(self) -> int: ...
    @property
    def given(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Total:
    """The same for all of one name."""

    name: str
    taken: int
    proven: int
    confirmed: int
    refused: int
    given: int


def totals[C: Counted](rows: Iterable[C], name: Callable[[C], str]) -> list[Total]:
    """The rows added up by a name, the most minutes first; nothing is lost and nothing counted twice."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * len(FIGURES))
    for row in rows:
        line = sums[name(row)]
        for place, figure in enumerate(FIGURES):
            line[place] += getattr(row, figure)
    found = (Total(each, *line) for each, line in sums.items())
    return sorted(found, key=lambda total: (-total.given, total.name))
