"""What somebody is needed for, who fits it and how well, and why. Plain Python.

`fit` is the rule for one person and one need; `engine` computes the same for a whole city at once.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from parvis.kernel.interests.rules import Interests, Reach, Slot
from parvis.kernel.places.rules import metres_between
from parvis.kernel.sheets.rules import Rung

NEAR_METRES = 2500  # half an hour on foot
HOME_METRES = 800  # for whoever said "only in my neighbourhood" and named a spot, not a neighbourhood
HALF_AWAY_METRES = 500.0  # at that distance somebody is half as likely to go
NOWHERE_NEAR = 0.5  # what has no place, or is looked at by somebody without one
WAITED_LONG = timedelta(days=14)
SOON = timedelta(days=3)
SOON_FACTOR = 1.5
SKILLED, UNSAID, UNSKILLED = 1.5, 0.7, 0.3
ANOTHER_TIME = 0.5
REPEATED = 0.5  # each further need of one room or one rung counts half: variety before more of the same
# Easy steps first: whoever never took part is more likely to begin with little.
FIRST_STEPS = {
    Rung.TAP: 1.0,
    Rung.MINUTE: 0.9,
    Rung.HOUR: 0.6,
    Rung.COMMITMENT: 0.3,
    Rung.RESPONSIBILITY: 0.1,
}
RUNGS = tuple(Rung)


class Why(StrEnum):
    """Why somebody is invited to something; `Reason.number` is metres, days or people."""

    NEAR = "near"
    SKILL = "skill"
    LANGUAGE = "language"
    WAITS = "waits"
    SOON = "soon"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its number, or the skill that it names."""

    why: Why
    number: int = 0
    word: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that `wanted` more people are needed for now.

    `subject` is what the journal calls it, `title` a line in the reader's language. Degrees are WGS 84, both None where
    it is everywhere in `area` (slug; "": the city). Empty `skills` and `languages`: everybody can. `slot`: only then.
    `level`: how well the city must know who does it.
    """

    subject: str
    source: str
    title: str
    path: str
    rung: Rung
    since: datetime
    until: datetime | None = None
    lat: float | None = None
    lon: float | None = None
    area: str = ""
    place: str = ""
    minutes: int = 0
    wanted: int = 1
    skills: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    slot: Slot | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Seeker:
    """Who asks what they can do: what they said, where they are, whether they took part before.

    `told` are the subjects of which they heard lately. A slot is the time at which they ask, or none.
    """

    said: Interests
    lat: float | None = None
    lon: float | None = None
    area: str = ""
    language: str = ""
    level: int = 0
    is_new: bool = False
    slot: Slot | None = None
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fit:
    """A need that fits somebody: how well (only good for comparing), and why."""

    need: Need
    score: float
    reasons: tuple[Reason, ...] = field(default=())


def fit(need: Need, seeker: Seeker, moment: datetime) -> Fit | None:
    """How well a need fits somebody at a moment; None where it is not for them.

    The product of: how much it is needed, how near it is, how easy a step, whether they can, whether they have time.
    """
    away = distance(need, seeker)
    if not is_for(need, seeker, moment) or not is_within(need, seeker, away):
        return None
    score = (
        urgency(need, moment)
        * nearness(away)
        * (FIRST_STEPS[need.rung] if seeker.is_new else 1.0)
        * _skill(need, seeker.said)
        * _time(need, seeker)
    )
    return Fit(need, score, tuple(reasons(need, seeker, away, moment)))


def is_for(need: Need, seeker: Seeker, moment: datetime) -> bool:
    """Whether somebody may be asked at all: it runs, they may do it, it is not too much, they speak its language, and
    they did not hear of it lately."""
    speaks = seeker.said.languages | ({seeker.language} if seeker.language else set())
    return (
        need.wanted > 0
        and need.since <= moment
        and (need.until is None or moment < need.until)
        and need.level <= seeker.level
        and RUNGS.index(need.rung) <= RUNGS.index(seeker.said.most)
        and (not need.languages or bool(need.languages & speaks))
        and need.subject not in seeker.told
    )


def is_within(need: Need, seeker: Seeker, away: float | None) -> bool:
    """Whether it is as near as they wished. Where either has no place, only another neighbourhood is too far."""
    reach = seeker.said.reach
    if reach is Reach.CITY:
        return True
    if reach is Reach.HOME and need.area and seeker.area:
        return need.area == seeker.area
    if away is None:
        return not (need.area and seeker.area) or need.area == seeker.area
    return away <= (HOME_METRES if reach is Reach.HOME else NEAR_METRES)


def distance(need: Need, seeker: Seeker) -> float | None:
    """Metres between them; None where either is at no place."""
    if need.lat is None or need.lon is None or seeker.lat is None or seeker.lon is None:
        return None
    return metres_between(need.lat, need.lon, seeker.lat, seeker.lon)


def urgency(need: Need, moment: datetime) -> float:
    """From 1 (new) to 2 (waits for two weeks), half as much again where it ends soon."""
    waited = min((moment - need.since) / WAITED_LONG, 1.0)
    ends_soon = need.until is not None and need.until - moment <= SOON
    return (1.0 + waited) * (SOON_FACTOR if ends_soon else 1.0)


def nearness(away: float | None) -> float:
    """1 on the spot, half of it half a kilometre away; as much where a place is not known."""
    return NOWHERE_NEAR if away is None else 1.0 / (1.0 + away / HALF_AWAY_METRES)


def reasons(need: Need, seeker: Seeker, away: float | None, moment: datetime) -> Iterable[Reason]:
    """Why this, in the order in which it is told."""
    if away is not None:
        yield Reason(Why.NEAR, round(away))
    for skill in sorted(need.skills & seeker.said.skills):
        yield Reason(Why.SKILL, word=skill)
    for language in sorted(need.languages & seeker.said.languages):
        yield Reason(Why.LANGUAGE, word=language)
    if need.until is not None and need.until - moment <= SOON:
        yield Reason(Why.SOON, max(0, (need.until - moment).days))
    elif (moment - need.since).days >= 1:
        yield Reason(Why.WAITS, (moment - need.since).days)
    if need.wanted > 1:
        yield Reason(Why.MISSING, need.wanted)


def choose(fits: Iterable[Fit], most: int) -> list[Fit]:
    """The best so many, the best first; each further one of the same room, and of the same rung, counts half.

    Ties go by subject, so that the same question has the same answer.
    """
    left = sorted(fits, key=lambda each: (-each.score, each.need.subject))
    chosen: list[Fit] = []
    while left and len(chosen) < most:
        best = max(left, key=lambda each: _varied(each, chosen))
        left.remove(best)
        chosen.append(best)
    return chosen


def by_rung(fits: Iterable[Fit], most: int) -> list[tuple[Rung, list[Fit]]]:
    """The first so many of each rung, from the least that it asks; rungs with nothing are left out."""
    found: dict[Rung, list[Fit]] = {rung: [] for rung in RUNGS}
    for each in fits:
        found[each.need.rung].append(each)
    return [(rung, some[:most]) for rung, some in found.items() if some]


def _varied(one: Fit, chosen: Collection[Fit]) -> float:
    same = sum((each.need.source == one.need.source) + (each.need.rung is one.need.rung) for each in chosen)
    return float(one.score * REPEATED**same)


def _skill(need: Need, said: Interests) -> float:
    if not need.skills:
        return 1.0
    if need.skills & said.skills:
        return SKILLED
    return UNSKILLED if said.skills else UNSAID


def _time(need: Need, seeker: Seeker) -> float:
    """A need with a time of its own fits whoever is free then; one without fits always."""
    if need.slot is None:
        return 1.0
    free = seeker.said.times or ({seeker.slot} if seeker.slot else set())
    return 1.0 if not free or need.slot in free else ANOTHER_TIME
