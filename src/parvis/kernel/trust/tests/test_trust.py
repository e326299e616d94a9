"""Rate limits, flags and decisions."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.kernel.clock import now
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.trust.actions import (
    Reason,
    TooManyError,
    allow,
    caller_of,
    cut,
    flag,
    forget_allowances,
    hide,
    lift,
    settle,
)
from parvis.kernel.trust.models import Allowance, Decision, Flag
from parvis.kernel.trust.queries import hidden_among, original_of, waiting_flags
from parvis.kernel.trust.rules import Bucket, Ground, Limit, spend

LIMIT = Limit("testing", burst=3, per_hour=60)
SUBJECT = "testing.thing:abc"


@given(st.lists(st.floats(0, 600), min_size=1, max_size=60), st.integers(1, 10), st.integers(1, 120))
def test_no_rhythm_of_calls_gets_more_than_the_limit(pauses, burst, per_hour):
    limit, bucket, moment, served = Limit("x", burst, per_hour), None, 0.0, 0
    for pause in pauses:
        moment += pause
        bucket, wait = spend(bucket, limit, moment)
        served += wait == 0
    assert served <= burst + moment * per_hour / 3600 + 1


@given(st.floats(0, 0.999), st.integers(1, 10), st.integers(1, 120))
def test_whoever_waits_as_told_is_served(tokens, burst, per_hour):
    limit = Limit("x", burst, per_hour)
    bucket, wait = spend(Bucket(tokens, 0.0), limit, 0.0)
    assert wait > 0
    assert spend(bucket, limit, wait + 0.001)[1] == 0


def test_a_clock_that_jumps_back_neither_fills_nor_empties():
    bucket, wait = spend(Bucket(2.0, 1000.0), LIMIT, 0.0)
    assert (bucket.tokens, wait) == (1.0, 0)


@pytest.mark.django_db
def test_the_fourth_call_must_wait_and_is_told_how_long():
    for _call in range(3):
        allow(LIMIT, "caller")
    with pytest.raises(TooManyError, match="in 1 minute"):
        allow(LIMIT, "caller")
    allow(LIMIT, "somebody else")


@pytest.mark.django_db
def test_after_a_while_the_caller_may_again(clock):
    for _call in range(3):
        allow(LIMIT, "caller")
    clock.shift(timedelta(minutes=2))
    allow(LIMIT, "caller")


@pytest.mark.django_db(transaction=True)
def test_calls_at_the_same_moment_share_one_bucket(together):
    def call() -> bool:
        try:
            allow(LIMIT, "caller")
        except TooManyError:
            return False
        return True

    assert together(*[call] * 8).count(True) == 3


@pytest.mark.django_db
def test_no_address_is_kept():
    request = RequestFactory().get("/", REMOTE_ADDR="198.51.100.7")
    request.user = AnonymousUser()
    allow(LIMIT, caller_of(request))
    assert "198.51.100.7" not in Allowance.objects.get().key


@pytest.mark.django_db
def test_untouched_limits_are_dropped(clock):
    allow(LIMIT, "caller")
    clock.shift(timedelta(days=3))
    assert forget_allowances(now() - timedelta(days=2)) == 1


@pytest.mark.django_db
def test_one_person_flags_a_thing_once(alice, bob):
    assert flag(SUBJECT, Ground.SPAM, "", alice)
    assert not flag(SUBJECT, Ground.INSULT, "", alice)
    assert flag(SUBJECT, Ground.SPAM, "", bob)
    assert flag(SUBJECT, Ground.SPAM, "", None)
    assert waiting_flags().count() == 3


@pytest.mark.django_db
def test_who_flags_what_waits_anew_says_more_and_loses_no_word(alice):
    flag(SUBJECT, Ground.SPAM, "It sells lamps.", alice)
    assert not flag(SUBJECT, Ground.PERSONAL_DATA, "It names Jo.", alice)
    assert not flag(SUBJECT, Ground.PERSONAL_DATA, "It names Jo.", alice)
    with pytest.raises(RefusedError, match="do not fit"):
        flag(SUBJECT, Ground.INSULT, "a" * 480, alice)
    known = Flag.objects.get()
    assert (known.ground, known.words) == (Ground.PERSONAL_DATA, "It sells lamps.\nIt names Jo.")


@pytest.mark.django_db
def test_what_the_city_looked_at_can_be_flagged_again(alice):
    flag(SUBJECT, Ground.SPAM, "It sells lamps.", alice)
    settle(SUBJECT)
    assert flag(SUBJECT, Ground.SPAM, "It was changed, and sells lamps again.", alice)
    assert waiting_flags().get().words == "It was changed, and sells lamps again."


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_are_one_flag(together, alice):
    both = together(*[lambda: flag(SUBJECT, Ground.SPAM, "It sells lamps.", alice)] * 2)
    assert sorted(both) == [False, True]
    assert Flag.objects.get().words == "It sells lamps."


@pytest.mark.django_db
def test_hiding_needs_a_reason_that_the_author_can_read(amina):
    with pytest.raises(RefusedError):
        hide(SUBJECT, Reason(Ground.INSULT, "   ", amina))


@pytest.mark.django_db
def test_what_is_hidden_settles_its_flags_and_can_be_shown_again(amina, alice):
    flag(SUBJECT, Ground.INSULT, "", alice)
    decision = hide(SUBJECT, Reason(Ground.INSULT, "It calls a neighbour names.", amina))
    hide(SUBJECT, Reason(Ground.INSULT, "Again.", amina))
    assert list(hidden_among([SUBJECT])) == [SUBJECT]
    assert waiting_flags().count() == 0
    assert Decision.objects.count() == 1
    lift(decision)
    lift(decision)
    assert hidden_among([SUBJECT]) == {}


WORDS = "Jo Miller broke it. Call 617 555 0142, number five. Jo Miller is rude."
PASSAGES = ("Jo Miller", "617 555 0142", "broke it. Call 617", "number five")


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.permutations(PASSAGES), back=st.permutations(range(len(PASSAGES))))
def test_in_whatever_order_it_is_given_back_the_words_are_the_original_in_the_end(amina, cuts, back):
    made, shown = [], WORDS
    with transaction.atomic():
        for passage in cuts:
            decision, shown = cut(
                SUBJECT, shown, [passage], Reason(Ground.PERSONAL_DATA, "A neighbour.", amina)
            )
            made.append(decision)
            assert passage not in shown
        for at in back:
            shown = lift(made[at])
        assert shown == WORDS
        assert original_of(SUBJECT) is None
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_flag_can_be_settled_without_hiding(alice):
    flag(SUBJECT, Ground.FALSE, "", alice)
    assert settle(SUBJECT) == 1
    assert settle(SUBJECT) == 0
