"""A report while it is being written: kept in the visitor's session, so that nothing typed is lost on the way."""

import secrets
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from django.contrib.sessions.backends.base import SessionBase

_KEY = "report_draft"
_LAST = "report_sent"


@dataclass(slots=True)
class Draft:
    """What was said so far; `key` makes sending twice harmless."""

    key: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    lat: float | None = None
    lon: float | None = None
    address: str = ""
    about: str = ""
    category: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    words: str = ""
    photos: list[str] = field(default_factory=list)
    same_seen: bool = False
    contact_given: bool = False
    email: str = ""
    shows_name: bool = False

    @classmethod
    def of(cls, session: SessionBase) -> Self:
        """The draft of this visitor, a new one where there is none or where it is of an older shape."""
        kept = session.get(_KEY) or {}
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})

    def keep(self, session: SessionBase) -> None:
        """Remember it."""
        session[_KEY] = asdict(self)

    def sent(self, session: SessionBase, public_id: str) -> None:
        """It became a report: forget the draft, remember which report it was."""
        session.pop(_KEY, None)
        session[_LAST] = public_id


def last_sent(session: SessionBase) -> str:
    """The public id of the report that this visitor sent last; empty when there is none."""
    return str(session.get(_LAST, ""))


def forget_draft(session: SessionBase) -> None:
    """Start anew."""
    session.pop(_KEY, None)
