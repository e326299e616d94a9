"""Whose decision it is: roles, signatures, and what a city may ask for beyond that. Plain Python."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from parvis.kernel.people.rules import Role

REASON_AT_LEAST = 10
REASON_AT_MOST = 4000
SIGNATURES_AT_MOST = 2
# A proposal that nobody signs lapses: the world that it was written for has changed.
DAYS_TO_SIGN = 30


class Weight(StrEnum):
    """What a decision is about. RULE: what counts for everybody from then on. CASE: one request, thing or person."""

    RULE = "rule"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Reserved:
    """A verb that only officials may do: the least role, where, and how many of them sign.

    `desk`: only at the public desk, so that no office decides about itself. `open`: what it is about can be told to
    everybody; a case without it only where its entry has a place. `waits`: its room can keep what was signed once
    until a second official signs, so that a city can ask for two. `labels` name the things that it changes, in words
    that may be lazy.
    """

    verb: str
    weight: Weight = Weight.CASE
    role: Role = Role.AGENT
    desk: bool = False
    signatures: int = 1
    open: bool = False
    waits: bool = False
    labels: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 1 <= self.signatures <= SIGNATURES_AT_MOST:
            raise ValueError(
                f"{self.verb} asks for {self.signatures} signatures; one or two can be asked for."
            )

    @property
    def module(self) -> str:
        """The room that it belongs to."""
        return self.verb.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a city asks for beyond what the module says. It can only ask for more."""

    signatures: int = 1
    role: Role = Role.AGENT


@dataclass(frozen=True, slots=True)
class Standing:
    """A role that somebody has at an office. `holder` is whose right that is: their own, or who lent it to them."""

    office: int
    role: Role
    is_desk: bool = False
    is_partner: bool = False
    holder: str = ""


def tightened(reserved: Reserved, wish: Wish) -> Reserved:
    """The verb with the stricter of both: nothing that a city sets makes a reserved verb easier."""
    stricter = max(reserved.role, wish.role, key=list(Role).index)
    return replace(reserved, role=stricter, signatures=max(reserved.signatures, wish.signatures))


def fitting(reserved: Reserved, standings: Iterable[Standing]) -> list[Standing]:
    """Those by which somebody may do it; none: they may not. Partners handle cases; no rule of the city is theirs."""
    return [
        each
        for each in standings
        if reserved.role in each.role.includes
        and (each.is_desk or not reserved.desk)
        and not (each.is_partner and reserved.weight is Weight.RULE)
    ]


def fitting_after(
    reserved: Reserved, standings: Iterable[Standing], first: Collection[Standing]
) -> list[Standing]:
    """Those by which somebody may sign after another, who has `first` today: one person's right never signs twice."""
    holders = {each.holder for each in fitting(reserved, first)}
    return [each for each in fitting(reserved, standings) if holders - {each.holder}]


def is_signed(reserved: Reserved, signers: Sequence[str]) -> bool:
    """True when enough different people signed, each named once by who they are."""
    return len(set(signers)) >= reserved.signatures
