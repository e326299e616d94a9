"""Reads of openings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.places.models import Area
from parvis.services.openings.models import Opening
from parvis.services.reports.contracts import (
    OpenWork,
    groups_of_kinds,
    open_work,
    responsible,
    routes,
    work_named,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What neighbours may do, in the reader's language: see `models.Opening`."""

    id: str
    category: str
    area: str
    instructions: str
    safety: str
    needs: str
    people: int
    minutes: int
    days: int
    level: int
    at_once: int
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided last about an opening, in public: `stage` in the reader's words, and why."""

    category: str
    area: str
    stage: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Open:
    """A public report that neighbours can help with, and on which terms."""

    work: OpenWork
    opening: Opened


def open_to_neighbours(kind: str = "", area: str = "", near: tuple[float, float] | None = None) -> list[Open]:
    """Public reports that neighbours can help with and no office has begun, the newest first: of a kind, in a
    neighbourhood, near a point; empty for any."""
    openings = [each for each in standing() if kind in ("", each.category)]
    found = open_work({each.category for each in openings}, area=area, near=near) if openings else []
    here = ((work, _fitting(work, openings)) for work in found)
    return [Open(work, opening) for work, opening in here if opening]


def opened_for(report: str) -> Open | None:
    """The same for one report; None where neighbours cannot help with it."""
    openings = standing()
    work = work_named(report) if openings else None
    opening = _fitting(work, openings) if work else None
    return Open(work, opening) if work and opening else None


def standing() -> list[Opened]:
    """What is open to neighbours now; one query."""
    return [shown(each) for each in Opening.objects.filter(stage=Opening.Stage.OPEN)]


def shown(opening: Opening) -> Opened:
    """An opening, kept or only thought of, as neighbours read it."""
    return Opened(
        id=opening.public_id,
        category=opening.category,
        area=opening.area,
        instructions=in_reader_language(opening.instructions, _any(opening.instructions)),
        safety=in_reader_language(opening.safety, _any(opening.safety)),
        needs=in_reader_language(opening.needs),
        people=opening.people,
        minutes=opening.minutes,
        days=opening.days,
        level=opening.level,
        at_once=opening.at_once,
        reason=opening.reason,
    )


def decided(most: int = 20) -> list[Decided]:
    """What was decided about all openings, the newest first."""
    rows = Opening.objects.order_by("-decided_at", "-pk")[:most]
    return [
        Decided(each.category, each.area, str(each.get_stage_display()), each.reason, each.decided_at)
        for each in rows
    ]


def areas() -> list[tuple[str, Any]]:
    """The neighbourhoods of today, by name, after the whole city."""
    rows = (
        Area.objects.filter(kind=Area.Kind.NEIGHBOURHOOD, valid_until=None)
        .only("slug", "names")
        .order_by("slug")
    )
    return [("", gettext_lazy("the whole city")), *((each.slug, each.name) for each in rows)]


def opening_named(public_id: str) -> Opening:
    """An opening; `AbsentError` when there is none."""
    found = Opening.objects.filter(public_id=public_id).first()
    if found is None:
        raise AbsentError
    return found


def office_of(category: str, area: str) -> Organisation | None:
    """Who answers for a category in a neighbourhood, or in the city."""
    slug = responsible(routes(), [area] if area else [], category, groups_of_kinds().get(category, ""))
    return Organisation.objects.filter(slug=slug).first()


def kept_openings(person: Person) -> QuerySet[Any, Any]:
    """What somebody decided, for "My data"."""
    return rows_of(Opening.objects.filter(decided_by=person), "decided_at", "category", "area", "reason")


def _any(texts: dict[str, str]) -> str:
    """The first there is: instructions in a language that one may not read are better than none."""
    return next(iter(texts.values()), "")


def _fitting(work: OpenWork, openings: list[Opened]) -> Opened | None:
    """The opening that counts: that of the neighbourhood before that of the city."""
    fitting = [each for each in openings if each.category == work.kind and each.area in ("", work.area)]
    return max(fitting, key=lambda each: bool(each.area), default=None)
