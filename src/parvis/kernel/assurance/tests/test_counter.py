"""An official confirms at a counter; the person sees it; a manager takes it back with a reason."""

from datetime import timedelta

import pytest

from parvis.kernel.assurance import registry
from parvis.kernel.assurance.actions import Ground, confirm_at_counter, doubt, revoke, run_out, settle, uphold
from parvis.kernel.assurance.models import Residence
from parvis.kernel.assurance.queries import district_of, districts_of, doubted, standing_of
from parvis.kernel.assurance.rules import End, Seen, Way
from parvis.kernel.assurance.tests.stage import at_home
from parvis.kernel.clock import now
from parvis.kernel.control.models import Act
from parvis.kernel.journal.models import Entry
from parvis.kernel.keeping.actions import erase, let_go
from parvis.kernel.notices.models import Notice
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.permissions.verdict import AbsentError, RefusedError

pytestmark = pytest.mark.django_db
WHY = "The passport was somebody else's."


def level_of(person):
    return Level(Person.objects.get(pk=person.pk).level)


def test_an_agent_of_the_desk_confirms_and_the_person_is_told(alice, desk, town):
    residence = confirm_at_counter(desk, alice.public_id, Seen.PASSPORT, town.quay)
    assert level_of(alice) == Level.RESIDENT_CONFIRMED
    assert residence.by == desk
    assert Person.objects.get(pk=alice.pk).home_area == town.quay
    assert [each.kind for each in Notice.objects.filter(person=alice)] == ["assurance.confirmed"]


def test_neither_the_journal_nor_the_public_register_says_who_was_confirmed(alice, desk, town):
    residence = confirm_at_counter(desk, alice.public_id, Seen.PASSPORT, town.quay)
    entry, act = Entry.objects.get(subject=residence.subject), Act.objects.get(subject=residence.subject)
    said = f"{entry.subject} {entry.actor} {entry.data} {entry.area_id} {act.subject} {act.data}"
    assert alice.public_id not in said
    assert alice.email not in said
    assert act.person == desk
    assert not act.is_open
    assert entry.area_id == 0


def test_a_form_that_is_sent_twice_confirms_once(alice, desk, town):
    for _ in range(2):
        confirm_at_counter(desk, alice.public_id, Seen.PASSPORT, town.quay, key="k1")
    assert Residence.objects.count() == 1


def test_who_comes_again_is_renewed_and_stays_known(alice, desk, town):
    first = at_home(alice, town.quay, desk)
    second = at_home(alice, town.market, desk)
    first.refresh_from_db()
    assert first.end == End.RENEWED
    assert list(standing_of(alice)) == [second]
    assert level_of(alice) == Level.RESIDENT_CONFIRMED


@pytest.mark.parametrize("who", ["omar", "mona", "alice"])
def test_only_the_public_desk_confirms(who, cast, bob, city_desk, town):
    with pytest.raises(RefusedError):
        confirm_at_counter(getattr(cast, who), bob.public_id, Seen.PASSPORT, town.quay)
    assert level_of(bob) == Level.CONTACT_CONFIRMED


def test_nobody_confirms_themselves(desk, town):
    with pytest.raises(RefusedError):
        confirm_at_counter(desk, desk.public_id, Seen.PASSPORT, town.quay)


def test_an_account_that_was_closed_meanwhile_is_not_confirmed(alice, desk, town):
    erase(alice)
    with pytest.raises(AbsentError):
        confirm_at_counter(desk, alice.public_id, Seen.PASSPORT, town.quay)


def test_a_manager_takes_it_back_and_the_person_reads_why(alice, desk, dana, town):
    residence = at_home(alice, town.quay, desk)
    for _ in range(2):
        revoke(residence.public_id, dana, WHY)
    assert level_of(alice) == Level.CONTACT_CONFIRMED
    told = Notice.objects.filter(person=alice, kind="assurance.ended")
    assert [each.data["reason"] for each in told] == [WHY]


def test_taking_back_asks_for_a_manager_and_a_reason(alice, desk, dana, town):
    residence = at_home(alice, town.quay, desk)
    with pytest.raises(RefusedError):
        revoke(residence.public_id, desk, WHY)
    with pytest.raises(RefusedError):
        revoke(residence.public_id, dana, " ")
    with pytest.raises(RefusedError):
        revoke(at_home(dana, town.quay).public_id, dana, WHY)
    assert level_of(alice) == Level.RESIDENT_CONFIRMED


