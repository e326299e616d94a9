"""Whose decision it is: roles, signatures, and what a city may ask for beyond that. Plain Python."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from parvis.kernel.people.rules import Role

REASON_AT_LEAST = 10
REASON_AT_MOST = 4000
SIGNATURES_AT_MOST = 2
# A proposal that nobody signs lapses: the world that it was written for has changed.
DAYS_TO_SIGN = 30
DAYS_LENT_AT_MOST = 92


class Weight(StrEnum):
    """What a decision is about. RULE: what counts for everybody from then on. CASE: one request, thing or person."""

    RULE = "rule"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Reserved:
    """A verb that only officials may do: the least role, where, and how many of them sign.

    `desk`: only at the public desk, so that no office decides about itself. `open`: what it is about can be told to
    everybody; a case without it only where its entry has a place. `labels` name the things that it changes, in words
    that may be lazy.
    """

    verb: str
    weight: Weight = Weight.CASE
    role: Role = Role.AGENT
    desk: bool = False
    signatures: int = 1
    open: bool = False
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
    """A role that somebody has at an office, their own or lent to them by `lender`."""

    office: int
    role: Role
    is_desk: bool = False
    lender: str = ""


def tightened(reserved: Reserved, wish: Wish) -> Reserved:
    """The verb with the stricter of both: nothing that a city sets makes a reserved verb easier."""
    stricter = max(reserved.role, wish.role, key=list(Role).index)
    return replace(reserved, role=stricter, signatures=max(reserved.signatures, wish.signatures))


def offices_for(reserved: Reserved, standings: Iterable[Standing], first: str = "") -> list[int]:
    """The offices in whose name somebody may do it; empty: they may not.

    `first` is who signed already: a role that they lent does not count, or one person's right would sign twice.
    """
    return [
        each.office
        for each in standings
        if reserved.role in each.role.includes
        and (each.is_desk or not reserved.desk)
        and not (first and each.lender == first)
    ]


def is_signed(reserved: Reserved, signers: Sequence[str]) -> bool:
    """True when enough different people signed, each named once by who they are."""
    return len(set(signers)) >= reserved.signatures


def can_lend(own: Role | None, asked: Role) -> bool:
    """At most one's own role; a lent one is not one's own, and `own` is None then."""
    return own is not None and asked in own.includes
