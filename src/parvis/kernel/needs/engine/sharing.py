"""Shares needs out among all who want to be asked, so that everything needed is heard of and nobody is asked too often.

Greedy, in the order given: whoever comes first chooses first, so callers put first who was asked least. A need is told
of to `TOLD_FOR_EACH` people for each one that is missing, and no more: past that, others are worth more. The score of
one person and one need is that of `rules.fit`; a test compares the two. Work: people × needs, as vectors.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from parvis.kernel.interests.rules import Reach
from parvis.kernel.needs.rules import (
    ANOTHER_TIME,
    FIRST_STEPS,
    HALF_AWAY_METRES,
    HOME_METRES,
    NEAR_METRES,
    NOWHERE_NEAR,
    REPEATED,
    RUNGS,
    SKILLED,
    UNSAID,
    UNSKILLED,
    Need,
    Seeker,
    urgency,
)
from parvis.kernel.places.rules import EARTH_RADIUS_METRES

# One of eight who hear of something does it: a guess to begin with, and what `/nudges/` measures.
TOLD_FOR_EACH = 8

type Scores = NDArray[np.float64]
type Key = tuple[object, ...]


class Sharing:
    """The needs of a city, and how often each may still be told of."""

    def __init__(self, needs: Sequence[Need], moment: datetime, told: Mapping[str, int]) -> None:
        """`told`: how often each subject was told of lately."""
        running = (
            each for each in needs if each.since <= moment and (each.until is None or moment < each.until)
        )
        # By subject, so that ties go as in `rules.choose`.
        self.needs = sorted((each for each in running if each.wanted > 0), key=lambda each: each.subject)
        self._left = np.array(
            [max(0, each.wanted * TOLD_FOR_EACH - told.get(each.subject, 0)) for each in self.needs], np.int64
        )
        self._urgency = np.array([urgency(each, moment) for each in self.needs])
        self._index = {each.subject: place for place, each in enumerate(self.needs)}
        self._rung = np.array([RUNGS.index(each.rung) for each in self.needs], np.int64)
        self._level = np.array([each.level for each in self.needs], np.int64)
        self._lat, self._lon = (
            np.radians([np.nan if value is None else value for value in values])
            for values in ([each.lat for each in self.needs], [each.lon for each in self.needs])
        )
        self._source = _numbers(each.source for each in self.needs)
        self._kept: dict[Key, Scores] = {}

    def scores(self, seeker: Seeker) -> Scores:
        """How well each need fits somebody; 0 where it is not for them."""
        said = seeker.said
        step = self._of(("step", said.most, seeker.level, seeker.is_new), lambda: self._step(seeker))
        near = self._of(("near", seeker.lat, seeker.lon, seeker.area, said.reach), lambda: self._near(seeker))
        skill = self._of(("skill", said.skills), lambda: self._skill(said.skills))
        tongues = said.languages | ({seeker.language} if seeker.language else set())
        speaks = self._of(("language", tongues), lambda: self._speaks(tongues))
        free = said.times or ({seeker.slot} if seeker.slot else set())
        time = self._of(("time", frozenset(free)), lambda: self._time(free))
        # In the order of `rules.fit`, so that what ties there ties here.
        found = self._urgency * near * step * skill * time * speaks
        for subject in seeker.told:
            if subject in self._index:
                found[self._index[subject]] = 0.0
        return found

    def choose(self, seeker: Seeker, most: int) -> list[Need]:
        """What this person is asked: at most so many, and only what may still be told of; counts it as told."""
        if not self.needs:
            return []
        scores = np.where(self._left > 0, self.scores(seeker), 0.0)
        chosen: list[int] = []
        while len(chosen) < most:
            best = int(np.argmax(scores))
            if scores[best] <= 0:
                break
            chosen.append(best)
            same = (self._source == self._source[best]).astype(np.int64) + (self._rung == self._rung[best])
            scores *= REPEATED**same
            scores[best] = 0.0
        self._left[chosen] -= 1
        return [self.needs[place] for place in chosen]

    def _of(self, key: Key, make: Callable[[], Scores]) -> Scores:
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
        return found

    def _step(self, seeker: Seeker) -> Scores:
        weights = np.array([FIRST_STEPS[each] if seeker.is_new else 1.0 for each in RUNGS])
        fits = (self._rung <= RUNGS.index(seeker.said.most)) & (self._level <= seeker.level)
        return np.where(fits, weights[self._rung], 0.0)

    def _near(self, seeker: Seeker) -> Scores:
        away = self._metres(seeker)
        unknown = np.isnan(away)
        near = np.where(unknown, NOWHERE_NEAR, 1.0 / (1.0 + np.nan_to_num(away) / HALF_AWAY_METRES))
        return np.where(self._within(seeker, away, unknown), near, 0.0)

    def _within(self, seeker: Seeker, away: Scores, unknown: NDArray[np.bool_]) -> NDArray[np.bool_]:
        reach = seeker.said.reach
        if reach is Reach.CITY:
            return np.ones(len(self.needs), np.bool_)
        same = np.array([each.area == seeker.area for each in self.needs], np.bool_)
        both = np.array([bool(each.area and seeker.area) for each in self.needs], np.bool_)
        limit = HOME_METRES if reach is Reach.HOME else NEAR_METRES
        within = np.where(unknown, ~both | same, np.nan_to_num(away, nan=np.inf) <= limit)
        return np.where(both, same, within) if reach is Reach.HOME else within

    def _metres(self, seeker: Seeker) -> Scores:
        """The distance on the sphere (haversine) to each need; NaN where either has no place."""
        if seeker.lat is None or seeker.lon is None:
            return np.full(len(self.needs), np.nan)
        lat, lon = np.radians(seeker.lat), np.radians(seeker.lon)
        half = (
            np.sin((self._lat - lat) / 2) ** 2
            + np.cos(lat) * np.cos(self._lat) * np.sin((self._lon - lon) / 2) ** 2
        )
        away: Scores = 2 * EARTH_RADIUS_METRES * np.arcsin(np.minimum(1.0, np.sqrt(half)))
        return away

    def _skill(self, skills: frozenset[str]) -> Scores:
        without = UNSKILLED if skills else UNSAID
        return np.array(
            [1.0 if not each.skills else SKILLED if each.skills & skills else without for each in self.needs]
        )

    def _speaks(self, tongues: Iterable[str]) -> Scores:
        known = set(tongues)
        return np.array([float(not each.languages or bool(each.languages & known)) for each in self.needs])

    def _time(self, free: Iterable[str]) -> Scores:
        slots = set(free)
        return np.array(
            [
                1.0 if each.slot is None or not slots or each.slot in slots else ANOTHER_TIME
                for each in self.needs
            ]
        )


def _numbers(words: Iterable[str]) -> NDArray[np.int64]:
    """A number for each word, the same for the same."""
    known: dict[str, int] = {}
    return np.array([known.setdefault(word, len(known)) for word in words], np.int64)
