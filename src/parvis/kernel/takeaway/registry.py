"""Where rooms say which files are a person's own. Rooms register theirs; this room knows none of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from parvis.kernel.people.models import Person


@dataclass(frozen=True, slots=True)
class Own:
    """A file of somebody's: its name in the archive (`folder/name.ending`), its name in the store, since when."""

    name: str
    stored: str
    at: datetime


type Files = Callable[[Person], Iterable[Own]]
_files: dict[str, Files] = {}


def bring(room: str, files: Files) -> None:
    """Register which files of a room are somebody's own."""
    _files[room] = files


def files_of(person: Person) -> Iterator[Own]:
    """Every file that is somebody's own, room by room."""
    for files in _files.values():
        yield from files(person)
