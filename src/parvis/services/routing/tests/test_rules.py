"""What would have moved, in plain Python."""

from hypothesis import given
from hypothesis import strategies as st

from parvis.services.routing.rules import Case, Move, area_moves, gathered, moves

SLUGS = st.sampled_from(["a", "b", "c"])
AREAS = st.lists(SLUGS, max_size=2, unique=True).map(tuple)
CASES = st.lists(st.builds(Case, AREAS, AREAS, SLUGS, SLUGS, st.booleans(), st.integers(1, 5)), max_size=15)


def by_area(areas, category, _group):
    return f"{areas[0] if areas else ''}-{category}"


@given(CASES)
def test_what_moves_is_what_has_another_office_afterwards(cases):
    found = moves(cases, by_area, by_area)
    moved = [
        case
        for case in cases
        if by_area(case.areas, case.category, "") != by_area(case.areas_after, case.category, "")
    ]
    assert sum(move.reports for move in found) == sum(case.reports for case in moved)
    assert sum(move.underway for move in found) == sum(case.reports for case in moved if case.is_underway)
    assert all(move.before != move.after for move in found)
    assert [move.reports for move in found] == sorted((move.reports for move in found), reverse=True)


@given(CASES)
def test_gathering_cases_changes_no_figure(cases):
    assert moves(gathered(cases), by_area, by_area) == moves(cases, by_area, by_area)
    assert area_moves(gathered(cases)) == area_moves(cases)
    assert len(set(gathered(cases))) == len(gathered(cases))


def test_what_lies_in_no_area_afterwards_moves_to_nowhere():
    cases = [Case(("east", "city"), (), "lamp", "lights", is_underway=True, reports=3)]
    assert area_moves(cases) == [Move("east", "", 3, 3)]
