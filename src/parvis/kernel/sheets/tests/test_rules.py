"""What stricter means, and how two sheets are compared and merged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from parvis.kernel.people.rules import Level
from parvis.kernel.sheets.rules import (
    Rung,
    Sheet,
    differences,
    flat,
    level_asked,
    merged,
    open_rungs,
    unflat,
)

texts = st.dictionaries(
    st.sampled_from(["en", "fr", "ar"]), st.text("abc", min_size=1, max_size=5), max_size=3
)
sheets = st.builds(
    Sheet,
    names=texts,
    words=texts,
    icon=st.sampled_from(["", "tree-duotone"]),
    ladder=st.none() | st.dictionaries(st.sampled_from(Rung), st.sampled_from(Level)),
    answer_days=st.none() | st.integers(1, 90),
    two_people=st.just(()) | st.just(("a.b.c",)),
    purpose=st.text("xyz", max_size=5),
    settings=st.dictionaries(st.sampled_from(["most", "is_quick"]), st.booleans() | st.integers(1, 9)),
)


@given(sheets, st.sampled_from(Rung), st.sampled_from(Level))
def test_no_sheet_asks_less_of_people_than_the_module(sheet, rung, least):
    asked = level_asked(sheet, rung, least)
    assert asked is None or asked >= least
    assert (asked is not None) == (rung in open_rungs(sheet, Rung))


@given(sheets)
def test_a_sheet_is_the_same_after_it_was_taken_apart(sheet):
    assert unflat(flat(sheet)) == sheet
    assert Sheet.model_validate(sheet.model_dump(mode="json")) == sheet
    assert differences(sheet, sheet) == []


@given(sheets, sheets)
def test_taking_over_every_line_makes_both_the_same(mine, theirs):
    names = [each.name for each in differences(mine, theirs)]
    assert merged(mine, theirs, names) == theirs
    assert merged(mine, theirs, []) == mine


@given(sheets, sheets, st.data())
def test_what_is_not_taken_over_stays(mine, theirs, data):
    names = [each.name for each in differences(mine, theirs)]
    taken = set(data.draw(st.lists(st.sampled_from(names)))) if names else set()
    after = merged(mine, theirs, taken)
    assert {each.name for each in differences(after, theirs)} == set(names) - taken


@given(sheets, sheets, sheets)
def test_it_is_told_who_changed_what_since_both_were_the_same(base, mine, theirs):
    own, other = ({each.name for each in differences(base, side)} for side in (mine, theirs))
    for each in differences(mine, theirs, base):
        assert (
            each.moved
            == {(1, 1): "both", (1, 0): "mine", (0, 1): "theirs"}[each.name in own, each.name in other]
        )


@pytest.mark.parametrize(
    "wrong", [{"answer_days": 0}, {"names": {"en": "x" * 81}}, {"ladder": {"jump": 0}}, {"colour": "red"}]
)
def test_what_no_service_can_be_is_refused(wrong):
    with pytest.raises(ValidationError):
        Sheet.model_validate(wrong)
