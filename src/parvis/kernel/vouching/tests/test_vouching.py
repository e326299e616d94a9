"""Two residents vouch for a third one; what was false leads to what grew out of it."""

from datetime import UTC, datetime, timedelta

import pytest

from parvis.kernel.assurance.actions import revoke
from parvis.kernel.assurance.models import Residence
from parvis.kernel.assurance.queries import doubted
from parvis.kernel.assurance.registry import ties_for
from parvis.kernel.assurance.rules import Way
from parvis.kernel.assurance.tests.stage import at_home, long_known
from parvis.kernel.clock import now
from parvis.kernel.journal.models import Entry
from parvis.kernel.keeping.actions import erase, let_go
from parvis.kernel.notices.letters import letter_of
from parvis.kernel.notices.models import Notice
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.testing.cast import member
from parvis.kernel.testing.together import meanwhile, together
from parvis.kernel.vouching.actions import ask, let_run_out, stop_asking, vouch, withdraw
from parvis.kernel.vouching.models import Asking, Vouch
from parvis.kernel.vouching.queries import given_in_a_year, open_asking_of
from parvis.kernel.vouching.rules import DAYS_OPEN, VOUCHES_A_YEAR

pytestmark = pytest.mark.django_db
WHY = "The lease was a forgery."


def level_of(person):
    return Level(Person.objects.get(pk=person.pk).level)


@pytest.fixture
def asking(alice, town):
    """Alice asks; she lives beside the quay, in the same district."""
    return ask(alice, town.market)


@pytest.fixture
def confirmed(alice, asking, neighbour):
    """Nora and Nils vouched for Alice."""
    nora, nils = neighbour("Nora"), neighbour("Nils")
    vouch(asking.public_id, nora)
    vouch(asking.public_id, nils)
    return nora, nils


def test_one_is_not_enough_and_the_second_confirms_for_two_years(alice, asking, neighbour, town):
    vouch(asking.public_id, neighbour("Nora"))
    assert level_of(alice) == Level.CONTACT_CONFIRMED
    assert [each.kind for each in Notice.objects.filter(person=alice)] == ["vouching.vouched"]
    vouch(asking.public_id, neighbour("Nils"))
    assert level_of(alice) == Level.RESIDENT_CONFIRMED
    residence = Residence.objects.get(person=alice)
    assert (residence.way, residence.area) == (Way.VOUCHING, town.market)
    assert residence.until == residence.since + timedelta(days=730)
    assert not open_asking_of(alice)


def test_one_person_who_vouches_twice_counts_once(alice, asking, neighbour):
    nora = neighbour("Nora")
    vouch(asking.public_id, nora)
    vouch(asking.public_id, nora)
    assert Vouch.objects.count() == 1
    assert level_of(alice) == Level.CONTACT_CONFIRMED


@pytest.mark.parametrize("who", ["bob", "hill", "alice", "desk"])
def test_strangers_people_from_elsewhere_and_officials_whom_nobody_confirmed_cannot(
    who, cast, asking, neighbour, town
):
    by = neighbour("Hilda", town.orchard) if who == "hill" else getattr(cast, who)
    with pytest.raises(RefusedError):
        vouch(asking.public_id, by)


def test_nobody_vouches_in_return(alice, confirmed, town):
    nora, _nils = confirmed
    Residence.objects.filter(person=nora).update(ended_at=now(), end="ran_out")
    back = ask(nora, town.quay)
    with pytest.raises(RefusedError, match="They vouched for you"):
        vouch(back.public_id, alice)


def test_at_most_three_in_a_year_and_a_withdrawn_one_is_free_again(clock, neighbour, town):
    nora = neighbour("Nora")
    askings = [ask(member(f"New{number}"), town.quay) for number in range(VOUCHES_A_YEAR + 1)]
    for each in askings[:-1]:
        vouch(each.public_id, nora)
    with pytest.raises(RefusedError, match="within a year"):
        vouch(askings[-1].public_id, nora)
    withdraw(askings[0].public_id, nora)
    withdraw(askings[0].public_id, nora)
    assert given_in_a_year(nora) == VOUCHES_A_YEAR - 1
    assert vouch(askings[-1].public_id, nora)


