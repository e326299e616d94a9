"""How entries are chained, and how a chain is checked. Plain Python.

An entry's hash is SHA-256 over the hash before it and the entry's fields as canonical JSON (keys sorted, no spaces,
UTF-8). The first entry of a chain follows the chain's own genesis, a hash of its day and area. Numbers in `data`
are whole: a fraction would not survive the trip through the database unchanged.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

type Plain = str | int | bool | list[Plain] | dict[str, Plain] | None

NOBODY = ("guest", "system", "import")  # what stands for an actor without an account
NOWHERE = 0  # the area of what happens nowhere in particular


@dataclass(frozen=True, slots=True)
class Fact:
    """What one entry says. `at` is when it happened, `recorded_at` when it was written down (aware, any zone)."""

    verb: str
    subject: str
    actor: str
    at: datetime
    recorded_at: datetime
    day: date
    area: int
    cell: str
    minutes: int
    data: Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it stands in its chain: the `sequence`-th of its day and area, first is 1."""

    identity: int
    sequence: int
    fact: Fact
    before: bytes
    own: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where a chain does not hold."""

    day: date
    area: int
    sequence: int
    identity: int | None
    reason: str


class NotPlainError(ValueError):
    """`data` holds something that a chain cannot keep unchanged."""


def genesis(day: date, area: int) -> bytes:
    """The hash that the first entry of a chain follows."""
    return hashlib.sha256(f"parvis journal {day.isoformat()} {area}".encode()).digest()


def chained(before: bytes, fact: Fact) -> bytes:
    """The hash of an entry that follows `before`."""
    return hashlib.sha256(before + _canonical(fact)).digest()


def check_plain(value: Any, path: str = "data") -> None:
    """Raise `NotPlainError` unless the value is text, whole number, yes/no, nothing, or lists and maps of these."""
    if value is None or isinstance(value, str | bool | int):
        return
    if isinstance(value, list):
        for position, item in enumerate(value):
            check_plain(item, f"{path}[{position}]")
        return
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        for key, item in value.items():
            check_plain(item, f"{path}.{key}")
        return
    raise NotPlainError(
        f"{path} is {type(value).__name__}; the journal keeps only text, whole numbers, lists and maps."
    )


def faults(links: Iterable[Link], heads: Mapping[tuple[date, int], tuple[int, bytes]]) -> Iterator[Fault]:
    """Every place where the chains do not hold, one for each chain at most: the first bad entry.

    `links` come ordered by day, area, sequence; `heads` maps (day, area) to the length and last hash that the chain
    should have, so that a missing end is seen too.
    """
    unseen = dict(heads)
    current: tuple[date, int] | None = None
    length, last, broken = 0, b"", False
    for link in links:
        key = (link.fact.day, link.fact.area)
        if key != current:
            if current is not None and not broken:
                yield from _end_fault(current, length, last, heads)
            current, length, last, broken = key, 0, genesis(*key), False
            unseen.pop(key, None)
        if broken:
            continue
        length += 1
        reason = _link_fault(link, length, last)
        if reason:
            broken = True
            yield Fault(key[0], key[1], link.sequence, link.identity, reason)
        last = link.own
    if current is not None and not broken:
        yield from _end_fault(current, length, last, heads)
    for (day, area), (expected, _head) in sorted(unseen.items()):
        if expected:
            yield Fault(day, area, 1, None, f"all {expected} entries of this chain are missing")


def _link_fault(link: Link, expected: int, last: bytes) -> str:
    if link.sequence != expected:
        return f"entry {expected} is missing or out of order"
    if link.before != last:
        return "it does not follow the entry before it"
    if chained(link.before, link.fact) != link.own:
        return "its content was changed after it was written"
    return ""


def _end_fault(
    key: tuple[date, int], length: int, last: bytes, heads: Mapping[tuple[date, int], tuple[int, bytes]]
) -> Iterator[Fault]:
    expected, head = heads.get(key, (0, b""))
    if length != expected:
        yield Fault(*key, length + 1, None, f"the chain has {length} entries but should have {expected}")
    elif last != head:
        yield Fault(*key, length, None, "the chain does not end where its head says")


def _canonical(fact: Fact) -> bytes:
    fields = {
        "verb": fact.verb,
        "subject": fact.subject,
        "actor": fact.actor,
        "at": _moment(fact.at),
        "recorded_at": _moment(fact.recorded_at),
        "day": fact.day.isoformat(),
        "area": fact.area,
        "cell": fact.cell,
        "minutes": fact.minutes,
        "data": fact.data,
    }
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")
