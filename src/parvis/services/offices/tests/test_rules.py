"""Hours are read as people write them, and what is no time is named."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.services.offices.rules import HoursError, read_hours, written, written_week


@pytest.mark.parametrize(
    ("text", "openings"),
    [
        ("", []),
        (" 8:30-17.00 ", [["08:30", "17:00"]]),
        ("08:30–12:00, 13:00–17:00", [["08:30", "12:00"], ["13:00", "17:00"]]),
        ("09:00-12:00، 14:00-24:00", [["09:00", "12:00"], ["14:00", "00:00"]]),
        ("00:00-24:00", [["00:00", "00:00"]]),
    ],
)
def test_hours_are_read(text, openings):
    assert read_hours(text) == openings


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("morning", "morning"),
        ("17:00-08:30", "17:00-08:30"),
        ("08:00-12:00, 11:00-17:00", "11:00-17:00"),
        ("08:00-24:00, 09:00-10:00", "09:00-10:00"),
        ("25:00-26:00", "25:00-26:00"),
        ("08:00-08:00", "08:00-08:00"),
    ],
)
def test_what_is_no_time_is_named(text, piece):
    with pytest.raises(HoursError, match=piece):
        read_hours(text)


@given(st.lists(st.times().map(lambda each: each.replace(second=0, microsecond=0)), unique=True, max_size=8))
def test_what_is_written_is_read_again(times):
    ordered = sorted(times)[: len(times) // 2 * 2]
    pairs = list(zip(ordered[::2], ordered[1::2], strict=True))
    openings = [[f"{begin:%H:%M}", f"{end:%H:%M}"] for begin, end in pairs if end != time.min]
    assert read_hours(written(openings)) == openings


def test_a_week_is_told_in_a_line():
    assert written_week({"mon": [["08:30", "00:00"]], "tue": []}) == "mon 08:30–24:00"
