"""The nudges that there are. Rooms register theirs; none works without."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Nudge:
    """A nudge: `title` and `words` say what it does and why, `hoped` what it makes likelier (all may be lazy)."""

    name: str
    title: Any
    words: Any
    hoped: Any


_nudges: dict[str, Nudge] = {}


def name_nudge(nudge: Nudge) -> None:
    """Make a nudge known, so that it can be seen, switched off and measured."""
    _nudges[nudge.name] = nudge


def nudges() -> dict[str, Nudge]:
    """All by name."""
    return dict(_nudges)
