"""When something is too old, and which backups go."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.backups.rules import (
    Standing,
    Try,
    moment_of,
    name_of,
    newest,
    standing,
    to_throw_away,
)

NOW = datetime(2026, 11, 23, 3, 7, tzinfo=UTC)
DAY = timedelta(days=1)
MORNING = NOW.replace(tzinfo=None)
moments = st.datetimes(MORNING - 9000 * DAY, MORNING + 9000 * DAY, timezones=st.just(UTC))
names = st.sets(
    moments.map(name_of) | st.text(max_size=12) | st.just("parvis-20261399T999999.000000Z.tar.age")
)


@given(moments)
def test_a_name_tells_its_moment(moment):
    assert moment_of(name_of(moment)) == moment


@given(names, st.integers(1, 40), moments)
def test_only_backups_go_and_never_the_newest(found, kept, now):
    gone = to_throw_away(found, kept, now)
    ours = {name for name in found if moment_of(name)}
    assert set(gone) <= ours
    assert newest(found) not in gone
    left = ours - set(gone)
    assert len(left) <= kept
    assert all(moment_of(name) >= now - kept * DAY for name in left - {newest(found)})
    assert len(left) == min(kept, len(ours)) or any(now - moment_of(name) > kept * DAY for name in gone)


def test_a_city_that_backs_up_each_night_keeps_as_many_nights_as_it_says():
    nights = [name_of(NOW - number * DAY) for number in range(45)]
    assert to_throw_away([*nights, "letter.txt"], 30, NOW) == nights[30:]


@given(st.none() | moments, st.none() | moments, moments)
def test_all_is_well_only_when_the_last_one_is_good_and_young(failed, good, now):
    tries = [Try(at, is_good) for at, is_good in ((good, True), (failed, False)) if at]
    last = max(tries, key=lambda each: each.at, default=None)
    answer = standing(last, Try(good, True) if good else None, now, DAY)
    assert (answer is Standing.GOOD) == (last is not None and last.is_good and now - last.at <= DAY)


def test_each_way_that_it_can_stand():
    old, young = Try(NOW - 3 * DAY, True), Try(NOW, True)
    failed = Try(NOW, False)
    assert standing(None, None, NOW, DAY) is Standing.NEVER
    assert standing(failed, None, NOW, DAY) is Standing.FAILED
    assert standing(failed, old, NOW, DAY) is Standing.FAILED
    assert standing(old, old, NOW, DAY) is Standing.OLD
    assert standing(young, young, NOW, DAY) is Standing.GOOD
