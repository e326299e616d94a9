"""Keys, scopes and limits of programs. Plain Python."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

PREFIX = "parvis_"
PROGRAMS_AT_MOST = 5
CALLS_AN_HOUR = 60
CALLS_AN_HOUR_AT_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Scope:
    """Something that programs may be allowed to do. `title` is a (lazy) sentence.

    A reserved scope is asked for by the builder and granted by the public desk; the others every builder has at once.
    """

    name: str
    title: Any
    reserved: bool = False


@dataclass(frozen=True, slots=True)
class Interface:
    """A way in for programs that a module offers: its name, a sentence, and the name of its page's address."""

    title: Any
    words: Any
    page: str


def new_key() -> str:
    """A key with 192 random bits. The beginning tells people, and scanners of public code, what it is."""
    return PREFIX + secrets.token_urlsafe(24)


def digest(key: str) -> str:
    """What is kept of a key. One round is enough: there is nothing to guess in 192 random bits."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def given_at_once(wanted: Iterable[str], reserved: Iterable[str]) -> tuple[list[str], list[str]]:
    """The wanted scopes in two lists, each sorted: what a builder has at once, and what the desk must grant."""
    held = set(reserved)
    asked = set(wanted)
    return sorted(asked - held), sorted(asked & held)
