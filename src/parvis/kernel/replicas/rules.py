"""When a replica may answer: it follows the same history, and has all of it that was kept before somebody asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_POSITION = re.compile(r"([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})")
FIRST_PAUSE = 0.001  # seconds


class Fit(Enum):
    """May this replica answer now?"""

    READY = "it has everything"
    LATE = "it has not everything yet"
    STRANGE = "it does not follow the database that writes"


@dataclass(frozen=True, slots=True)
class Written:
    """How far the database that writes has come: a position, in the history of this number."""

    history: int
    position: int


@dataclass(frozen=True, slots=True)
class Replayed:
    """How far a replica has come. `follows`: it takes no orders of its own; `streams`: somebody sends it news."""

    follows: bool
    streams: bool
    history: int
    position: int


def position_of(text: str) -> int:
    """The number of bytes before a position that PostgreSQL writes as `16/B374D848`; `ValueError` for another text."""
    found = _POSITION.fullmatch(text)
    if found is None:
        raise ValueError(f"{text} is no position.")
    return int(found[1], 16) << 32 | int(found[2], 16)


def fit_of(written: Written, replayed: Replayed) -> Fit:
    """Whether the replica may answer a question that was asked when so much was written.

    After a failover each server counts on from where the histories parted, so positions of different ones say nothing
    about each other: a replica that still follows the lost one may be further and lack what was written since.
    """
    if not (replayed.follows and replayed.streams) or replayed.history != written.history:
        return Fit.STRANGE
    return Fit.READY if replayed.position >= written.position else Fit.LATE


def pauses(patience: float) -> Iterator[float]:
    """How long to wait before each further look, in seconds: each twice the last, all of them `patience` at most."""
    pause = FIRST_PAUSE
    while patience > 0:
        yield min(pause, patience)
        patience -= pause
        pause *= 2