def test_the_second_may_not_hang_on_the_first(alice, bob, confirmed, neighbour, town):
    nora, _nils = confirmed
    asking = ask(bob, town.quay)
    long_known(alice)
    vouch(asking.public_id, nora)
    vouch(asking.public_id, alice)
    assert level_of(bob) == Level.CONTACT_CONFIRMED
    vouch(asking.public_id, neighbour("Otto"))
    assert level_of(bob) == Level.RESIDENT_CONFIRMED
    # One of the two who hang together was not needed and is free to vouch again.
    assert Vouch.objects.filter(asking=asking, withdrawn_at=None).count() == 2


def test_two_whom_the_same_two_vouched_for_do_not_make_a_third_one(alice, bob, confirmed, neighbour, town):
    """Otherwise two residents could confirm a whole street of accounts."""
    second = ask(bob, town.quay)
    for each in confirmed:
        vouch(second.public_id, each)
    carla = member("Carla")
    third = ask(carla, town.quay)
    for each in (alice, bob):
        long_known(each)
        vouch(third.public_id, each)
    assert level_of(carla) == Level.CONTACT_CONFIRMED
    vouch(third.public_id, neighbour("Otto"))
    assert level_of(carla) == Level.RESIDENT_CONFIRMED


def test_who_was_confirmed_lately_is_told_from_when_they_can_vouch(alice, bob, clock, town):
    clock.move_to(datetime(2026, 6, 1, 12, tzinfo=UTC))
    at_home(bob, town.quay)
    clock.move_to(datetime(2026, 6, 20, 12, tzinfo=UTC))
    asking = ask(alice, town.market)
    with pytest.raises(RefusedError, match="from July 1, 2026"):
        vouch(asking.public_id, bob)
    at_home(bob, town.quay)
    clock.move_to(datetime(2026, 7, 1, 6, tzinfo=UTC))
    assert vouch(asking.public_id, bob)


def test_who_lost_their_own_confirmation_meanwhile_does_not_count(alice, asking, neighbour, dana):
    nora = neighbour("Nora")
    vouch(asking.public_id, nora)
    revoke(Residence.objects.get(person=nora).public_id, dana, "They moved away in spring.")
    vouch(asking.public_id, neighbour("Nils"))
    assert level_of(alice) == Level.CONTACT_CONFIRMED


def test_a_vouch_is_withdrawn_before_and_not_after(alice, asking, neighbour):
    nora = neighbour("Nora")
    vouch(asking.public_id, nora)
    withdraw(asking.public_id, nora)
    vouch(asking.public_id, neighbour("Nils"))
    assert level_of(alice) == Level.CONTACT_CONFIRMED
    vouch(asking.public_id, neighbour("Otto"))
    with pytest.raises(RefusedError, match="public desk"):
        withdraw(asking.public_id, Person.objects.get(public_name="Otto"))


def test_a_false_confirmation_leads_to_what_grew_out_of_it_step_by_step(
    alice, bob, confirmed, dana, neighbour, town
):
    nora, _nils = confirmed
    pending = ask(member("Pia"), town.quay)
    vouch(pending.public_id, nora)
    asking = ask(bob, town.quay)
    long_known(alice)
    vouch(asking.public_id, alice)
    vouch(asking.public_id, neighbour("Otto"))
    of_alice, of_bob = Residence.objects.get(person=alice), Residence.objects.get(person=bob)
    revoke(Residence.objects.get(person=nora).public_id, dana, WHY, false=True)
    assert list(doubted()) == [of_alice]
    assert not pending.vouches.filter(withdrawn_at=None).exists()
    revoke(of_alice.public_id, dana, WHY, false=True)
    assert list(doubted()) == [of_bob]
    assert level_of(bob) == Level.RESIDENT_CONFIRMED


def test_a_false_confirmation_that_was_renewed_meanwhile_leads_to_what_was_vouched_for_before(
    alice, clock, confirmed, dana, town
):
    nora, _nils = confirmed
    clock.move_to(now() + timedelta(days=300))
    renewed = at_home(nora, town.quay)
    clock.move_to(now() + timedelta(days=370))
    let_go()
    revoke(renewed.public_id, dana, WHY, false=True)
    assert [each.person for each in doubted()] == [alice]


def test_who_moved_away_was_right_when_they_vouched(confirmed, dana):
    nora, _nils = confirmed
    revoke(Residence.objects.get(person=nora).public_id, dana, "They moved away in spring.")
    assert not doubted().exists()


def test_the_desk_follows_the_chain_both_ways(alice, confirmed):
    nora, nils = confirmed
    assert {(str(each.words), each.person) for each in ties_for(alice)} == {
        ("Vouched for by", nora),
        ("Vouched for by", nils),
    }
    assert [(str(each.words), each.person) for each in ties_for(nora)] == [("Vouched for", alice)]


