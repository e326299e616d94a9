"""Who is responsible: the routing table, asked for a category at a point."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext

from parvis.kernel.people.models import Organisation
from parvis.kernel.places.index import areas_at
from parvis.services.reports.models import Category, Route
from parvis.services.reports.rules import Rule, fitting_rules


def routes() -> list[Rule]:
    """The routing table."""
    rows = Route.objects.order_by("pk").values_list("office_id", "area_id", "category_id", "group_id")
    return [Rule(*row) for row in rows]


class NoOfficeError(Exception):
    """The routing table has no line for this case: it lacks the line for everything else."""


def office_for(category: Category, lat: float, lon: float) -> Organisation:
    """The one office responsible for a category at a point."""
    areas = areas_at(lat, lon).ids
    lines = Route.objects.select_related("office", "office__parent").filter(
        Q(category=None) | Q(category=category),
        Q(group=None) | Q(group=category.group_id),
        Q(area=None) | Q(area__in=areas),
    )
    offices = {_rule_of(line): line.office for line in lines.order_by("pk")}
    fitting = fitting_rules(offices, areas, category.pk, category.group_id)
    if not fitting:
        raise NoOfficeError(
            f"Nobody is responsible for {category.slug} at {lat}, {lon}. Add a route for everything."
        )
    return offices[fitting[0]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the routing table in words: what it is for, where, and the office."""

    what: str
    where: str
    office: str


def explained(category: Category, areas: Sequence[int]) -> list[Line]:
    """The lines that fit a category at a point, in the order in which they count; the first one decides."""
    rows = Route.objects.select_related("office", "area", "category", "group").order_by("pk")
    by_rule = {_rule_of(row): row for row in rows}
    fitting = fitting_rules(by_rule, areas, category.pk, category.group_id)
    return [
        Line(
            what=str(row.category or row.group or gettext("everything")),
            where=row.area.name if row.area else gettext("everywhere"),
            office=row.office.name,
        )
        for row in (by_rule[rule] for rule in fitting)
    ]


def _rule_of(line: Route) -> Rule:
    return Rule(line.office_id, line.area_id, line.category_id, line.group_id)
