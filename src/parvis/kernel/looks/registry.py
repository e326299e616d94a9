"""The kinds of pages on which officials see people's data, and what each is called. Rooms register theirs."""

from typing import Any

_spots: dict[str, Any] = {}


def show_at(spot: str, words: Any) -> None:
    """Register a kind of page: what an official does there, as its person reads it (lazy)."""
    _spots[spot] = words


def words_of(spot: str) -> str:
    """What an official does there; the name of a spot whose room is gone."""
    return str(_spots.get(spot, spot))


def is_known(spot: str) -> bool:
    """Whether some room registered it."""
    return spot in _spots
