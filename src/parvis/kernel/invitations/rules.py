"""How often somebody is asked, and who is asked first. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

IN_A_LETTER = 3
ON_A_RUNG = 4
AT_A_GLANCE = 3
SHOWN_AT_MOST = 60
# How long nobody is told of the same thing again.
NOT_AGAIN_DAYS = 28
# Whoever has done nothing for so long begins with easy steps again.
NEW_AFTER_DAYS = 365
# After so many letters in a row without an answer comes one in so many weeks.
PAUSES = ((8, 8), (6, 4), (3, 2))
# Whoever got none for longer than the longest pause and a few missed rounds begins anew.
WEEKS_REMEMBERED = 26


@dataclass(frozen=True, slots=True)
class Asked:
    """When somebody got their last letter, and how many in a row, that one included, they did not answer."""

    last: date | None = None
    unanswered: int = 0


def weeks_between(unanswered: int) -> int:
    """Weeks from one letter to the next."""
    return next((weeks for letters, weeks in PAUSES if unanswered >= letters), 1)


def is_due(asked: Asked, week: date) -> bool:
    """Whether a letter may go in the week that begins on this Monday: never two in a week."""
    return asked.last is None or asked.last + timedelta(weeks=weeks_between(asked.unanswered)) <= week


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def in_turn[Person](people: Iterable[tuple[Person, Asked, str]]) -> list[Person]:
    """Who is asked first: whoever was not asked for the longest time, then by a name that tells nothing."""
    order = sorted(people, key=lambda each: (each[1].last or date.min, each[1].unanswered, each[2]))
    return [person for person, _asked, _name in order]
