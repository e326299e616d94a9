"""Limits that grow with what the city knows of somebody."""

import ast
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.keeping.actions import let_go
from parvis.kernel.people.rules import Level
from parvis.kernel.trust.actions import (
    Caller,
    Reason,
    TooManyError,
    allow,
    caller_of,
    hide,
    known_caller,
    lift,
    set_back,
)
from parvis.kernel.trust.limits import growing_limits
from parvis.kernel.trust.models import Setback
from parvis.kernel.trust.queries import standing_of
from parvis.kernel.trust.rules import FACTOR_AT_MOST, SEASON, Ground, Limit, Standing, grown

WRITING = Limit("testing.write", burst=2, per_hour=4, grows=True)
# What stays the same for everybody, each with its reason.
THE_SAME_FOR_ALL = {
    "assets.map": "looking at a map; nobody looks more than once a second",
    "reports.map": "looking at a map; nobody looks more than once a second",
    "counter.claim": "keeps codes from being guessed, by whomever",
    "kiosk.open": "keeps codes from being guessed, by whomever",
    "kiosk.send": "counts for the kiosk, not for who stands before it",
    "letterbox.sender": "counts for an address of a letter, which anybody can write",
    "sms.sender": "counts for a phone, which nobody signed in with",
    "workmail.answer": "counts for who follows a link in a letter; crews have no account",
    "programs.register": "each program brings calls of its own: more programs would be the same growth twice",
    "program": "what the city granted to a program, in calls an hour",
}

limits = st.builds(Limit, st.just("x"), st.integers(1, 50), st.integers(1, 200), st.just(True))
standings = st.builds(Standing, st.sampled_from(Level), st.integers(-5, 5000), st.booleans())
GUEST = Standing(Level.GUEST)


def width(limit):
    return limit.burst, limit.per_hour


@given(limits, standings)
def test_nobody_may_less_than_a_guest_nor_without_bound(limit, standing):
    own = grown(limit, standing)
    assert limit.burst <= own.burst <= limit.burst * FACTOR_AT_MOST
    assert limit.per_hour <= own.per_hour <= limit.per_hour * FACTOR_AT_MOST
    assert width(grown(limit, GUEST)) == width(limit)


@given(limits, standings, standings)
def test_being_better_known_or_longer_here_never_costs_anything(limit, one, other):
    known = one.level <= other.level and one.days <= other.days and one.set_back >= other.set_back
    if known:
        less, more = grown(limit, one), grown(limit, other)
        assert less.burst <= more.burst
        assert less.per_hour <= more.per_hour


@given(limits, st.sampled_from(Level), st.integers(0, 5000))
def test_removed_advertising_leaves_what_a_guest_may(limit, level, days):
    assert width(grown(limit, Standing(level, days, set_back=True))) == width(limit)


@given(standings)
def test_what_does_not_grow_is_the_same_for_everybody(standing):
    fixed = Limit("x", 5, 10)
    assert grown(fixed, standing) is fixed


def test_trust_grows_by_steps_that_can_be_told():
    steps = [Standing(level).factor for level in Level]
    assert steps == [1, 1.5, 2, 4]
    assert [
        Standing(Level.CONTACT_CONFIRMED, days).factor for days in (SEASON - 1, SEASON, 4 * SEASON, 9999)
    ] == [*(1.5, 1.75, 2.5, 2.5)]


def uses(caller):
    """How often this caller may, one after the other; and what they are told in the end."""
    for number in range(100):
        try:
            allow(WRITING, caller)
        except TooManyError as refused:
            return number, str(refused)
    raise AssertionError("no limit")


@pytest.mark.django_db
def test_a_member_does_more_than_a_guest_and_a_resident_more_than_a_member(clock, alice, bob, mona):
    bob.level = Level.RESIDENT_CONFIRMED
    assert [uses(each)[0] for each in ("address-1", Caller("address-2"))] == [2, 2]
    assert [uses(known_caller(each))[0] for each in (alice, bob, mona)] == [3, 4, 8]


@pytest.mark.django_db
def test_whoever_is_signed_in_counts_for_themselves_wherever_they_call_from(rf, alice):
    request = rf.get("/")
    request.user = alice
    assert caller_of(request) == known_caller(alice)


@pytest.fixture
def calling(rf):
    """Who a guest is for a limit, by the address that they call from."""

    def caller(address):
        request = rf.get("/", REMOTE_ADDR=address)
        request.user = AnonymousUser()
        return caller_of(request)

    return caller


