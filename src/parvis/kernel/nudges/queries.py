"""Reads of nudges: how they are set, and what they did."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from parvis.kernel.commons.dataset import CC0, Dataset, Field, Kind
from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.nudges.models import Exposure, Setting
from parvis.kernel.nudges.registry import Nudge, nudges
from parvis.kernel.nudges.rules import Effect, Group, effect_of, is_left_out
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError


@dataclass(frozen=True, slots=True)
class Shown:
    """A nudge as everybody sees it: how it is set, both groups of the run, and what it did (None: too few to say)."""

    nudge: Nudge
    setting: Setting
    shown: Group
    left_out: Group
    effect: Effect | None

    @property
    def points(self) -> tuple[int, int]:
        """Between how many of a hundred people more (or, below 0, fewer) the difference lies, rounded outwards."""
        return (floor(self.effect.low * 100), ceil(self.effect.high * 100)) if self.effect else (0, 0)


@dataclass(frozen=True, slots=True)
class Draw:
    """Who of some people (by key) is shown a nudge in a run (by its seed); `counts`: while somebody is left out."""

    nudge: str
    seed: str
    counts: bool
    shown: frozenset[int]


def draw(name: str, people: Iterable[tuple[int, str]]) -> Draw:
    """The lot among these people (key, public id), without counting them. One query."""
    setting = setting_of(name)
    if not setting.is_on:
        return Draw(name, setting.seed, counts=False, shown=frozenset())
    lot = setting.lot
    shown = (each for each, public_id in people if not (lot and is_left_out(setting.seed, public_id, lot)))
    return Draw(name, setting.seed, counts=bool(lot), shown=frozenset(shown))


def is_shown(name: str, public_id: str = "") -> bool:
    """Whether a nudge is shown to somebody (a guest: ""), without counting them. One query."""
    setting = setting_of(name)
    left_out = bool(public_id) and is_left_out(setting.seed, public_id, setting.lot)
    return setting.is_on and not left_out


def setting_of(name: str) -> Setting:
    """How a nudge is set; not saved where nobody ever set it."""
    return Setting.objects.filter(nudge=name).first() or Setting(nudge=name, seed="")


def nudge_named(name: str) -> Nudge:
    """A nudge; `AbsentError` where there is none of this name."""
    found = nudges().get(name)
    if found is None:
        raise AbsentError
    return found


def all_shown() -> list[Shown]:
    """Every nudge, by name; two queries."""
    known = {each.nudge: each for each in Setting.objects.order_by("nudge")}
    groups = _groups([each.seed for each in known.values()])
    found = []
    for name, nudge in sorted(nudges().items()):
        setting = known.get(name) or Setting(nudge=name, seed="")
        shown, left_out = (groups.get((name, setting.seed, way), Group(0, 0)) for way in (True, False))
        found.append(Shown(nudge, setting, shown, left_out, effect_of(shown, left_out)))
    return found


def exposures_of(person: Person) -> QuerySet[Any, Any]:
    """What somebody was shown or left out of, for "My data"."""
    return rows_of(Exposure.objects.filter(person=person), "at", "nudge", "shown", "did_at")


def _groups(seeds: Collection[str]) -> dict[tuple[str, str, bool], Group]:
    rows = Exposure.objects.filter(seed__in=seeds).order_by("nudge", "seed", "shown")
    counted = rows.values_list("nudge", "seed", "shown").annotate(
        people=Count("pk"), did=Count("pk", filter=Q(did_at__isnull=False))
    )
    return {(nudge, seed, way): Group(people, did) for nudge, seed, way, people, did in counted}


def _rows() -> Iterator[tuple[Any, ...]]:
    for each in all_shown():
        effect = each.effect
        figures = (effect.difference, effect.low, effect.high) if effect else (None, None, None)
        groups = (each.shown.people, each.shown.did, each.left_out.people, each.left_out.did)
        counts = groups if effect else (None,) * len(groups)
        yield each.nudge.name, each.setting.is_on, each.setting.holdout, each.setting.since, *counts, *figures


def _updated() -> datetime | None:
    found: datetime | None = Setting.objects.aggregate(at=Max("since"))["at"]
    return found


DATASET = Dataset(
    slug="nudges",
    title=_("Nudges and what they did"),
    description=_(
        "Each nudge, whether it is on, how many were shown it or left out by lot, and the difference."
    ),
    safety=_("Only sums of at least fifty people in each group. Nobody can be recognised."),
    licence=CC0,
    attribution=settings.CITY.name,
    fields=(
        Field("nudge", Kind.TEXT, _("Its name.")),
        Field("is_on", Kind.YES_NO, _("Whether anybody is shown it.")),
        Field("holdout", Kind.INTEGER, _("Of a hundred people, how many are left out by lot.")),
        Field("since", Kind.MOMENT, _("Since when it is set like this.")),
        Field("shown", Kind.INTEGER, _("People who were shown it.")),
        Field("shown_did", Kind.INTEGER, _("How many of them did what was hoped for.")),
        Field("left_out", Kind.INTEGER, _("People who were left out by lot.")),
        Field("left_out_did", Kind.INTEGER, _("How many of them did it all the same.")),
        Field("difference", Kind.NUMBER, _("The first share less the second.")),
        Field("low", Kind.NUMBER, _("The difference is at least this, 95 times of 100.")),
        Field("high", Kind.NUMBER, _("The difference is at most this, 95 times of 100.")),
    ),
    rows=_rows,
    updated=_updated,
    keywords=("nudges", "experiments"),
)
