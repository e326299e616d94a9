"""What fits somebody, and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.interests.rules import SKILLS, UNASKED, Interests, Reach, Slot
from parvis.kernel.needs.engine.sharing import TOLD_FOR_EACH, Sharing
from parvis.kernel.needs.rules import RUNGS, Need, Seeker, Why, choose, fit
from parvis.kernel.sheets.rules import Rung

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
HERE = (42.355, -71.065)
NORTH_KM = 0.009  # a kilometre to the north, in degrees


def need(**changed):
    fields = {
        "subject": "helping.offer:one",
        "source": "helping",
        "title": "Help",
        "path": "/helping/one/",
        "rung": Rung.HOUR,
        "since": NOW - timedelta(days=2),
        "lat": HERE[0],
        "lon": HERE[1],
        **changed,
    }
    return Need(**fields)


def seeker(said=UNASKED, **changed):
    return Seeker(said, *HERE, **changed)


def score(one, who=None):
    found = fit(one, who or seeker(), NOW)
    return found.score if found else 0.0


def test_what_is_near_comes_before_what_is_far():
    assert score(need()) > score(need(lat=HERE[0] + NORTH_KM))


def test_half_an_hour_on_foot_is_as_far_as_somebody_goes_who_said_so():
    far = need(lat=HERE[0] + 3 * NORTH_KM)
    assert not score(far, seeker(Interests(reach=Reach.NEAR)))
    assert score(far, seeker(Interests(reach=Reach.CITY)))


def test_whoever_stays_in_the_neighbourhood_is_asked_for_nothing_elsewhere():
    home = seeker(Interests(reach=Reach.HOME), area="fenway")
    assert score(need(area="fenway"), home)
    assert not score(need(area="beacon-hill"), home)
    nowhere = replace(home, lat=None, lon=None)
    assert not score(need(area="beacon-hill"), replace(nowhere, said=Interests(reach=Reach.NEAR)))
    assert score(need(area=""), nowhere)
    on_a_spot = seeker(Interests(reach=Reach.HOME))
    assert score(need(), on_a_spot)
    assert not score(need(lat=HERE[0] + NORTH_KM), on_a_spot)


@pytest.mark.parametrize("rung", Rung)
def test_nobody_is_asked_for_more_than_they_said(rung):
    most = Interests(most=Rung.HOUR)
    assert bool(score(need(rung=rung), seeker(most))) is (rung in RUNGS[:3])


def test_whoever_never_took_part_begins_with_something_small():
    tap, hour = need(rung=Rung.TAP), need(rung=Rung.HOUR)
    new = seeker(is_new=True)
    assert score(tap, new) > score(hour, new)
    assert score(tap) == score(hour)


def test_a_skill_that_is_needed_counts_and_is_told():
    one = need(skills=frozenset({"gardening"}))
    can, cannot = Interests(skills=frozenset({"gardening"})), Interests(skills=frozenset({"cooking"}))
    assert score(one, seeker(can)) > score(one) > score(one, seeker(cannot))
    found = fit(one, seeker(can), NOW)
    assert Why.SKILL in [each.why for each in found.reasons]


def test_who_does_not_speak_the_language_is_not_asked():
    one = need(languages=frozenset({"ar"}))
    assert not score(one, seeker(language="en"))
    assert score(one, seeker(language="ar"))
    assert score(one, seeker(Interests(languages=frozenset({"ar"})), language="en"))


def test_a_time_that_does_not_suit_counts_half():
    evening = need(slot=Slot.EVENING)
    assert score(evening, seeker(Interests(times=frozenset({Slot.EVENING})))) == score(evening)
    assert score(evening, seeker(Interests(times=frozenset({Slot.DAY})))) == score(evening) / 2
    assert score(evening, seeker(slot=Slot.WEEKEND)) == score(evening) / 2


def test_what_waits_longer_or_ends_soon_is_needed_more():
    assert score(need(since=NOW - timedelta(days=10))) > score(need())
    assert score(need(until=NOW + timedelta(days=1))) > score(need())
    assert score(need(since=NOW - timedelta(days=900))) == pytest.approx(
        score(need(since=NOW - timedelta(days=14)))
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"wanted": 0},
        {"until": NOW},
        {"since": NOW + timedelta(days=1)},
        {"level": 2},
    ],
)
def test_what_is_over_full_or_not_for_them_is_not_offered(changed):
    assert not score(need(**changed), seeker(level=1))


def test_nobody_hears_of_the_same_thing_again_so_soon():
    assert not score(need(), seeker(told=frozenset({"helping.offer:one"})))


def test_reasons_say_how_far_how_long_and_how_many():
    found = fit(need(wanted=3), seeker(), NOW)
    assert [(each.why, each.number) for each in found.reasons] == [
        (Why.NEAR, 0),
        (Why.WAITS, 2),
        (Why.MISSING, 3),
    ]
    last_day = fit(need(until=NOW + timedelta(hours=5)), seeker(), NOW)
    assert (last_day.reasons[1].why, last_day.reasons[1].number) == (Why.SOON, 0)
    speaks = fit(need(languages=frozenset({"ca"})), seeker(Interests(languages=frozenset({"ca"}))), NOW)
    assert Why.LANGUAGE in [each.why for each in speaks.reasons]


def test_more_of_the_same_counts_less_than_something_else():
    jobs = [need(subject=f"helping.offer:{number}") for number in range(3)]
    look = need(subject="reports.report:x", source="looking", rung=Rung.TAP, lat=HERE[0] + NORTH_KM / 3)
    fits = [fit(each, seeker(), NOW) for each in [*jobs, look]]
    assert [each.need.source for each in choose(fits, 3)] == ["helping", "looking", "helping"]


words = st.sets(st.sampled_from(SKILLS[:4]), max_size=2).map(frozenset)
tongues = st.sets(st.sampled_from(["en", "fr", "ar"]), max_size=2).map(frozenset)
areas = st.sampled_from(["", "fenway", "beacon-hill"])
degrees = st.one_of(st.none(), st.floats(0, 0.06))


@st.composite
def needs(draw):
    away = draw(degrees)
    return need(
        subject=f"x:{draw(st.integers(0, 10**6))}",
        source=draw(st.sampled_from(["helping", "looking", "calls"])),
        rung=draw(st.sampled_from(list(Rung))),
        since=NOW - timedelta(hours=draw(st.integers(-24, 24 * 30))),
        until=draw(
            st.one_of(st.none(), st.integers(-5, 200).map(lambda hours: NOW + timedelta(hours=hours)))
        ),
        lat=None if away is None else HERE[0] + away,
        lon=None if away is None else HERE[1],
        area=draw(areas),
        wanted=draw(st.integers(0, 3)),
        skills=draw(words),
        languages=draw(tongues),
        slot=draw(st.one_of(st.none(), st.sampled_from(Slot))),
        level=draw(st.integers(0, 2)),
    )


@st.composite
def people(draw):
    placed = draw(st.booleans())
    return Seeker(
        Interests(
            draw(words),
            draw(tongues),
            draw(st.sets(st.sampled_from(Slot)).map(frozenset)),
            draw(st.sampled_from(list(Rung))),
            draw(st.sampled_from(list(Reach))),
        ),
        HERE[0] if placed else None,
        HERE[1] if placed else None,
        area=draw(areas),
        language=draw(st.sampled_from(["", "en", "ar"])),
        level=draw(st.integers(0, 2)),
        is_new=draw(st.booleans()),
        slot=draw(st.one_of(st.none(), st.sampled_from(Slot))),
    )


unlike = st.lists(needs(), max_size=8, unique_by=lambda each: each.subject)


@given(unlike, people(), st.data())
def test_the_whole_city_is_asked_by_the_same_rule_as_one_person(some, who, data):
    heard = data.draw(st.sets(st.sampled_from([each.subject for each in some])) if some else st.just(set()))
    who = replace(who, told=frozenset(heard))
    sharing = Sharing(some, NOW, {})
    quick = dict(zip((each.subject for each in sharing.needs), sharing.scores(who), strict=True))
    plain = {each.subject: score(each, who) for each in some}
    assert {subject: quick.get(subject, 0.0) for subject in plain} == pytest.approx(plain, rel=1e-6)
    fits = [found for each in some if (found := fit(each, who, NOW))]
    asked = [each.subject for each in sharing.choose(who, 3)]
    assert asked == [each.need.subject for each in choose(fits, 3)]


@given(unlike, st.lists(people(), max_size=40))
def test_nothing_is_told_to_more_people_than_it_is_worth(some, crowd):
    sharing = Sharing(some, NOW, {})
    told = [each.subject for who in crowd for each in sharing.choose(who, 3)]
    for each in some:
        assert told.count(each.subject) <= each.wanted * TOLD_FOR_EACH


def test_what_was_told_of_often_enough_is_not_told_again():
    one = need()
    assert Sharing([one], NOW, {one.subject: TOLD_FOR_EACH - 1}).choose(seeker(), 3) == [one]
    assert Sharing([one], NOW, {one.subject: TOLD_FOR_EACH}).choose(seeker(), 3) == []
    assert Sharing([], NOW, {}).choose(seeker(), 3) == []
