"""What is left of a level, and for how long a confirmation holds."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from parvis.kernel.assurance.rules import DAYS_BEFORE, Way, is_to_be_told, level_with, until
from parvis.kernel.people.rules import Level

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
MOMENTS = some.integers(0, 90 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))


@given(some.sampled_from(list(Level)), some.booleans())
def test_a_level_follows_from_what_stands_and_officials_stay_officials(level, stands):
    after = level_with(level, stands)
    assert level_with(after, stands) == after
    assert (after >= Level.RESIDENT_CONFIRMED) == (stands or level >= Level.OFFICIAL)
    assert (after == Level.OFFICIAL) == (level == Level.OFFICIAL)


@given(some.sampled_from(list(Level)))
def test_losing_the_last_confirmation_never_raises_and_never_takes_more_than_it_gave(level):
    after = level_with(level, stands=False)
    assert min(level, Level.CONTACT_CONFIRMED) <= after <= level


@given(some.sampled_from(list(Way)), MOMENTS)
def test_a_counter_holds_longest_and_everything_ends(way, moment):
    assert moment < until(way, moment) <= until(Way.COUNTER, moment)


@given(MOMENTS, some.integers(-100, 100))
def test_people_hear_of_the_end_in_the_last_month_once(ends, days):
    moment = ends - timedelta(days=days)
    assert is_to_be_told(ends, None, moment) == (0 < days <= DAYS_BEFORE)
    assert not is_to_be_told(ends, moment, moment)
