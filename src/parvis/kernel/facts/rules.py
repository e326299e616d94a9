"""What somebody's entries in the journal amount to, and what of it they show. Plain Python."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

QUESTIONS = ("saw", "need", "help", "say")


@dataclass(frozen=True, slots=True)
class Contribution:
    """One entry: the question that it answers, its day, the neighbourhood ("" outside all), and at which thing."""

    question: str
    day: date
    area: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person lets others see."""

    kinds: bool = False
    since: bool = False
    areas: bool = False

    def __bool__(self) -> bool:
        return self.kinds or self.since or self.areas


@dataclass(frozen=True, slots=True)
class Facts:
    """Contributions by question, the first day, and the number of neighbourhoods; None is not shown."""

    kinds: Mapping[str, int] | None = field(default_factory=dict)
    since: date | None = None
    areas: int | None = None


def facts_of(contributions: Iterable[Contribution]) -> Facts:
    """All facts; what was done at one thing to one question counts once, and questions never answered are left out."""
    known = list(contributions)
    counted = Counter(question for question, _subject in {(each.question, each.subject) for each in known})
    return Facts(
        kinds={question: counted[question] for question in QUESTIONS if counted[question]},
        since=min((each.day for each in known), default=None),
        areas=len({each.area for each in known if each.area}),
    )


def shown(facts: Facts, wish: Wish) -> Facts:
    """What others see of it. The first day is told as its month: the day would lead to the entry."""
    return Facts(
        kinds=facts.kinds if wish.kinds else None,
        since=facts.since.replace(day=1) if wish.since and facts.since else None,
        areas=facts.areas if wish.areas else None,
    )
