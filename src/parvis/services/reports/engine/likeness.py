"""How likely two reports are about the same thing, and why. Plain Python.

Every piece of evidence has a strength from 0 (says nothing) to 1 (could not say more) and a weight above zero, so that
evidence which is missing never counts against anybody: two reports without photographs are no less alike for it.

The weights of place, kind and time are those of a logistic regression on the pairs that a city named as the same
(`bench/duplicates.py` prints them; docs/adr/0011). No city's records with words and photographs were to be had, so
those two weights are judgements.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import exp

from parvis.kernel.files.appearance import BITS, bits_apart
from parvis.services.reports.rules import metres_between

SECONDS_IN_A_DAY = 86_400
# Where the strength of a distance or an age has fallen to a half. By judgement: in the months that the weights come
# from, 5 to 80 metres and 1 to 60 days fit almost equally well.
HALF_METRES = 20.0
HALF_DAYS = 30.0
# From here on two appearances say nothing: in the tests of `files` different scenes are at least so far apart, and the
# same one smaller, lighter, recompressed or slightly cut stays within ten bits.
MOST_BITS_APART = BITS // 4


class Evidence(StrEnum):
    """What speaks for two reports being the same."""

    PLACE = "place"
    KIND = "kind"
    TIME = "time"
    WORDS = "words"
    PHOTOS = "photos"


CONSTANT = -8.324
WEIGHTS = {
    Evidence.PLACE: 2.864,
    Evidence.KIND: 2.054,
    Evidence.TIME: 0.656,
    # By judgement: words that speak of the same things count for half as much as the same category, because they are
    # read through the same categories and are right less often (bench/wording.py).
    Evidence.WORDS: 1.0,
    # By judgement: the same picture all but decides it.
    Evidence.PHOTOS: 5.0,
}


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is known of a report: degrees, the number of its category, when, and what its photographs look like."""

    lat: float
    lon: float
    category: int
    at: datetime
    photos: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of evidence. `measure` is what was found: metres, days, bits apart; else the strength itself."""

    evidence: Evidence
    strength: float
    measure: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` in [0, 1]: of a hundred such pairs so many were named the same by the city; and what it is made of."""

    score: float
    parts: tuple[Part, ...]

    def part(self, evidence: Evidence) -> Part | None:
        """What this evidence said; None where there was none."""
        return next((part for part in self.parts if part.evidence == evidence), None)


def likeness(one: Sighting, other: Sighting, words: float | None = None) -> Likeness:
    """How alike two sightings are; the order of the two does not matter.

    `words` is how alike the words of both are, in [0, 1]; None where one of them has no words.
    """
    parts = tuple(_parts(one, other, words))
    return Likeness(score_of({part.evidence: part.strength for part in parts}), parts)


def score_of(strengths: dict[Evidence, float]) -> float:
    """The score of these strengths; what is not in them counts nothing."""
    total = CONSTANT + sum(WEIGHTS[evidence] * strength for evidence, strength in strengths.items())
    return 1 / (1 + exp(-total))


def strength_of_distance(metres: float) -> float:
    """1 on the spot, a half at `HALF_METRES`, towards nothing far away."""
    return HALF_METRES / (HALF_METRES + metres)


def strength_of_age(days: float) -> float:
    """1 for the same moment, a half after `HALF_DAYS`."""
    return HALF_DAYS / (HALF_DAYS + days)


def nearest_photos(one: tuple[int, ...], other: tuple[int, ...]) -> int | None:
    """In how many bits the two most alike photographs differ; None where one side has none."""
    return min((bits_apart(mine, yours) for mine in one for yours in other), default=None)


def _parts(one: Sighting, other: Sighting, words: float | None) -> Iterator[Part]:
    metres = metres_between(one.lat, one.lon, other.lat, other.lon)
    yield Part(Evidence.PLACE, strength_of_distance(metres), metres)
    same = float(one.category == other.category)
    yield Part(Evidence.KIND, same, same)
    days = abs((one.at - other.at).total_seconds()) / SECONDS_IN_A_DAY
    yield Part(Evidence.TIME, strength_of_age(days), days)
    if words is not None:
        within = min(1.0, max(0.0, words))
        yield Part(Evidence.WORDS, within, within)
    bits = nearest_photos(one.photos, other.photos)
    if bits is not None:
        yield Part(Evidence.PHOTOS, max(0.0, 1 - bits / MOST_BITS_APART), float(bits))
