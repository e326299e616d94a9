"""Who is responsible: the routing table, asked for a category at a point."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    fitting = fitting_rules(routes(), areas_at(lat, lon).ids, category.pk, category.group_id)
    if not fitting:
        raise NoOfficeError(
            f"Nobody is responsible for {category.slug} at {lat}, {lon}. Add a route for everything."
        )
    return Organisation.objects.select_related("parent").get(pk=fitting[0].office)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the routing table in words: what it is for, where, and the office."""

    what: str
    where: str
    office: str


def explained(category: Category, areas: Sequence[int]) -> list[Line]:
    """The lines that fit a category at a point, in the order in which they count; the first one decides."""
    rows = Route.objects.select_related("office", "area", "category", "group").order_by("pk")
    by_rule = {Rule(row.office_id, row.area_id, row.category_id, row.group_id): row for row in rows}
    fitting = fitting_rules(by_rule, areas, category.pk, category.group_id)
    return [
        Line(
            what=str(row.category or row.group or gettext("everything")),
            where=row.area.name if row.area else gettext("everywhere"),
            office=row.office.name,
        )
        for row in (by_rule[rule] for rule in fitting)
    ]
