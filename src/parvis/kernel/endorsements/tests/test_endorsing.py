"""The city says what it checked about somebody; it is theirs to show."""

from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.control.models import Act
from parvis.kernel.endorsements.actions import (
    Wish,
    _let_run_out,
    _warn,
    close_kind,
    endorse,
    open_kind,
    revoke,
    run_out,
    show,
)
from parvis.kernel.endorsements.models import Endorsement
from parvis.kernel.endorsements.queries import holds, kind_names, shown_of, standing_of
from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.queries import history_of
from parvis.kernel.keeping.actions import erase, let_go
from parvis.kernel.notices.letters import letter_of
from parvis.kernel.notices.models import Notice
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.testing.cast import official
from parvis.kernel.testing.together import together

pytestmark = pytest.mark.django_db
WHY = "The course was taken by somebody else."


def test_a_kind_is_a_public_decision_of_the_desk(first_aid, dana):
    act = Act.objects.get(subject=first_aid.subject)
    assert (act.person, act.is_open) == (dana, True)
    assert "First-aid course" in history_of(first_aid.subject)[0].text
    assert kind_names({first_aid.slug}) == {first_aid.slug: "First-aid course"}


@pytest.mark.parametrize("who", ["alice", "omar", "desk"])
def test_nobody_else_says_what_the_city_checks(who, cast, city_desk, parks, first_aid):
    wish = Wish({"en": "Horoscope"}, parks, Role.AGENT, 10)
    with pytest.raises(RefusedError):
        open_kind(getattr(cast, who), wish, "It would be nice to know that.")
    with pytest.raises(RefusedError):
        close_kind(first_aid.slug, getattr(cast, who), "It would be nice to forget that.")


def test_a_kind_needs_a_name_in_the_language_of_the_house(dana, parks):
    with pytest.raises(RefusedError):
        open_kind(dana, Wish({"fr": "Permis"}, parks, Role.AGENT, 10), "Whoever drives must be able to.")


def test_the_named_role_gives_it_and_the_person_is_told_and_nobody_else_sees_it(alice, first_aid, omar):
    given = endorse(omar, alice, first_aid.slug)
    assert holds(alice, first_aid.slug)
    assert not shown_of(alice).exists()
    notice = Notice.objects.get(person=alice)
    assert "First-aid course" in letter_of(notice).subject
    assert given.until == given.given_at + timedelta(days=730)


def test_the_public_register_tells_what_was_checked_and_never_about_whom(alice, first_aid, omar):
    given = endorse(omar, alice, first_aid.slug)
    act, entry = Act.objects.get(subject=given.subject), Entry.objects.get(subject=given.subject)
    assert act.is_open
    assert act.person == omar
    said = f"{act.subject} {act.data} {entry.subject} {entry.actor} {entry.data}"
    assert alice.public_id not in said
    assert "Parks" in history_of(given.subject)[0].text


@pytest.mark.parametrize("who", ["amina", "olive", "dana", "alice"])
def test_other_offices_do_not_give_it(who, cast, bob, first_aid):
    with pytest.raises(RefusedError):
        endorse(getattr(cast, who), bob, first_aid.slug)


def test_a_lesser_role_is_not_enough(alice, dana, omar, parks):
    kind = open_kind(dana, Wish({"en": "Record seen"}, parks, Role.MANAGER, 10), "For work with children.")
    with pytest.raises(RefusedError):
        endorse(omar, alice, kind.slug)
    assert endorse(official("Mara", parks, Role.MANAGER), alice, kind.slug)


def test_nobody_endorses_themselves(first_aid, omar, parks):
    with pytest.raises(RefusedError):
        endorse(omar, omar, first_aid.slug)
    other = official("Mara", parks)
    given = endorse(other, omar, first_aid.slug)
    with pytest.raises(RefusedError):
        revoke(given.public_id, omar, WHY)


def test_once_more_renews_it_and_keeps_what_the_person_chose(alice, clock, first_aid, omar):
    first = endorse(omar, alice, first_aid.slug)
    show(alice, first.public_id, shown=True)
    clock.shift(timedelta(days=300))
    second = endorse(omar, alice, first_aid.slug)
    assert list(shown_of(alice)) == [second]
    assert second.until > first.until


def test_only_the_person_chooses_who_sees_it(alice, bob, first_aid, omar):
    given = endorse(omar, alice, first_aid.slug)
    show(bob, given.public_id, shown=True)
    assert not shown_of(alice).exists()


def test_it_is_taken_back_with_a_reason_once(alice, first_aid, omar):
    given = endorse(omar, alice, first_aid.slug)
    with pytest.raises(RefusedError):
        revoke(given.public_id, omar, "no")
    for _ in range(2):
        revoke(given.public_id, omar, WHY)
    assert not holds(alice, first_aid.slug)
    notice = Notice.objects.get(person=alice, kind="endorsements.ended")
    assert WHY in letter_of(notice).text
    with pytest.raises(AbsentError):
        revoke("nothing", omar, WHY)


def test_a_kind_that_ended_is_given_no_more_and_stands_until_its_day(alice, bob, dana, first_aid, omar):
    given = endorse(omar, alice, first_aid.slug)
    for _ in range(2):
        close_kind(first_aid.slug, dana, "The course is not offered any more.")
    with pytest.raises(RefusedError):
        endorse(omar, bob, first_aid.slug)
    assert list(standing_of(alice)) == [given]
    assert revoke(given.public_id, omar, WHY)
    with pytest.raises(AbsentError):
        endorse(omar, bob, "nothing")


def test_people_hear_a_month_before_and_it_ends_by_itself(alice, clock, first_aid, omar):
    given = endorse(omar, alice, first_aid.slug)
    assert run_out() == (0, 0)
    clock.move_to(given.until - timedelta(days=10))
    assert run_out() == (1, 0)
    assert run_out() == (0, 0)
    assert not _warn(given.pk)
    notice = Notice.objects.get(person=alice, kind="endorsements.runs_out")
    assert "First-aid course" in letter_of(notice).subject
    clock.move_to(given.until)
    assert not holds(alice, first_aid.slug)
    assert run_out() == (0, 1)
    assert run_out() == (0, 0)
    assert not _let_run_out(given.pk)
    assert "ran out" in history_of(given.subject)[-1].text


def test_who_leaves_takes_it_along_and_officials_leave_without_their_name(alice, bob, first_aid, omar, parks):
    endorse(omar, alice, first_aid.slug)
    kept = endorse(omar, bob, first_aid.slug)
    erase(alice)
    erase(omar)
    kept.refresh_from_db()
    assert kept.by is None
    assert list(Endorsement.objects.all()) == [kept]


def test_a_line_goes_a_year_after_it_ended(alice, clock, first_aid, omar):
    given = endorse(omar, alice, first_aid.slug)
    revoke(given.public_id, omar, WHY)
    clock.move_to(now() + timedelta(days=366))
    let_go()
    assert not Endorsement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_officials_at_the_same_moment_leave_one_that_stands(alice, first_aid, omar, parks):
    mara = official("Mara", parks)
    together(*[lambda by=by: endorse(by, alice, first_aid.slug) for by in (omar, mara)])
    assert standing_of(alice).count() == 1
