"""Reads of routing: the table, and what a change would have moved."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import shapely
from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext

from parvis.kernel.clock import now
from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.places.actions import areas_in
from parvis.kernel.places.index import areas_at, slugs_if
from parvis.kernel.places.models import Area
from parvis.services.reports.contracts import (
    Box,
    Rule,
    fitting_rules,
    groups_of_kinds,
    responsible,
    routed,
    routes,
    spots,
)
from parvis.services.routing.models import Change
from parvis.services.routing.rules import DAYS_LOOKED_AT, Case, Move, area_moves, gathered, moves


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would have moved between offices and, for boundaries, between areas; of how many reports.
    `replaced`: today's line for the same case, where there is one."""

    offices: list[Move]
    areas: list[Move]
    looked_at: int
    replaced: Rule | None


def preview(change: Change) -> Preview:
    """See `rules.moves`; over what was reported in the last `DAYS_LOOKED_AT` days, by today's table."""
    table = routes()
    after = changed(table, change) if change.kind == Change.Kind.LINE else table
    cases = _by_area() if change.kind == Change.Kind.LINE else _by_boundary(change)
    return Preview(
        moves(cases, partial(responsible, table), partial(responsible, after)),
        area_moves(cases),
        sum(case.reports for case in cases),
        next((rule for rule in table if rule not in after), None),
    )


def changed(table: Sequence[Rule], change: Change) -> list[Rule]:
    """The table with the line that the change proposes."""
    line = line_of(change)
    others = [rule for rule in table if rule.case != line.case]
    return [*others, line] if line.office else others


def decided() -> QuerySet[Change]:
    """What was decided, the newest first, without the boundaries themselves."""
    return Change.objects.filter(decided_at__isnull=False).defer("what").order_by("-decided_at", "-pk")


def proposed() -> QuerySet[Change]:
    """What waits to be decided."""
    return Change.objects.filter(decided_at=None).defer("what").order_by("-proposed_at", "-pk")


type Named = tuple[str, str, int, int]


def between_offices(found: Iterable[Move]) -> list[Named]:
    """Moves with names for slugs: before, after, reports, of which open."""
    names = {each.slug: each.name for each in Organisation.objects.order_by("slug")}
    return _named(found, {**names, "": gettext("nobody")})


def between_areas(found: Sequence[Move]) -> list[Named]:
    """The same for areas."""
    rows = Area.objects.only("slug", "names").order_by("valid_from", "pk") if found else ()
    return _named(found, {**{each.slug: each.name for each in rows}, "": gettext("outside the city")})


def line_of(change: Change) -> Rule:
    """The line that a change proposes; its office is "" where the line is taken away."""
    return Rule(change.what["office"], **change.line)


def table() -> list[Rule]:
    """The routing table, the most particular lines first."""
    return sorted(routes(), key=lambda rule: (rule.is_for_everything, not rule.category, not rule.area))


@dataclass(frozen=True, slots=True)
class Tried:
    """A place and a category: its areas by name, and the lines that fit, in the order in which they count."""

    areas: list[str]
    lines: list[Rule]


def tried(lines: Sequence[Rule], lat: float, lon: float, category: str) -> Tried:
    """Which lines of the table count for a category at a place; the first one decides."""
    areas = Area.objects.only("slug", "names").in_bulk(areas_at(lat, lon).ids)
    here = [areas[area] for area in areas_at(lat, lon).ids]
    group = groups_of_kinds()[category]
    return Tried(
        [area.name for area in here], fitting_rules(lines, [area.slug for area in here], category, group)
    )


def decisions_of(person: Person) -> QuerySet[Any, Any]:
    """What somebody proposed or decided, for “My data”."""
    rows = Change.objects.filter(Q(proposed_by=person) | Q(decided_by=person))
    return rows_of(rows, "proposed_at", "kind", "reason", change=F("public_id"), decided=F("decided_at"))


def names_in(change: Change) -> list[str]:
    """What the areas of new boundaries are called in the reader's language."""
    return [in_reader_language(each.names, each.slug) for each in areas_in(change.what)]


def _since() -> timedelta:
    return timedelta(days=DAYS_LOOKED_AT)


def _by_area() -> list[Case]:
    """What was reported, by the area of its day and the areas above that."""
    above = dict(Area.objects.values_list("slug", "parent__slug").order_by("pk"))
    cases = []
    for each in routed(now() - _since()):
        areas = _upwards(each.area, above)
        cases.append(Case(areas, areas, each.category, each.group, each.is_underway, each.reports))
    return gathered(cases)


def _upwards(area: str, above: Mapping[str, str | None]) -> tuple[str, ...]:
    areas: list[str] = []
    here: str | None = area
    while here and here not in areas:
        areas.append(here)
        here = above.get(here)
    return tuple(areas)


def _by_boundary(change: Change) -> list[Case]:
    """What was reported in and around the areas whose boundaries change: where it lies by the old and the new ones."""
    new = {each.slug: each.boundary for each in areas_in(change.what)}
    old = (
        Area.objects.filter(slug__in=new, valid_until=None).order_by("pk").values_list("boundary", flat=True)
    )
    found = spots(now() - _since(), _box_of([*new.values(), *old]))
    if not found:
        return []
    lats, lons = [spot.lat for spot in found], [spot.lon for spot in found]
    day = max(change.valid_from or localdate(now()), localdate(now()))
    before, after = slugs_if(lats, lons, {}, day), slugs_if(lats, lons, new, day)
    return gathered(
        Case(old_areas, new_areas, spot.category, spot.group, spot.is_underway)
        for spot, old_areas, new_areas in zip(found, before, after, strict=True)
    )


def _box_of(boundaries: Sequence[dict[str, object]]) -> Box:
    shapes = shapely.from_geojson([json.dumps(each) for each in boundaries])
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    return Box(south, west, north, east)


def _named(found: Iterable[Move], names: Mapping[str, str]) -> list[Named]:
    return [
        (names.get(m.before, m.before), names.get(m.after, m.after), m.reports, m.underway) for m in found
    ]
