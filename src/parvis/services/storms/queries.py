"""Reads of storms: what was declared, what it did, which of them a report waits longer for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from parvis.kernel.clock import now
from parvis.kernel.hours.rules import MINUTES_IN_A_WORKING_DAY
from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.places.models import Area
from parvis.kernel.places.queries import neighbourhoods
from parvis.kernel.promises.models import Widening
from parvis.kernel.promises.queries import Effect, effects_of, running
from parvis.services.reports.contracts import names_of_kinds, targets_of_kinds
from parvis.services.storms.models import Storm

NOTHING = Effect(0, 0)


@dataclass(frozen=True, slots=True)
class Shown:
    """A storm in the reader's words: its kinds (empty: all), its neighbourhood (empty: the whole city), its effect."""

    storm: Storm
    kinds: list[str]
    place: str
    effect: Effect


def promised_kinds() -> dict[str, str]:
    """The categories for which something is promised, by slug: what they are called."""
    targets = targets_of_kinds()
    return {slug: name for slug, name in names_of_kinds().items() if targets.get(slug) is not None}


def storms() -> QuerySet[Storm]:
    """All that were declared, the newest first."""
    return Storm.objects.order_by("-since", "-pk")


def storm_named(public_id: str) -> Storm:
    """One of them; `AbsentError` where there is none."""
    found = Storm.objects.filter(public_id=public_id).first()
    if found is None:
        raise AbsentError
    return found


def under_way() -> list[Storm]:
    """Those that give more time today."""
    return list(storms().filter(until__gt=now()))


def shown(found: Iterable[Storm]) -> list[Shown]:
    """Them in the reader's words; two queries and what names need, whatever their number."""
    rows = list(found)
    names, areas = names_of_kinds(), neighbourhoods() if any(each.area for each in rows) else {}
    effects = effects_of(each.subject for each in rows)
    return [
        Shown(
            each,
            [names.get(slug, slug) for slug in each.categories],
            areas[each.area].name if each.area in areas else each.area,
            effects.get(each.subject, NOTHING),
        )
        for each in rows
    ]


def widening_of(storm: Storm) -> Widening:
    """It as promises know it."""
    areas = Area.objects.filter(slug=storm.area).order_by("pk").values_list("pk", flat=True)
    return Widening(
        subject=storm.subject,
        service="reports",
        topics=storm.categories,
        area_ids=list(areas) if storm.area else [],
        minutes=storm.days * MINUTES_IN_A_WORKING_DAY,
        since=storm.since,
        until=storm.until,
    )


def would_widen(storm: Storm) -> int:
    """How many promises that run would get more time."""
    return running(widening_of(storm)).count()


def storms_by(person: Person) -> QuerySet[Any, Any]:
    """What somebody declared, for “My data”."""
    rows = Storm.objects.filter(decided_by=person)
    return rows_of(rows, "since", "titles", "reason", storm=F("public_id"))
