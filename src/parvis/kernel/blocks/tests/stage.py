"""Words on a wall, without a room around them: who wrote them, and whether a name stands there."""

from collections.abc import Collection
from typing import Any

from parvis.kernel.blocks.registry import Written, tell_authors
from parvis.kernel.people.models import Person

KIND = "test.words"


class Wall:
    """Where people write; the newest one counts."""

    def __init__(self) -> None:
        self._words: dict[str, Written] = {}
        tell_authors(KIND, self._found, lambda _reader, written: written.what != "secret words")

    def write(self, name: str, author: Person | None, **details: Any) -> str:
        """Somebody wrote; gives the subject."""
        subject = f"{KIND}:{name}"
        given = {
            "is_named": True,
            "about": "test.wall:1",
            "what": f"Words called {name}",
            "path": "/",
            **details,
        }
        self._words[name] = Written(subject=subject, author=author, **given)
        return subject

    def wash(self, name: str) -> None:
        """The words are gone."""
        del self._words[name]

    def _found(self, public_ids: Collection[str]) -> list[Written]:
        return [self._words[each] for each in public_ids if each in self._words]
