"""Whoever looks at somebody's data leaves a line, and that somebody can read it."""

from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.keeping.actions import erase, let_go
from parvis.kernel.keeping.queries import glance
from parvis.kernel.looks.contracts import Shown, note, show_at
from parvis.kernel.looks.models import Look
from parvis.kernel.looks.queries import counted
from parvis.kernel.looks.rules import DAYS_KEPT
from parvis.kernel.people.rules import Role
from parvis.kernel.testing.cast import member, official

pytestmark = pytest.mark.django_db
SPOT = "testing.page"


@pytest.fixture(autouse=True)
def _spot():
    show_at(SPOT, "opened a page of the test")


def lines_of(person):
    (shown,) = [each for each in glance(person, newest=20) if each.section.slug == "looked-at"]
    return [line.words for _at, line in shown.lines]


def test_one_line_for_each_person_official_thing_and_hour(clock, alice, bob, amina):
    clock.move_to(now().replace(minute=5))
    for _time in range(3):
        note(amina, SPOT, [Shown(alice.pk, "a:1"), Shown(bob.pk, "a:1")])
    assert sorted(Look.objects.values_list("person", "times")) == sorted([(alice.pk, 3), (bob.pk, 3)])
    clock.shift(timedelta(hours=1))
    note(amina, SPOT, [Shown(alice.pk, "a:1")])
    note(amina, SPOT, [Shown(alice.pk, "a:2")])
    assert Look.objects.filter(person=alice).count() == 3


def test_the_office_is_told_and_an_agent_is_not_named(alice, amina):
    note(amina, SPOT, [Shown(alice.pk)])
    assert lines_of(alice) == ["Street Lighting, an agent: opened a page of the test"]


def test_a_manager_is_named_as_in_the_register_of_decisions(alice, mona):
    note(mona, SPOT, [Shown(alice.pk)])
    assert lines_of(alice) == ["Street Lighting, Mona: opened a page of the test"]


def test_an_official_of_two_offices_looks_in_the_name_of_the_one_whose_thing_it_is(alice, amina, parks):
    from parvis.kernel.people.actions import grant_role

    grant_role(amina, parks, Role.MANAGER)
    note(
        amina,
        SPOT,
        [Shown(alice.pk)],
        amina.memberships.get(organisation__slug="street-lighting").organisation_id,
    )
    assert lines_of(alice) == ["Street Lighting, an agent: opened a page of the test"]
    note(amina, SPOT, [Shown(alice.pk, "a:2")])
    assert "Parks, Amina: opened a page of the test" in lines_of(alice)


def test_whoever_proved_an_address_sees_who_read_what_came_from_it(alice, amina):
    note(amina, SPOT, [Shown(None, "a:1", "alice@people.example"), Shown(None, "a:2", "gus@people.example")])
    assert set(Look.objects.values_list("subject", "person")) == {("a:1", alice.pk), ("a:2", None)}


def test_nobody_looks_at_themselves_and_residents_leave_nothing(alice, bob, amina):
    note(amina, SPOT, [Shown(amina.pk), Shown(None, "a:1", "amina@people.example"), Shown(None)])
    note(amina, SPOT, [Shown(amina.pk), Shown(None)])
    note(bob, SPOT, [Shown(alice.pk)])
    assert not Look.objects.exists()


def test_a_page_that_no_room_named_is_a_fault(alice, amina):
    with pytest.raises(LookupError, match=r"testing\.unknown"):
        note(amina, "testing.unknown", [Shown(alice.pk)])


def test_it_costs_one_statement_however_many_are_shown(alice, bob, charlie, amina, django_assert_num_queries):
    amina.memberships_with_offices()
    with django_assert_num_queries(1):
        note(amina, SPOT, [Shown(each.pk) for each in (alice, bob, charlie)])


def test_looks_are_kept_a_year(clock, alice, amina):
    note(amina, SPOT, [Shown(alice.pk)])
    clock.shift(timedelta(days=DAYS_KEPT - 1))
    assert "looks.Look.person" not in let_go()
    clock.shift(timedelta(days=1))
    assert let_go()["looks.Look.person"] == 1
    assert not Look.objects.exists()


def test_looks_at_whoever_leaves_go_and_looks_of_an_official_who_leaves_stay_unnamed(alice, bob, mona, olive):
    note(mona, SPOT, [Shown(alice.pk, "a:1"), Shown(bob.pk, "a:1")])
    note(olive, SPOT, [Shown(bob.pk, "a:1")])
    erase(alice)
    assert set(Look.objects.values_list("person", flat=True)) == {bob.pk}
    erase(mona)
    assert lines_of(bob).count("Street Lighting, a manager: opened a page of the test") == 1


def test_two_officials_who_left_do_not_get_into_each_others_way(bob, mona, olive):
    for each in (mona, member_official("Mo", mona)):
        note(each, SPOT, [Shown(bob.pk, "a:1")])
        erase(each)
    assert Look.objects.filter(person=bob, official=None).count() == 2


def test_the_officer_sees_who_looked_at_far_more_people_than_the_colleagues(
    street_lighting, amina, mona, olive
):
    crowd = [member(f"Resident{number}") for number in range(25)]
    note(amina, SPOT, [Shown(each.pk) for each in crowd])
    for each in (mona, olive):
        note(each, SPOT, [Shown(crowd[0].pk)])
    first, *others = counted()
    assert (first.official, first.people, first.is_unusual) == (amina, 25, True)
    assert [each.is_unusual for each in others] == [False, False]


@pytest.mark.django_db(transaction=True)
def test_two_officials_who_open_the_same_list_do_not_wait_for_each_other(alice, bob, amina, mona, together):
    there = [Shown(alice.pk, "a:1"), Shown(bob.pk, "a:2")]
    told = together(*[lambda: note(amina, SPOT, there), lambda: note(mona, SPOT, list(reversed(there)))] * 3)
    assert told == [None] * 6
    assert sum(Look.objects.values_list("times", flat=True)) == 12
    assert Look.objects.count() == 4


def member_official(name, like):
    return official(name, like.memberships.get().organisation, Role.MANAGER)
