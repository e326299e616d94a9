"""How grave a risk is, what an assessment lacks, and when it no longer tells what the programs do. Plain Python."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from hashlib import sha256

WORDS_AT_MOST = 6000
RISK_AT_MOST = 600
RISKS_AT_MOST = 40
# An answer of a word or two answers nothing.
ANSWER_AT_LEAST = 20
PART_AT_MOST = 40
# What the programs know of a part: heading → name → what is said of it, in plain values of JSON.
type Said = Mapping[str, object]
type Facts = Mapping[str, Mapping[str, object]]


class Likelihood(IntEnum):
    """How easily it happens, as things are. The four levels of the French authority's method (CNIL, PIA)."""

    NEGLIGIBLE = 1
    LIMITED = 2
    SIGNIFICANT = 3
    MAXIMUM = 4


class Severity(IntEnum):
    """What it would do to people. The same four levels."""

    NEGLIGIBLE = 1
    LIMITED = 2
    SIGNIFICANT = 3
    MAXIMUM = 4


class Height(StrEnum):
    """How grave a risk is: likelihood times severity, in three steps."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Advice(StrEnum):
    """What the data-protection officer advises."""

    GO = "go"
    CONDITIONS = "conditions"
    AGAINST = "against"


class Standing(StrEnum):
    """Where the assessment of a part stands."""

    MISSING = "missing"
    WRITTEN = "written"
    ADVISED = "advised"
    SIGNED = "signed"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Risk:
    """What could happen to people, how likely and how severe; what is done about it, and what is left after that."""

    words: str
    likelihood: Likelihood
    severity: Severity
    measure: str
    left_likelihood: Likelihood
    left_severity: Severity

    @property
    def height(self) -> Height:
        """How grave it is before the measure."""
        return height(self.likelihood, self.severity)

    @property
    def left(self) -> Height:
        """How grave it is after it."""
        return height(self.left_likelihood, self.left_severity)


@dataclass(frozen=True, slots=True)
class Written:
    """What people write: why it is needed and no more, what residents say, what the authority said, risks."""

    necessity: str = ""
    residents: str = ""
    consulted: str = ""
    risks: tuple[Risk, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Change:
    """Something that the programs do otherwise than it was assessed: under which heading, what, before and after (None:
    it was not there, or is gone)."""

    heading: str
    name: str
    before: object
    after: object


def height(likelihood: int, severity: int) -> Height:
    """Nine of sixteen and more is high, four and more medium; neither factor can lower it by growing."""
    product = likelihood * severity
    if product >= 9:
        return Height.HIGH
    return Height.MEDIUM if product >= 4 else Height.LOW


def is_sound(risk: Risk) -> bool:
    """No measure makes a risk graver: what is left is at most what there was."""
    return risk.left_likelihood <= risk.likelihood and risk.left_severity <= risk.severity


def greatest(risks: Iterable[Risk]) -> Height | None:
    """The gravest of what is left; None where nobody sees a risk."""
    order = list(Height)
    return max((each.left for each in risks), key=order.index, default=None)


def missing(written: Written) -> list[str]:
    """What must be written before the officer can advise. A risk that stays high asks for the authority's word first
    (Article 36)."""
    lacking = [name for name in ("necessity", "residents") if len(getattr(written, name)) < ANSWER_AT_LEAST]
    if not written.risks:
        lacking.append("risks")
    if greatest(written.risks) is Height.HIGH and len(written.consulted) < ANSWER_AT_LEAST:
        lacking.append("consulted")
    return lacking


def fingerprint(facts: Facts) -> str:
    """One number for all that the programs know of a part; the order in which they say it does not count."""
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256(text.encode()).hexdigest()


def differences(assessed: Facts, today: Facts) -> list[Change]:
    """What is done otherwise than it was assessed; none if and only if the fingerprints are the same."""
    found: list[Change] = []
    for heading in sorted(assessed.keys() | today.keys()):
        before, after = assessed.get(heading, {}), today.get(heading, {})
        found += [
            Change(heading, name, before.get(name), after.get(name))
            for name in sorted(before.keys() | after.keys())
            if before.get(name) != after.get(name)
        ]
    return found


def standing(*, written: bool, advised: bool, signed: str, today: str) -> Standing:
    """Where a part stands: `signed` is the fingerprint of the last version that was signed (empty: none), `today` that
    of the programs as they are; `written` and `advised` are about a version after it."""
    if signed and signed == today:
        return Standing.SIGNED
    if advised:
        return Standing.ADVISED
    if written:
        return Standing.WRITTEN
    return Standing.OUTDATED if signed else Standing.MISSING


def may_sign(signer: int, writers: Iterable[int]) -> bool:
    """Four eyes: whoever wrote any of it since it was last signed does not sign it."""
    return signer not in set(writers)
