"""Reads of Boston's file, and how our own findings agree with it: areas, and verdicts on time."""

import csv
import gzip
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from parvis.kernel.places.index import areas_at_many
from parvis.kernel.places.models import Area
from parvis.services.boston311.rules import (
    COLUMNS,
    PUBLISHED_AT,
    Case,
    UnusableRowError,
    is_on_time,
    read_case,
)

# City Hall, where the city puts requests whose place it does not know.
UNPLACED = (42.3594, -71.0587)
# What the city's column and the boundaries call the same place. The column joins neighbourhoods with a slash.
_SAME = {
    "Downtown / Financial District": {
        "Downtown",
        "Leather District",
        "Chinatown",
        "North End",
        "West End",
        "Bay Village",
    },
    "Allston / Brighton": {"Allston", "Brighton"},
    "South Boston / South Boston Waterfront": {"South Boston", "South Boston Waterfront"},
    "Fenway / Kenmore / Audubon Circle / Longwood": {"Fenway", "Longwood Medical Area"},
    "Greater Mattapan": {"Mattapan"},
}


# Its line in the file, the row itself, and the case that it is, or why it is none.
type Row = tuple[int, dict[str, str], Case | UnusableRowError]


class UnusableFileError(Exception):
    """The file is not one of Boston's; the message says what it lacks."""


@dataclass(slots=True)
class Agreement:
    """Rows compared, rows alike, and how often each pair differed."""

    compared: int = 0
    alike: int = 0
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """Alike of a hundred."""
        return 100 * self.alike / self.compared if self.compared else 0.0

    def note(self, theirs: str, ours: str, *, alike: bool) -> None:
        """Count one row."""
        self.compared += 1
        self.alike += alike
        if not alike:
            self.pairs[theirs, ours] += 1


def cases(path: Path) -> Iterator[Row]:
    """Line number, row, and the case that it is, or why it is none."""
    with _opened(path) as text:
        reader = csv.DictReader(text)
        missing = COLUMNS - set(reader.fieldnames or ())
        if missing:
            raise UnusableFileError(
                f"{path.name} lacks columns of Boston's file: {', '.join(sorted(missing))}."
            )
        for row in reader:
            try:
                yield reader.line_num, row, read_case(row)
            except UnusableRowError as unusable:
                yield reader.line_num, row, unusable


def count_rows(path: Path) -> int:
    """How many rows the file has, its head aside."""
    with _opened(path) as text:
        return sum(1 for _row in csv.reader(text)) - 1


def areas_agreement(path: Path) -> Agreement:
    """Our area of each point against the city's `neighborhood`, where the city names one smaller than itself.

    Requests that stand at City Hall for want of a place are left out: their point says nothing about their area.
    """
    named = [case for _line, _row, case in cases(path) if isinstance(case, Case) and _is_named(case)]
    names = {area.pk: area.names["en"] for area in Area.objects.defer("boundary").order_by("pk")}
    found = areas_at_many([case.lat for case in named], [case.lon for case in named])
    agreement = Agreement()
    for case, areas in zip(named, found, strict=True):
        ours = names.get(areas.neighbourhood or 0, "outside the city")
        alike = ours in _SAME.get(case.neighborhood, {case.neighborhood})
        agreement.note(case.neighborhood, ours, alike=alike)
    return agreement


def on_time_agreement(path: Path) -> Agreement:
    """Our verdict at the day of publication against the city's, where it gives both a target and a verdict."""
    agreement = Agreement()
    for _line, _row, case in cases(path):
        if not isinstance(case, Case) or case.on_time is None:
            continue
        ours = is_on_time(case, PUBLISHED_AT)
        if ours is not None:
            theirs = "ONTIME" if case.on_time else "OVERDUE"
            agreement.note(theirs, "ONTIME" if ours else "OVERDUE", alike=ours == case.on_time)
    return agreement


def _is_named(case: Case) -> bool:
    return case.neighborhood not in {"", "Boston"} and (case.lat, case.lon) != UNPLACED


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path, "rb"), encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")