def test_asking_ends_by_itself_and_vouches_are_free_again(alice, asking, clock, neighbour, town):
    nora = neighbour("Nora")
    vouch(asking.public_id, nora)
    clock.move_to(asking.asked_at + timedelta(days=DAYS_OPEN))
    with pytest.raises(RefusedError, match="over"):
        vouch(asking.public_id, neighbour("Nils"))
    assert ask(alice, town.quay) != asking
    assert given_in_a_year(nora) == 0
    clock.move_to(now() + timedelta(days=DAYS_OPEN))
    assert let_run_out() == 1
    assert let_run_out() == 0


def test_who_asks_twice_asks_once_and_can_stop(alice, asking, town):
    assert ask(alice, town.market) == asking
    stop_asking(alice)
    stop_asking(alice)
    assert not open_asking_of(alice)


def test_whoever_proved_no_address_does_not_ask(town):
    with pytest.raises(RefusedError):
        ask(member("Gil", level=Level.GUEST), town.quay)


def test_the_journal_names_neither_side(alice, confirmed):
    names = {alice.public_id, *(each.public_id for each in confirmed)}
    for entry in Entry.objects.filter(verb__startswith="vouching."):
        assert not names & {entry.actor, *map(str, entry.data.values())}


def test_who_leaves_asks_no_more_and_their_vouches_stay_unnamed(alice, confirmed, asking):
    nora, nils = confirmed
    erase(nora)
    assert {each.voucher for each in Vouch.objects.filter(asking=asking)} == {None, nils}
    assert level_of(alice) == Level.RESIDENT_CONFIRMED
    erase(alice)
    assert not Asking.objects.exists()
    with pytest.raises(AbsentError):
        vouch(asking.public_id, nils)


def test_on_somebody_who_left_nothing_new_can_stand(alice, bob, confirmed, neighbour, town):
    nora, _nils = confirmed
    erase(nora)
    asking = ask(bob, town.quay)
    long_known(alice)
    vouch(asking.public_id, alice)
    vouch(asking.public_id, neighbour("Otto"))
    assert level_of(bob) == Level.CONTACT_CONFIRMED


def test_the_letter_leads_to_the_page(alice, asking, neighbour):
    vouch(asking.public_id, neighbour("Nora"))
    assert "/account/residence/vouching/" in letter_of(Notice.objects.get(person=alice)).text


@pytest.mark.django_db(transaction=True)
def test_two_who_vouch_at_the_same_moment_confirm_once(alice, asking, neighbour):
    first, second, third = neighbour("Nora"), neighbour("Nils"), neighbour("Otto")
    together(*[lambda by=by: vouch(asking.public_id, by) for by in (first, second, third)])
    assert Residence.objects.filter(person=alice).count() == 1
    assert Vouch.objects.filter(withdrawn_at=None).count() == 2


@pytest.mark.django_db(transaction=True)
def test_nobody_vouches_more_often_by_doing_it_all_at_once(neighbour, town):
    nora = neighbour("Nora")
    askings = [ask(member(f"New{number}"), town.quay) for number in range(VOUCHES_A_YEAR + 3)]
    together(*[lambda each=each: vouch(each.public_id, nora) for each in askings])
    assert given_in_a_year(nora) == VOUCHES_A_YEAR


@pytest.mark.django_db(transaction=True)
def test_a_confirmation_that_is_false_at_this_very_moment_confirms_nobody_unseen(
    alice, asking, dana, neighbour
):
    nora, nils = neighbour("Nora"), neighbour("Nils")
    vouch(asking.public_id, nora)
    false = Residence.objects.get(person=nora)
    together(lambda: vouch(asking.public_id, nils), lambda: revoke(false.public_id, dana, WHY, false=True))
    own = Residence.objects.filter(person=alice).first()
    assert own is None or own.doubted_at is not None


@pytest.mark.django_db(transaction=True)
def test_who_vouches_while_their_own_confirmation_is_revoked_as_false_and_the_desk_wait_in_one_line(
    asking, dana, neighbour
):
    nora = neighbour("Nora")
    false = Residence.objects.get(person=nora)
    with meanwhile(lambda: revoke(false.public_id, dana, WHY, false=True)) as outcomes:
        vouch(asking.public_id, nora)
    assert outcomes == [false]
    assert not asking.vouches.filter(withdrawn_at=None).exists()