def test_who_was_confirmed_in_two_ways_stays_known_when_one_is_taken_back(alice, desk, dana, town):
    residence = at_home(alice, town.quay, desk)
    at_home(alice, town.quay)
    revoke(residence.public_id, dana, WHY)
    assert level_of(alice) == Level.RESIDENT_CONFIRMED


def test_an_official_who_was_confirmed_stays_an_official(amina, dana, town):
    residence = at_home(amina, town.quay)
    revoke(residence.public_id, dana, WHY)
    assert level_of(amina) == Level.OFFICIAL


def test_what_follows_is_asked_only_when_it_was_false(alice, bob, dana, town, monkeypatch):
    heard = []
    monkeypatch.setitem(registry._on_false, "test", (lambda: None, heard.append))
    revoke(at_home(alice, town.quay).public_id, dana, WHY)
    false = revoke(at_home(bob, town.quay).public_id, dana, WHY, false=True)
    assert heard == [false]


def test_a_doubt_waits_for_the_desk_and_what_is_doubted_stands_meanwhile(alice, dana, town):
    residence = at_home(alice, town.quay)
    assert doubt([residence.pk]) == 1
    assert doubt([residence.pk]) == 0
    assert level_of(alice) == Level.RESIDENT_CONFIRMED
    assert list(doubted()) == [residence]
    for _ in range(2):
        uphold(residence.public_id, dana)
    assert not doubted().exists()
    assert Entry.objects.filter(verb="assurance.residence.upheld").count() == 1


def test_people_hear_a_month_before_and_are_known_no_more_afterwards(alice, clock, town):
    residence = at_home(alice, town.quay)
    assert run_out() == (0, 0)
    clock.move_to(residence.until - timedelta(days=29))
    assert run_out() == (1, 0)
    assert run_out() == (0, 0)
    clock.move_to(residence.until)
    assert not standing_of(alice).exists()
    assert run_out() == (0, 1)
    assert run_out() == (0, 0)
    assert level_of(alice) == Level.CONTACT_CONFIRMED
    kinds = Notice.objects.filter(person=alice).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["assurance.confirmed", "assurance.runs_out", "assurance.ended"]


def test_what_somebody_else_ended_at_the_same_moment_is_ended_once(alice, clock, dana, town, monkeypatch):
    from parvis.kernel.assurance import actions

    residence = at_home(alice, town.quay)
    clock.move_to(residence.until - timedelta(days=1))
    revoke(residence.public_id, dana, WHY)
    assert not actions._warn(residence.public_id)
    clock.move_to(residence.until)
    assert not actions._let_run_out(residence.public_id)


def test_a_district_holds_its_neighbourhoods_and_a_city_without_districts_its_own(town):
    assert district_of(town.quay) == district_of(town.market) == "harbour"
    assert district_of(town.orchard) == "hill"
    assert district_of(town.island) == "island"
    assert district_of(None) == ""


def test_confirmations_say_in_which_districts_somebody_lives(alice, town):
    at_home(alice, town.quay)
    settle(alice, Ground(Way.PROVIDER, None, "Harbour account"))
    assert districts_of(standing_of(alice)) == {"harbour"}


def test_who_leaves_takes_their_lines_along_and_officials_their_name(alice, bob, desk, dana, town):
    at_home(alice, town.quay, desk)
    kept = at_home(bob, town.quay, desk)
    revoke(kept.public_id, dana, WHY)
    erase(alice)
    assert not Residence.objects.filter(person=alice).exists()
    erase(desk)
    kept.refresh_from_db()
    assert (kept.by, kept.ended_by) == (None, dana)


def test_a_line_goes_a_year_after_it_ended(alice, clock, dana, town):
    revoke(at_home(alice, town.quay).public_id, dana, WHY)
    clock.move_to(now() + timedelta(days=364))
    let_go()
    assert Residence.objects.exists()
    clock.move_to(now() + timedelta(days=2))
    let_go()
    assert not Residence.objects.exists()
