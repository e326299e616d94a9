"""Who is responsible: the routing table, asked for a category at a point.

A line names an area by its slug, so that it goes on to count when the area's boundary moves.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext

from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Organisation
from parvis.kernel.places.index import areas_at
from parvis.kernel.places.models import Area
from parvis.kernel.places.queries import slugs_of
from parvis.services.reports.models import Category, Group, Report, Route
from parvis.services.reports.queries.find import in_box
from parvis.services.reports.rules import PUBLISHED, UNDERWAY, Box, Rule, fitting_rules

_LINE = ("office__slug", "area__slug", "category__slug", "group__slug")


def routes() -> list[Rule]:
    """The routing table."""
    return [Rule(*row) for row in Route.objects.order_by("pk").values_list(*_LINE)]


class NoOfficeError(Exception):
    """The routing table has no line for this case: it lacks the line for everything else."""


def office_for(category: Category, lat: float, lon: float) -> Organisation:
    """The one office responsible for a category at a point, today."""
    areas = slugs_of(areas_at(lat, lon).ids)
    lines = Route.objects.select_related("office", "office__parent", "area", "category", "group").filter(
        Q(category=None) | Q(category=category),
        Q(group=None) | Q(group=category.group_id),
        Q(area=None) | Q(area__slug__in=areas),
    )
    offices = {_rule_of(line): line.office for line in lines.defer("area__boundary").order_by("pk")}
    fitting = fitting_rules(offices, areas, category.slug, category.group.slug)
    if not fitting:
        raise NoOfficeError(
            f"Nobody is responsible for {category.slug} at {lat}, {lon}. Add a route for everything."
        )
    return offices[fitting[0]]


def responsible(table: Iterable[Rule], areas: Sequence[str], category: str, group: str) -> str:
    """The office that a table names for a category in areas, narrowest first; "" where it names none. All by slug."""
    fitting = fitting_rules(table, areas, category, group)
    return fitting[0].office if fitting else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the routing table in words: what it is for, where, and the office."""

    what: str
    where: str
    office: str


def in_words(rules: Sequence[Rule]) -> list[Line]:
    """Lines as people read them, in the reader's language; four queries, whatever their number."""
    offices = {each.slug: each.name for each in Organisation.objects.order_by("slug")}
    areas = {each.slug: each.name for each in Area.objects.only("slug", "names").order_by("valid_from", "pk")}
    kinds = {each.slug: str(each) for each in Category.objects.only("slug", "names").order_by("pk")}
    groups = names_of_groups()
    return [
        Line(
            what=kinds.get(rule.category or "") or groups.get(rule.group or "") or gettext("everything"),
            where=areas.get(rule.area or "") or gettext("everywhere"),
            office=offices.get(rule.office, rule.office),
        )
        for rule in rules
    ]


def names_of_groups() -> dict[str, str]:
    """What the groups of categories are called in the reader's language, by slug, as they are shown."""
    return {
        slug: in_reader_language(names, slug) for slug, names in Group.objects.values_list("slug", "names")
    }


def groups_of_kinds() -> dict[str, str]:
    """The group of each category, by slugs."""
    return dict(Category.objects.order_by("slug").values_list("slug", "group__slug"))


@dataclass(frozen=True, slots=True)
class Routed:
    """So many reports of one category in one area (of their day, "" for none), by slugs; open ones apart."""

    area: str
    category: str
    group: str
    is_underway: bool
    reports: int


def routed(since: datetime) -> list[Routed]:
    """What was reported since then, counted: one row for each area and category, not for each report."""
    rows = Report.objects.filter(state__in=PUBLISHED, opened_at__gte=since).order_by()
    names = ("area__slug", "category__slug", "category__group__slug", "state")
    counted: Counter[tuple[str, str, str, bool]] = Counter()
    for area, category, group, state, number in rows.values_list(*names).annotate(number=Count("pk")):
        counted[area or "", category, group, state in UNDERWAY] += number
    return [Routed(*key, number) for key, number in counted.items()]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something was reported."""

    lat: float
    lon: float
    category: str
    group: str
    is_underway: bool


def spots(since: datetime, box: Box) -> list[Spot]:
    """The places of what was reported since then within a box; as many as there were."""
    rows = in_box(Report.objects.filter(state__in=PUBLISHED, opened_at__gte=since), box).order_by()
    found = rows.values_list("lat", "lon", "category__slug", "category__group__slug", "state")
    return [Spot(lat, lon, category, group, state in UNDERWAY) for lat, lon, category, group, state in found]


def _rule_of(line: Route) -> Rule:
    area, category, group = (each.slug if each else None for each in (line.area, line.category, line.group))
    return Rule(line.office.slug, area, category, group)
