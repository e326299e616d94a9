"""How entries are chained, and how a chain is checked. Plain Python.

An entry's hash is SHA-256 over the hash before it and the entry's fields as canonical JSON (keys sorted, no spaces,
UTF-8). The first entry of a chain follows the chain's own genesis, a hash of its day and area. Numbers in `data`
are whole: a fraction would not survive the trip through the database unchanged.

People stand in the chain under a seal, a salted commitment: SHA-256 over a salt of their own for each entry and their
public id. Number and salt stand beside the chain. Who leaves is taken from there, with the salts: the chain still
holds, and nothing tells any more that two entries are of one person.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

type Plain = str | int | bool | list[Plain] | dict[str, Plain] | None

_WITHOUT_ACCOUNT = ("guest", "system", "import")
FORGOTTEN = "forgotten"  # whoever did it has left
NOBODY = (*_WITHOUT_ACCOUNT, FORGOTTEN)  # what stands for an actor whom no account leads to
SALT = 16  # bytes
NOWHERE = 0  # the area of what happens nowhere in particular


@dataclass(frozen=True, slots=True)
class Fact:
    """What one entry says. `at` is when it happened, `recorded_at` when it was written down (aware, any zone).

    `seal` is what the chain holds of the actor; None where it holds the actor as it stands: nobody with an account,
    or an entry from before there were seals. Whoever was forgotten has a seal and no `salt`.
    """

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
    salt: bytes | None = None
    seal: bytes | None = None


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


def sealed(actor: str, salt: bytes) -> bytes:
    """The salted commitment to an actor: tells nothing to whoever has not the salt."""
    return hashlib.sha256(salt + actor.encode()).digest()


def needs_seal(actor: str) -> bool:
    """True for a person; whoever has no account cannot be told from others anyway."""
    return actor not in NOBODY


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
    return "" if _is_whose_seal(link.fact) else "it was laid at another's door after it was written"


def _is_whose_seal(fact: Fact) -> bool:
    if fact.seal is None:
        return fact.salt is None
    if fact.salt is None:
        return fact.actor == FORGOTTEN
    return sealed(fact.actor, fact.salt) == fact.seal


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
        # An actor has sixteen letters at most: no actor looks like a seal.
        "actor": fact.actor if fact.seal is None else f"sha256:{fact.seal.hex()}",
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
