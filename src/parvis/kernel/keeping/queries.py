"""What the house keeps about one person: a glance at all of it, and the whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet, Value, Window

from parvis.kernel.clock import now
from parvis.kernel.keeping.registry import Kept, Line, Section, all_sections, rules_of
from parvis.kernel.people.models import Person

NEWEST = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A section as the page shows it: how many rows there are, the newest of them, why they are kept."""

    section: Section
    count: int
    lines: list[tuple[datetime | None, Line]]
    kept: list[Kept]


def glance(person: Person, newest: int = NEWEST) -> list[Shown]:
    """Every section with its count and its newest rows."""
    found = _rows_by_section(person, newest)
    return [_shown(section, found[section.slug]) for section in all_sections()]


def everything(person: Person) -> dict[str, Any]:
    """All that is kept about a person, ready for JSON; `words` are in the reader's language, `data` in none."""
    found = _rows_by_section(person)
    return {
        "format": "parvis-my-data/1",
        "city": settings.CITY.name,
        "site": settings.SITE_ADDRESS,
        "person": person.public_id,
        "taken_at": now().isoformat(),
        "sections": [_whole(section, found[section.slug]) for section in all_sections()],
    }


def _rows_by_section(person: Person, newest: int | None = None) -> dict[str, list[Mapping[str, Any]]]:
    """The newest rows of each section (None: all), newest first; one query, whatever the number of sections."""
    sections = all_sections()
    parts = [_part(section, person)[:newest] for section in sections]
    found: dict[str, list[Mapping[str, Any]]] = {section.slug: [] for section in sections}
    # Ordered here: within a union the order of the parts need not hold.
    for row in sorted(parts[0].union(*parts[1:], all=True), key=_moment_of, reverse=True):
        found[row["kept_section"]].append(row)
    return found


def _part(section: Section, person: Person) -> QuerySet[Any, Any]:
    rows = section.rows(person).annotate(kept_section=Value(section.slug), kept_total=Window(Count("*")))
    shaped: QuerySet[Any, Any] = rows.values("kept_section", "kept_at", "kept_total", "kept_data")
    return shaped


def _moment_of(row: Mapping[str, Any]) -> float:
    return row["kept_at"].timestamp() if row["kept_at"] else 0.0


def _shown(section: Section, rows: list[Mapping[str, Any]]) -> Shown:
    lines = [(row["kept_at"], section.tell(row["kept_data"])) for row in rows]
    return Shown(section, rows[0]["kept_total"] if rows else 0, lines, rules_of(section))


def _whole(section: Section, found: list[Mapping[str, Any]]) -> dict[str, Any]:
    rows = [_record(section, row) for row in found]
    kept = [{"reason": str(each.reason), "days": each.days} for each in rules_of(section)]
    return {
        "name": section.slug,
        "title": str(section.title),
        "kept": kept,
        "count": len(rows),
        "rows": rows,
    }


def _record(section: Section, row: Mapping[str, Any]) -> dict[str, Any]:
    line = section.tell(row["kept_data"])
    return {
        "at": row["kept_at"].isoformat() if row["kept_at"] else None,
        "words": line.words,
        "page": settings.SITE_ADDRESS + line.path if line.path else "",
        "data": row["kept_data"],
    }
