"""The words of the protocol and what they mean."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.services.georeport.rules import (
    MEANINGS,
    SPAN,
    CallError,
    Status,
    closed_in,
    listed_in,
    look_in,
    moment_in,
    number_in,
    span_of,
    status_named,
    status_of,
    whole_in,
    yes_in,
)
from parvis.services.reports.rules import Closing, State

MOMENTS = st.datetimes(timezones=st.just(UTC))
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
OURS = [(state.value, "") for state in State if state not in (State.UNCONFIRMED, State.CLOSED)]
OURS += [("closed", closing) for closing in ["", *(each.value for each in Closing)]]


def tried(act):
    """What it gives, or the sentence of the refusal, which is a fault of the caller (400)."""
    try:
        return act(), ""
    except CallError as wrong:
        if wrong.status != 400:
            raise
        return None, wrong.description


def test_all_thirteen_statuses_have_a_meaning_here():
    assert len(Status) == 13
    assert set(MEANINGS) == set(Status)
    assert all(meaning.state in set(State) for meaning in MEANINGS.values())
    assert all(meaning.closing in {"", *Closing} for meaning in MEANINGS.values())


@pytest.mark.parametrize(("state", "closing"), OURS)
@pytest.mark.parametrize("deed", ["", "asked", "forwarded", "reopened", "answered", "closed"])
def test_what_we_say_comes_back_with_the_same_meaning(state, closing, deed):
    told = MEANINGS[status_of(state, closing, deed)]
    assert told.state == state
    assert told.closing in {closing, ""}


@pytest.mark.parametrize("closing", [Closing.DONE, Closing.DUPLICATE, Closing.NOT_OURS, Closing.NO_ACTION])
def test_how_it_ended_is_not_lost_on_the_way(closing):
    assert MEANINGS[status_of("closed", closing)].closing == closing


def test_only_a_clear_word_counts_as_a_look():
    assert {status for status in Status if look_in(status) is True} == {Status.FIXED}
    assert {status for status in Status if look_in(status) is False} == {Status.OPEN, Status.REOPEN}


@given(st.text())
def test_a_status_is_one_of_the_thirteen_or_refused_with_their_names(text):
    read, refusal = tried(lambda: status_named(text))
    assert read in Status if not refusal else "FOR_TRIAGE" in refusal


@given(st.none() | MOMENTS, st.none() | MOMENTS)
def test_a_span_is_never_longer_than_ninety_days(start, end):
    span, refusal = tried(lambda: span_of(start, end, NOW))
    if refusal:
        assert end < start or end - start > SPAN
    else:
        assert timedelta(0) <= span.until - span.since <= SPAN


@given(st.text())
def test_any_text_is_a_moment_with_its_zone_or_refused(text):
    read, refusal = tried(lambda: moment_in("start_date", text))
    assert "start_date" in refusal if refusal else read.utcoffset() is not None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23T08:30:00Z", datetime(2026, 11, 23, 8, 30, tzinfo=UTC)),
        ("2026-11-23T03:30:00-05:00", datetime(2026, 11, 23, 8, 30, tzinfo=UTC)),
        ("2026-11-23", datetime(2026, 11, 23, tzinfo=UTC)),
    ],
)
def test_moments_are_read_as_w3c_writes_them(text, moment):
    assert moment_in("start_date", text) == moment


@pytest.mark.parametrize(
    "text", ["2026-11-23T08:30:00", "yesterday", "2026-13-01", "9999-12-31T23:59:59.9-24:00"]
)
def test_a_moment_without_a_zone_or_sense_is_refused(text):
    with pytest.raises(CallError):
        moment_in("start_date", text)


@given(st.text())
def test_any_text_is_a_number_in_its_range_or_refused(text):
    for act in (lambda: number_in("lat", text, -90, 90), lambda: whole_in("page", text, 1, 90)):
        read, refusal = tried(act)
        assert refusal or -90 <= read <= 90


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e400", "٣", "91"])
def test_what_is_no_number_on_earth_is_refused(text):
    with pytest.raises(CallError):
        number_in("lat", text, -90, 90) if text != "٣" else whole_in("page", text, 1, 90)


def test_lists_have_no_empty_and_no_double_parts():
    assert listed_in(" a,,b , a") == ("a", "b")


def test_open_and_closed_may_be_asked_for_alone_or_together():
    assert (closed_in(["open"]), closed_in(["CLOSED"]), closed_in(["open", "closed"]), closed_in([])) == (
        False,
        True,
        None,
        None,
    )
    with pytest.raises(CallError, match="neither"):
        closed_in(["done"])


@pytest.mark.parametrize(("text", "meant"), [("true", True), ("FALSE", False), ("1", True), ("0", False)])
def test_yes_and_no(text, meant):
    assert yes_in("extensions", text) is meant


def test_maybe_is_refused():
    with pytest.raises(CallError, match="true or false"):
        yes_in("extensions", "maybe")
