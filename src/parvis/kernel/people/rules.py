"""Who a person is to the city: levels of assurance, roles, and what each is enough for. Plain Python."""

import secrets
from enum import IntEnum, StrEnum

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no 0/o, 1/l/i, u: read aloud and typed without mistakes


class Level(IntEnum):
    """How sure the city is about a person; each level includes those before it."""

    GUEST = 0
    CONTACT_CONFIRMED = 1
    RESIDENT_CONFIRMED = 2
    OFFICIAL = 3


class Role(StrEnum):
    """What a member of an organisation may do there; each role includes those before it."""

    AGENT = "agent"
    MANAGER = "manager"
    OWNER = "owner"

    @property
    def includes(self) -> frozenset["Role"]:
        """The roles whose work this one may do."""
        order = list(Role)
        return frozenset(order[: order.index(self) + 1])

    def at_most(self, other: "Role") -> "Role":
        """The lesser of both."""
        return self if self in other.includes else other


def new_public_id(length: int = 10) -> str:
    """A name for addresses that tells nothing and cannot be guessed: 30^10 ≈ 5.9e14 for ten letters."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))
