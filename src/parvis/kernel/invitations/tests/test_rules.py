"""How often somebody is asked."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.invitations.rules import Asked, in_turn, is_due, monday_of, weeks_between

MONDAY = date(2026, 11, 30)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(days)
def test_a_week_begins_on_a_monday(day):
    first = monday_of(day)
    assert first.weekday() == 0
    assert timedelta(0) <= day - first < timedelta(7)


@given(st.integers(0, 500))
def test_whoever_does_not_feel_like_it_is_asked_less_often_and_never_more(unanswered):
    assert 1 <= weeks_between(unanswered) <= weeks_between(unanswered + 1) <= 8


@given(st.lists(st.booleans(), max_size=120))
def test_nobody_gets_two_letters_in_a_week_however_they_answer(answers):
    asked, week, got = Asked(), MONDAY, []
    for answered in answers:
        if is_due(asked, week):
            got.append(week)
            asked = Asked(week, 0 if answered else asked.unanswered + 1)
            assert not is_due(asked, week)
        week += timedelta(weeks=1)
    assert len(set(got)) == len(got)


def test_one_answer_and_the_letters_come_weekly_again():
    silent = Asked(MONDAY, 8)
    assert not is_due(silent, MONDAY + timedelta(weeks=7))
    assert is_due(silent, MONDAY + timedelta(weeks=8))
    assert is_due(Asked(MONDAY, 0), MONDAY + timedelta(weeks=1))


def test_whoever_was_never_asked_or_not_for_long_comes_first():
    lately, long_ago = Asked(MONDAY, 1), Asked(MONDAY - timedelta(weeks=9), 1)
    people = [("lately", lately, "a"), ("never", Asked(), "z"), ("long ago", long_ago, "b")]
    assert in_turn(people) == ["never", "long ago", "lately"]
