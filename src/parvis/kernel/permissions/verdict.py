"""The answer to every question of permission. Plain Python: rules and policies return it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Allowed:
    """Go ahead."""

    def __bool__(self) -> Literal[True]:
        return True


@dataclass(frozen=True, slots=True)
class Denied:
    """No, and why: `reason` is a sentence that the person reads (it may be a lazy translation)."""

    reason: str

    def __bool__(self) -> Literal[False]:
        return False


type Verdict = Allowed | Denied

ALLOWED = Allowed()


class RefusedError(Exception):
    """A verb was asked for and denied. The message is the reason; pages show it, the API returns it (403)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AbsentError(Exception):
    """The thing is not there for this person: missing and forbidden look the same to a stranger (404)."""


def require(verdict: Verdict) -> None:
    """Raise `RefusedError` with the reason unless the verdict is `Allowed`."""
    if isinstance(verdict, Denied):
        raise RefusedError(verdict.reason)
