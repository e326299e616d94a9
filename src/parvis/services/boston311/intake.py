"""From the file to reports: categories and offices by the city's own names, refused rows in a table."""

import csv
import gzip
import io
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils.text import slugify

from parvis.services.boston311.rules import COLUMNS, Case, UnusableRowError, read_case
from parvis.services.reports.actions.setup import Family
from parvis.services.reports.contracts import Closing, ForeignReport, Kind, bring_in, keep_kind, known_kinds

type Progress = Callable[[int, int], None]

LATER_GROUP_POSITION = 90


class UnusableFileError(Exception):
    """The file is not one of Boston's; the message says what it lacks."""


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
        """The slug of our category; a type that residents are not offered gets one of its own, named as the city does."""
        known = self._category_by_type.get(case.type)
        if known:
            return known
        slug = slugify(f"boston {case.type}")[:80]
        if slug not in self._made:
            group = Family(slugify(f"boston {case.reason}")[:60], {"en": case.reason}, position=LATER_GROUP_POSITION)
            keep_kind(Kind(slug, {"en": case.type}, group, is_offered=False))
            self._made.add(slug)
        return slug

    def office(self, case: Case) -> str:
        """The slug of the office: by the start of the queue's name, else by the department."""
        by_queue = next((slug for start, slug in self._office_by_queue.items() if case.queue.startswith(start)), None)
        office = by_queue or self._office_by_department.get(case.department)
        if office is None:
            raise UnusableRowError(f"Its department is unknown: {case.department[:40]}.")
        return office


def import_file(
    path: Path, progress: Progress, *, shift: timedelta = timedelta(), every_nth: int = 1
) -> Outcome:
    """Bring a file in. `shift` moves all times (the demo ends today); `every_nth` takes a fixed part of the rows."""
    outcome = Outcome()
    whole = _count(path)
    reports = _reports(path, outcome, Dictionary(), shift, every_nth)
    for taken in bring_in(reports):
        outcome.new, outcome.known = taken.new, taken.known
        progress(outcome.read, whole)
    progress(whole, whole)
    return outcome


def cases(path: Path) -> Iterator[tuple[int, dict[str, str], Case | UnusableRowError]]:
    """Line number, row, and the case that it is, or why it is none."""
    with _opened(path) as text:
        reader = csv.DictReader(text)
        missing = COLUMNS - set(reader.fieldnames or ())
        if missing:
            raise UnusableFileError(f"{path.name} lacks columns of Boston's file: {', '.join(sorted(missing))}.")
        for row in reader:
            try:
                yield reader.line_num, row, read_case(row)
            except UnusableRowError as unusable:
                yield reader.line_num, row, unusable


def _reports(
    path: Path, outcome: Outcome, names: Dictionary, shift: timedelta, every_nth: int
) -> Iterator[ForeignReport]:
    for position, (line, row, case) in enumerate(cases(path)):
        if position % every_nth:
            continue
        outcome.read += 1
        try:
            if isinstance(case, UnusableRowError):
                raise case
            yield _report(case, names, shift)
        except UnusableRowError as unusable:
            outcome.refused.append(Refused(line, row["CASE_ENQUIRY_ID"], str(unusable)))


def _report(case: Case, names: Dictionary, shift: timedelta) -> ForeignReport:
    return ForeignReport(
        external_id=f"boston-311:{case.number}",
        category=names.category(case),
        office=names.office(case),
        lat=case.lat,
        lon=case.lon,
        opened_at=case.opened_at + shift,
        due_at=case.due_at + shift if case.due_at else None,
        closed_at=case.closed_at + shift if case.closed_at else None,
        closing=Closing(case.end) if case.end else None,
        closing_words=case.closing_words,
        address=case.address[:200],
        words="" if case.title in {case.type, "PRINTED"} else case.title,
    )


def _count(path: Path) -> int:
    with _opened(path) as text:
        return sum(1 for _row in csv.reader(text)) - 1


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path, "rb"), encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")
