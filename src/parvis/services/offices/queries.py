"""Reads of offices: which there are, who works there, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy

from parvis.kernel.hours.weeks import OFFICE_WEEK, WEEKDAYS
from parvis.kernel.people.models import Membership, Organisation
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.promises.models import Calendar
from parvis.services.offices.rules import written

DAYS = dict(
    zip(
        WEEKDAYS,
        (
            gettext_lazy("Monday"),
            gettext_lazy("Tuesday"),
            gettext_lazy("Wednesday"),
            gettext_lazy("Thursday"),
            gettext_lazy("Friday"),
            gettext_lazy("Saturday"),
            gettext_lazy("Sunday"),
        ),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Told:
    """An office (None: the city) and when it works: (days in a row that are alike, hours; empty: closed)."""

    office: Organisation | None
    hours: list[tuple[str, str]]
    has_own_hours: bool


def offices() -> QuerySet[Organisation]:
    """All of them, the public desk first, partners last."""
    rows = Organisation.objects.select_related("parent", "calendar")
    return rows.order_by("is_partner", "-is_public_desk", "slug")


def offices_with_people() -> QuerySet[Organisation]:
    """The same, each with `people`, how many work there."""
    working = Q(memberships__person__is_active=True, memberships__lent_from=None)
    return offices().annotate(people=Count("memberships", filter=working))


def told_city() -> Told:
    """When the city works, where an office has no hours of its own."""
    city = calendar_of(None)
    return Told(None, _alike(city.week if city else OFFICE_WEEK), has_own_hours=city is not None)


def told(found: Iterable[Organisation]) -> list[Told]:
    """Offices as everybody reads them; one query for the city's own hours."""
    usual = told_city().hours
    lines = []
    for each in found:
        own: Calendar | None = getattr(each, "calendar", None)
        lines.append(Told(each, _alike(own.week) if own else usual, own is not None))
    return lines


def office_named(slug: str) -> Organisation:
    """One office; `AbsentError` where there is none."""
    found = offices().filter(slug=slug).first()
    if found is None:
        raise AbsentError
    return found


def people_of(office: Organisation) -> QuerySet[Membership]:
    """Who works there, in a role of their own."""
    rows = office.memberships.filter(lent_from=None, person__is_active=True).select_related("person")
    return rows.order_by("pk")


def calendar_of(office: Organisation | None) -> Calendar | None:
    """The hours that an office has of its own (None: the city's)."""
    return Calendar.objects.filter(organisation=office).first()


def is_within(office: Organisation, other: Organisation) -> bool:
    """Whether an office is the other one, or belongs to it, over however many steps."""
    step: Organisation | None = office
    while step is not None:
        if step.pk == other.pk:
            return True
        step = step.parent
    return False


def _alike(week: dict[str, Any]) -> list[tuple[str, str]]:
    rows: list[tuple[list[str], str]] = []
    for day in WEEKDAYS:
        hours = written(week[day])
        if rows and rows[-1][1] == hours:
            rows[-1][0].append(day)
        else:
            rows.append(([day], hours))
    return [(_span(days), hours) for days, hours in rows]


def _span(days: list[str]) -> str:
    first, last = DAYS[days[0]], DAYS[days[-1]]
    return str(first) if len(days) == 1 else f"{first} – {last}"
