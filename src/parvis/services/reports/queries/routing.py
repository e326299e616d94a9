"""Who is responsible: the routing table, asked for a category at a point.

A line names an area by its slug, so that it goes on to count when the area's boundary moves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext

from parvis.kernel.people.models import Organisation
from parvis.kernel.places.index import areas_at
from parvis.kernel.places.queries import slugs_of
from parvis.services.reports.models import Category, Route
from parvis.services.reports.rules import Rule, fitting_rules


def routes() -> list[Rule]:
    """The routing table."""
    rows = Route.objects.order_by("pk").values_list("office_id", "area__slug", "category_id", "group_id")
    return [Rule(*row) for row in rows]


class NoOfficeError(Exception):
    """The routing table has no line for this case: it lacks the line for everything else."""


def office_for(category: Category, lat: float, lon: float) -> Organisation:
    """The one office responsible for a category at a point, today."""
    areas = slugs_of(areas_at(lat, lon).ids)
    lines = _lines().select_related("office", "office__parent")
    lines = lines.filter(
        Q(category=None) | Q(category=category),
        Q(group=None) | Q(group=category.group_id),
        Q(area=None) | Q(area__slug__in=areas),
    )
    offices = {_rule_of(line): line.office for line in lines}
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
    rows = _lines().select_related("office", "area", "category", "group")
    by_rule = {_rule_of(row): row for row in rows}
    fitting = fitting_rules(by_rule, slugs_of(areas), category.pk, category.group_id)
    return [in_words(by_rule[rule]) for rule in fitting]


def in_words(row: Route) -> Line:
    """A line as people read it."""
    return Line(
        what=str(row.category or row.group or gettext("everything")),
        where=row.area.name if row.area else gettext("everywhere"),
        office=row.office.name,
    )


def _lines() -> QuerySet[Route]:
    return Route.objects.annotate(area_slug=F("area__slug")).order_by("pk")


def _rule_of(line: Route) -> Rule:
    return Rule(line.office_id, line.__dict__["area_slug"], line.category_id, line.group_id)
