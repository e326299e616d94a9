"""When a consent counts."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.consents.rules import Given, Purpose, counts

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
PURPOSE = Purpose("testing.play", "Play", "The city may play with me.", version=2)
HOURS = st.integers(-48, 48).map(lambda hours: NOON + timedelta(hours=hours))
GIVEN = st.builds(
    lambda version, at, lasts: Given(version, at, None if lasts is None else at + timedelta(hours=lasts)),
    st.integers(1, 3),
    HOURS,
    st.none() | st.integers(0, 48),
)


@given(st.lists(GIVEN, max_size=5), HOURS)
def test_only_a_yes_to_todays_words_that_was_not_taken_back_counts(history, at):
    fitting = [each for each in history if each.version == 2 and each.at <= at]
    expected = any(each.withdrawn_at is None or each.withdrawn_at > at for each in fitting)
    assert counts(PURPOSE, history, at) is expected


@given(GIVEN)
def test_from_the_moment_of_the_no_nothing_counts(one):
    if one.withdrawn_at is not None:
        assert not counts(PURPOSE, [one], one.withdrawn_at)


def test_silence_is_no_yes():
    assert not counts(PURPOSE, [], NOON)


def test_the_room_that_asks_stands_in_the_name():
    assert PURPOSE.module == "testing"
