"""From the file to reports: categories and offices by the city's own names, refused rows in a table."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from parvis.kernel.places.actions import learn_addresses
from parvis.services.boston311.queries import Row, cases, count_rows
from parvis.services.boston311.rules import Case, UnusableRowError
from parvis.services.reports.contracts import (
    Closing,
    Family,
    ForeignReport,
    Kind,
    bring_in,
    keep_kind,
    known_kinds,
)

type Progress = Callable[[int, int], None]

LATER_GROUP_POSITION = 90
SOURCE = "City of Boston, 311 service requests"


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that could not become a report: its line in the file, its number, and why."""

    line: int
    number: str
    reason: str


@dataclass(slots=True)
class Outcome:
    """What came of a file."""

    read: int = 0
    new: int = 0
    known: int = 0
    refused: list[Refused] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.read} read, {self.new} new, {self.known} known, {len(self.refused)} refused"


class Dictionary:
    """The city's names → ours, from the demo city's files."""

    @cached_property
    def _folder(self) -> Path:
        return Path(settings.PROJECT) / "demo" / "boston"

    @cached_property
    def _category_by_type(self) -> dict[str, str]:
        raw = tomllib.loads((self._folder / "categories.toml").read_text(encoding="utf-8"))
        return {name: line["slug"] for line in raw["category"] for name in line["types"]}

    @cached_property
    def _offices(self) -> list[dict[str, Any]]:
        return list(tomllib.loads((self._folder / "offices.toml").read_text(encoding="utf-8"))["office"])

    @cached_property
    def _office_by_department(self) -> dict[str, str]:
        return {name: line["slug"] for line in self._offices for name in line["departments"]}

    @cached_property
    def _office_by_queue(self) -> dict[str, str]:
        return {start: line["slug"] for line in self._offices for start in line.get("queues", ())}

    @cached_property
    def _made(self) -> set[str]:
        return known_kinds()

    def category(self, case: Case) -> str:
        """The slug of our category; a type that residents are not offered gets its own, named as the city does."""
        known = self._category_by_type.get(case.type)
        if known:
            return known
        slug = slugify(f"boston {case.type}")[:80]
        if slug not in self._made:
            group = Family(
                slugify(f"boston {case.reason}")[:60], {"en": case.reason}, position=LATER_GROUP_POSITION
            )
            keep_kind(Kind(slug, {"en": case.type}, group, is_offered=False))
            self._made.add(slug)
        return slug

    def office(self, case: Case) -> str:
        """The slug of the office: by the start of the queue's name, else by the department."""
        by_queue = next(
            (slug for start, slug in self._office_by_queue.items() if case.queue.startswith(start)), None
        )
        office = by_queue or self._office_by_department.get(case.department)
        if office is None:
            raise UnusableRowError(f"Its department is unknown: {case.department[:40]}.")
        return office


@dataclass(frozen=True, slots=True)
class Clock:
    """How far times are moved, and the moment at which the file is looked at (None: its own)."""

    shift: timedelta
    as_of: datetime | None

    def past(self, moment: datetime | None) -> datetime | None:
        """The moment, moved; None when it has not come yet."""
        if moment is None or (self.as_of is not None and moment + self.shift > self.as_of):
            return None
        return moment + self.shift


def import_file(
    path: Path, progress: Progress, *, shift: timedelta = timedelta(), as_of: datetime | None = None
) -> Outcome:
    """Bring a file in. `shift` moves all times; what was closed after `as_of` is still open: the demo ends today."""
    return import_rows(cases(path), count_rows(path), progress, Clock(shift, as_of))


def import_rows(rows: Iterable[Row], whole: int, progress: Progress, clock: Clock) -> Outcome:
    """Bring in rows that were read already; there are `whole` of them."""
    outcome = Outcome()
    reports = _reports(rows, outcome, Dictionary(), clock)
    for taken in bring_in(reports):
        outcome.new, outcome.known = taken.new, taken.known
        progress(outcome.read, whole)
    progress(whole, whole)
    return outcome


def learn_places(rows: Iterable[Row]) -> int:
    """Make the addresses and corners of the rows known to the address search; returns how many there were."""
    places = {
        case.address: (case.address, case.lat, case.lon)
        for _line, _row, case in rows
        if isinstance(case, Case) and case.address
    }
    learn_addresses(places.values(), source=SOURCE)
    return len(places)


def _reports(
    rows: Iterable[Row], outcome: Outcome, names: Dictionary, clock: Clock
) -> Iterator[ForeignReport]:
    for line, row, case in rows:
        outcome.read += 1
        try:
            if isinstance(case, UnusableRowError):
                raise case
            yield _report(case, names, clock)
        except UnusableRowError as unusable:
            outcome.refused.append(Refused(line, row["CASE_ENQUIRY_ID"], str(unusable)))


def _report(case: Case, names: Dictionary, clock: Clock) -> ForeignReport:
    closed_at = clock.past(case.closed_at)
    return ForeignReport(
        external_id=f"boston-311:{case.number}",
        category=names.category(case),
        office=names.office(case),
        lat=case.lat,
        lon=case.lon,
        opened_at=case.opened_at + clock.shift,
        due_at=case.due_at + clock.shift if case.due_at else None,
        closed_at=closed_at,
        closing=Closing(case.end) if case.end and closed_at else None,
        closing_words=case.closing_words if closed_at else "",
        address=case.address[:200],
        words="" if case.title in {case.type, "PRINTED"} else case.title,
    )
