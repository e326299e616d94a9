"""What a change of who is responsible would have moved: counted over what was reported, before anything is changed."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

# Which office has a category of a group in areas, the narrowest first; all by slug, "" for nobody.
type Decide = Callable[[tuple[str, ...], str, str], str]

# So far back a preview looks.
DAYS_LOOKED_AT = 365


@dataclass(frozen=True, slots=True)
class Case:
    """So many reports of one category in one place: its areas as they are and as they would be, narrowest first."""

    areas: tuple[str, ...]
    areas_after: tuple[str, ...]
    category: str
    group: str
    is_underway: bool
    reports: int = 1


@dataclass(frozen=True, slots=True)
class Move:
    """So many reports would have gone from one to another (slugs, "" for none), of which so many are still open."""

    before: str
    after: str
    reports: int
    underway: int


def moves(cases: Iterable[Case], before: Decide, after: Decide) -> list[Move]:
    """From which office to which the reports would have moved, most first."""
    return _counted(
        (
            before(case.areas, case.category, case.group),
            after(case.areas_after, case.category, case.group),
            case,
        )
        for case in cases
    )


def area_moves(cases: Iterable[Case]) -> list[Move]:
    """From which area to which the reports would have moved, most first."""
    return _counted((_narrowest(case.areas), _narrowest(case.areas_after), case) for case in cases)


def gathered(cases: Iterable[Case]) -> list[Case]:
    """Cases that differ in nothing but their number, as one."""
    counted: Counter[tuple[tuple[str, ...], tuple[str, ...], str, str, bool]] = Counter()
    for case in cases:
        counted[case.areas, case.areas_after, case.category, case.group, case.is_underway] += case.reports
    return [Case(*key, number) for key, number in counted.items()]


def _counted(found: Iterable[tuple[str, str, Case]]) -> list[Move]:
    reports: Counter[tuple[str, str]] = Counter()
    underway: Counter[tuple[str, str]] = Counter()
    for before, after, case in found:
        if before != after:
            reports[before, after] += case.reports
            underway[before, after] += case.reports if case.is_underway else 0
    listed = [Move(*pair, number, underway[pair]) for pair, number in reports.items()]
    return sorted(listed, key=lambda move: (-move.reports, move.before, move.after))


def _narrowest(areas: tuple[str, ...]) -> str:
    return areas[0] if areas else ""
