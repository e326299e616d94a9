"""What the gate asks, of whom, and what it makes of what comes back. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from math import ceil

from parvis.kernel.people.rules import Level

SECONDS_OF_LIFE = 24 * 3600
DAYS_NEW = 3  # so long the first writings of an account are asked for the same as a guest's
# 2^13 sums take a tenth of a second on a desk and less than a second on an old phone.
BITS_AT_LEAST, BITS_AT_MOST = 13, 19
SECONDS_AT_LEAST, SECONDS_AT_MOST = 10, 120
SENDS_AT_PEACE = 120  # sends in an hour, by anybody and through all forms, that are nothing unusual
COUNTED_AT_MOST = SENDS_AT_PEACE << (BITS_AT_MOST - BITS_AT_LEAST)
LONGEST_WORK = 20


class Part(StrEnum):
    """Which part of the gate held something back; `PASSED`: none did."""

    PASSED = "passed"
    HONEY = "honey"
    HASTE = "haste"
    OLD = "old"
    SPENT = "spent"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Says that a form was shown: which (`form`, the name of its address), to whom (`owner`, a keyed digest that only
    their browser can give), when (seconds since the epoch), and what it costs: `bits` of work, or `wait` seconds."""

    name: str
    form: str
    owner: str
    shown: int
    bits: int
    wait: int

    @property
    def honey(self) -> str:
        """The name of the field that stays empty; drawn for each stamp, so that nobody learns it."""
        return f"f{self.name[:6]}"


@dataclass(frozen=True, slots=True)
class Sending:
    """What came back with a form: where it went, from whom, when, the work done and what stands in the unseen field."""

    form: str
    owner: str
    moment: float
    work: str = ""
    honey: str = ""


def is_asked(level: Level | None, days: int) -> bool:
    """Whether the gate stands before somebody: guests (None) and new accounts; never residents and officials."""
    if level is None:
        return True
    return level < Level.RESIDENT_CONFIRMED and days < DAYS_NEW


def bits_for(sends: int) -> int:
    """The work that a form costs after so many sends in an hour: twice as much (one bit) each time that they double."""
    return min(BITS_AT_MOST, BITS_AT_LEAST + (max(0, sends) // SENDS_AT_PEACE).bit_length())


def seconds_for(sends: int) -> int:
    """The wait that takes the place of the work where there is no JavaScript; it grows with it, up to two minutes."""
    return min(SECONDS_AT_MOST, SECONDS_AT_LEAST << (bits_for(sends) - BITS_AT_LEAST))


def is_done(challenge: str, work: str, bits: int) -> bool:
    """Whether this number solves the challenge."""
    if not work.isascii() or not work.isdecimal() or len(work) > LONGEST_WORK:
        return False
    digest = sha256(f"{challenge}:{work}".encode()).digest()
    return int.from_bytes(digest) >> (256 - bits) == 0


def left(stamp: Stamp, moment: float) -> int:
    """How many seconds of the wait are left; a clock that jumped back costs at most the whole wait."""
    return max(0, ceil(stamp.wait - max(0.0, moment - stamp.shown)))


def judged(stamp: Stamp | None, sending: Sending) -> Part:
    """What the gate makes of it. Whether the stamp was used before, only the table of those can tell."""
    if stamp is None or (stamp.form, stamp.owner) != (sending.form, sending.owner):
        return Part.FOREIGN
    if sending.honey:
        return Part.HONEY
    if sending.moment - stamp.shown > SECONDS_OF_LIFE:
        return Part.OLD
    if is_done(stamp.name, sending.work, stamp.bits) or not left(stamp, sending.moment):
        return Part.PASSED
    return Part.HASTE