def test_a_house_full_of_addresses_is_one_caller(calling):
    house = {"2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:0DB8:1:2:0:0:0:1"}
    assert len({calling(each) for each in house}) == 1
    assert calling("2001:db8:1:3::1") != calling("2001:db8:1:2::1")


def test_an_address_of_either_kind_is_one_caller_and_its_neighbour_another(calling):
    assert calling("::ffff:192.0.2.7") == calling("192.0.2.7")
    assert len({calling(each) for each in ("192.0.2.7", "192.0.2.8", "", "unknown")}) == 4


@pytest.mark.django_db
def test_a_year_of_membership_widens_a_limit(clock, alice):
    clock.shift(timedelta(days=4 * SEASON))
    assert uses(known_caller(alice))[0] == 5


@pytest.mark.django_db
def test_the_refusal_says_how_long_to_wait_and_what_would_widen_the_limit(clock, alice, bob):
    assert uses("address-1")[1].endswith("in 15 minutes. With an account you can do more in an hour.")
    assert "Once the city knows that you live here" in uses(known_caller(alice))[1]
    bob.level = Level.RESIDENT_CONFIRMED
    assert uses(known_caller(bob))[1].endswith("in 8 minutes.")
    with pytest.raises(TooManyError, match=r"minute\.$"):
        [allow(Limit("testing.fixed", 1, 60), "address-1") for _use in range(2)]


@pytest.mark.django_db
def test_removed_advertising_costs_three_months_and_an_insult_nothing(clock, alice, bob, mona):
    for person, ground in ((alice, Ground.SPAM), (bob, Ground.INSULT)):
        decision = hide(f"testing.thing:{person.pk}", Reason(ground, "It sells shoes.", mona))
        set_back(person, decision)
        set_back(person, decision)
    assert Setback.objects.count() == 1
    assert uses(known_caller(bob))[0] == 3
    number, words = uses(known_caller(alice))
    assert number == 2
    assert "Advertising of yours was removed lately" in words
    clock.shift(timedelta(days=91))
    assert uses(known_caller(alice))[0] == 3


@pytest.mark.django_db
def test_an_objection_that_is_right_gives_everything_back(clock, alice, mona):
    decision = hide("testing.thing:1", Reason(Ground.SPAM, "It sells shoes.", mona))
    set_back(alice, decision)
    lift(decision)
    assert not standing_of(alice).set_back


@pytest.mark.django_db
def test_a_setback_is_forgotten_after_three_months(clock, alice, mona):
    set_back(alice, hide("testing.thing:1", Reason(Ground.SPAM, "It sells shoes.", mona)))
    clock.shift(timedelta(days=89))
    let_go()
    assert Setback.objects.exists()
    clock.shift(timedelta(days=2))
    let_go()
    assert not Setback.objects.exists()


@pytest.mark.django_db
def test_what_the_city_knows_costs_one_question_at_most(alice, django_assert_num_queries):
    with django_assert_num_queries(1):
        standing_of(alice)
    alice.level = Level.GUEST
    with django_assert_num_queries(0):
        standing_of(alice)


def declared():
    """The name of every limit in the source → whether it grows."""
    found = {}
    for file in settings.SOURCE.rglob("*.py"):
        if "tests" in file.parts:
            continue
        for call in ast.walk(ast.parse(file.read_text())):
            maker = getattr(call.func, "id", "") if isinstance(call, ast.Call) else ""
            if maker in {"Limit", "growing"} and isinstance(call.args[0], ast.Constant):
                found[call.args[0].value] = maker == "growing"
    return found


@pytest.mark.django_db
def test_every_limit_on_what_people_write_grows_and_the_others_have_a_reason(sign_in, alice):
    assert sign_in(alice).get("/account/limits/").status_code == 200  # all rooms are there now
    every = declared()
    assert {name for name, grows in every.items() if not grows} == set(THE_SAME_FOR_ALL)
    told = {each.limit.name: each.limit for each in growing_limits()}
    assert set(told) == {name for name, grows in every.items() if grows}
    for limit in told.values():
        assert grown(limit, Standing(Level.RESIDENT_CONFIRMED)).burst > limit.burst


@pytest.mark.django_db
def test_a_member_reads_how_much_they_can_do_and_why(sign_in, alice, mona):
    page = sign_in(alice).get("/account/limits/").content.decode()
    assert "× 1.5" in page
    assert "Things that you flag" in page
    set_back(alice, hide("testing.thing:1", Reason(Ground.SPAM, "It sells shoes.", mona)))
    assert "as much as a guest" in sign_in(alice).get("/account/limits/").content.decode()
    assert (
        "Advertising of yours was removed within" in sign_in(alice).get("/account/limits/").content.decode()
    )
