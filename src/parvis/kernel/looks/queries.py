"""Reads of looks: a person's own, and for the data-protection officer who looked at how many."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Concat

from parvis.kernel.clock import now
from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.looks.models import Look
from parvis.kernel.looks.rules import unusual
from parvis.kernel.people.models import Organisation, Person


@dataclass(frozen=True, slots=True)
class Counted:
    """An official of an office, both with nothing but their names: how many people and things they looked at since a
    moment, and how often."""

    official: Person
    office: Organisation
    people: int
    times: int
    is_unusual: bool


def kept_looks(person: Person) -> QuerySet[Any, Any]:
    """Who looked at a person's data; the official's name only where the city names them."""
    rows = Look.objects.filter(Q(person=person) | Q(official=person))
    return rows_of(
        rows,
        "hour",
        *("spot", "role", "times", "hour", "subject"),
        office=F("office__names"),
        slug=F("office__slug"),
        named=F("is_named"),
        name=F("official__public_name"),
        mine=Q(official=person) & ~Q(person=person),
    )


def counted(days: int = 30) -> list[Counted]:
    """Who looked at how many, office by office, those who stand out first; in one question."""
    since = now() - timedelta(days=days)
    rows = list(_counts(since))
    out = {pair for office in {row["office"] for row in rows} for pair in _unusual_in(office, rows)}
    found = [
        Counted(
            Person(pk=row["official"], public_name=row["name"]),
            Organisation(pk=row["office"], names=row["names"], slug=row["slug"]),
            row["whose"],
            row["looked"],
            (row["office"], row["official"]) in out,
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (not each.is_unusual, -each.people, each.official.pk))


def _counts(since: datetime) -> QuerySet[Any, Any]:
    """Somebody without an account counts by the thing that they sent in."""
    whose = Coalesce(Concat(Value("person "), F("person")), F("subject"))
    rows = Look.objects.filter(hour__gte=since, official__isnull=False, office__isnull=False).order_by()
    return (
        rows.values(
            "official",
            "office",
            name=F("official__public_name"),
            names=F("office__names"),
            slug=F("office__slug"),
        )
        .annotate(whose=Count(whose, distinct=True), looked=Sum("times"))
        .order_by("office", "official")
    )


def _unusual_in(office: int, rows: list[dict[str, Any]]) -> set[tuple[int, int]]:
    numbers = {row["official"]: row["whose"] for row in rows if row["office"] == office}
    return {(office, official) for official in unusual(numbers)}
