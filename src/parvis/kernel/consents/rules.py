"""When a consent counts, and how long its proof is kept. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

DAYS_PROVED = 3 * 365  # so long somebody may still ask whether it was given
NAME_AT_MOST, WORDS_AT_MOST = 60, 1000


class Way(StrEnum):
    """Where somebody said so. BEFORE: by what they did before the house kept consents."""

    PAGE = "page"
    DEVICE = "device"
    FORM = "form"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Purpose:
    """Something that the city may do only with consent. `name` is dotted: `push.devices`.

    `words` is the sentence that people say yes to (lazy). Whoever changes what it means raises `version`: what was
    given to other words counts no more.
    """

    name: str
    title: Any
    words: Any
    version: int = 1

    @property
    def module(self) -> str:
        """The room that asks."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Given:
    """One consent: to which version of the words, when, and when it was withdrawn (None: it was not)."""

    version: int
    at: datetime
    withdrawn_at: datetime | None = None


def counts(purpose: Purpose, given: Iterable[Given], at: datetime) -> bool:
    """Whether there is a consent at that moment: given to today's words, and not withdrawn by then."""
    return any(
        each.version == purpose.version
        and each.at <= at
        and (each.withdrawn_at is None or at < each.withdrawn_at)
        for each in given
    )
