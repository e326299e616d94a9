"""A line of the list says enough to erase somebody again, and goes when no backup needs it."""

from datetime import UTC, datetime, timedelta

import pytest

from parvis.kernel.erasures.rules import Line, UnreadableLineError, read, still_needed

AT = datetime(2026, 12, 1, tzinfo=UTC)


def line(days_ago):
    return Line("a" * 32, (AT - timedelta(days=days_ago)).isoformat(), "zoe1", ("d" * 64,), words_too=True)


def test_a_line_reads_as_it_was_written():
    assert read(line(1).written() + "\n" + line(2).written()) == [line(1), line(2)]


@pytest.mark.parametrize("foreign", ["Dear Sir", "[]", "{}", '{"mark": "a", "addresses": []}', "7"])
def test_what_is_no_line_of_ours_is_named_by_its_number(foreign):
    with pytest.raises(UnreadableLineError, match="Line 2"):
        read(line(1).written() + foreign)


def test_lines_are_kept_as_long_as_backups_and_as_the_oldest_that_is_still_there():
    lines = [line(1), line(29), line(31), line(90)]
    assert still_needed(lines, 30, None, AT) == [line(1), line(29)]
    assert still_needed(lines, 30, AT - timedelta(days=3), AT) == [line(1), line(29)]
    assert still_needed(lines, 30, AT - timedelta(days=40), AT) == [line(1), line(29), line(31)]
