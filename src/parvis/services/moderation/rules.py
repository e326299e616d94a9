"""What is taken away, and how much of that there was. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass

WORDS_AT_MOST = 4000
READ = "moderation.thing"  # what the pages of moderation are called where people read who looked


@dataclass(frozen=True, slots=True)
class Taking:
    """What is to be taken away: all of it, or passages of its words and photographs (public ids of uploads)."""

    whole: bool = False
    passages: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """True where nothing was chosen."""
        return not (self.whole or self.passages or self.photos)


def passages_in(typed: str) -> tuple[str, ...]:
    """One passage a line, each once, without the space around it."""
    lines = (line.strip() for line in typed.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was taken away on one ground. `asked`: a reader wanted it."""

    ground: str
    whole: int = 0
    words: int = 0
    photos: int = 0
    asked: int = 0
    given_back: int = 0

    @property
    def all(self) -> int:
        """All decisions."""
        return self.whole + self.words + self.photos


def total_of(tallies: Iterable[Tally]) -> Tally:
    """The sum, of no ground."""
    rows = list(tallies)
    names = ("whole", "words", "photos", "asked", "given_back")
    return Tally("", **{name: sum(getattr(row, name) for row in rows) for name in names})
