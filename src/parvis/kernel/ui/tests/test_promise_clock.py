"""The promise clock says who answers, by when, and what happens if not; and numbers read as the reader writes them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.ui.promise_clock import SEGMENTS, Facts, promise_clock, span
from parvis.kernel.ui.rules import elapsed_share
from parvis.kernel.ui.templatetags.ui import grouped

MONDAY = datetime(2026, 11, 23, 15, tzinfo=UTC)


def clock(state, **changes):
    facts = {
        "owner": "Street Lighting",
        "opened": MONDAY - timedelta(days=1),
        "due": MONDAY + timedelta(days=3),
        "answered": None,
        "moment": MONDAY,
        "fallback": "City Desk",
    }
    return promise_clock(Facts(state=state, **{**facts, **changes}))


def words(drawn):
    return strip_tags(" ".join([drawn.headline, *drawn.details]))


def stones(path):
    return path.count("M")


def test_a_running_promise_names_office_day_and_what_happens_if_not():
    text = words(clock("running"))
    assert "Street Lighting answers by Thursday, November 26, 10:00 AM." in text
    assert "3\xa0days left." in text
    assert "If not, City Desk takes over." in text


def test_the_ring_shows_how_much_time_is_over():
    drawn = clock("running")
    assert stones(drawn.spent) == SEGMENTS / 4
    assert stones(drawn.left) == SEGMENTS * 3 / 4
    assert not drawn.soon
    assert clock("running", due=MONDAY + timedelta(hours=1)).soon


def test_a_kept_promise_says_how_early():
    text = words(clock("kept", answered=MONDAY))
    assert "Promise kept." in text
    assert "3\xa0days early" in text


def test_a_kept_promise_without_a_day_is_still_thanked():
    assert "answered in time" in words(clock("kept"))


def test_a_broken_promise_says_who_has_taken_over():
    text = words(clock("broken", due=MONDAY - timedelta(days=1)))
    assert "Promise broken." in text
    assert "City Desk has taken over." in text


def test_a_broken_promise_without_a_fallback_names_the_day_alone():
    text = words(clock("broken", due=MONDAY - timedelta(days=1), fallback=""))
    assert "had promised an answer by" in text
    assert "taken over" not in text


def test_a_late_answer_says_how_late():
    late = clock("broken", due=MONDAY - timedelta(days=2), answered=MONDAY)
    assert "2\xa0days late" in words(late)


def test_a_paused_clock_stands_still():
    assert "stands still" in words(clock("paused"))


def test_a_withdrawn_promise_asks_nothing_of_anyone():
    assert words(clock("withdrawn")) == "No answer is needed any more."


def test_where_nothing_was_promised_the_office_is_still_named():
    assert "Street Lighting looks after it." in words(clock("none"))
    assert words(clock("none", owner="")) == "No date was promised."


@pytest.mark.parametrize("state", ["running", "broken", "kept", "none"])
def test_the_name_of_an_office_cannot_become_markup(state):
    drawn = clock(state, owner="<b>Roads</b>")
    assert "<b>" not in drawn.headline + "".join(drawn.details)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_elapsed_time_runs_from_nothing_to_all(passed, whole):
    share = elapsed_share(MONDAY, MONDAY + timedelta(minutes=whole), MONDAY + timedelta(minutes=passed))
    assert share == pytest.approx(min(1, passed / whole))


def test_a_promise_that_is_due_at_once_is_over_at_once():
    assert elapsed_share(MONDAY, MONDAY, MONDAY) == 1


def test_a_few_seconds_are_a_moment():
    assert span(timedelta(seconds=20)) == "a moment"
    assert span(-timedelta(hours=3)) == "3\xa0hours"


@pytest.mark.parametrize(("language", "read"), [("en", "1,759"), ("fr", "1\xa0759"), ("ca", "1.759")])
def test_thousands_stand_apart_as_the_reader_writes_them(language, read):
    with translation.override(language):
        assert grouped(1759) == read
