"""People keep others at a distance from their words; nobody else gets to know, and nobody's name comes out."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from parvis.kernel.blocks import actions
from parvis.kernel.blocks.actions import LIMIT, end, keep_off, let_run_out
from parvis.kernel.blocks.contracts import Place, is_shut_out, may_meet, may_meet_at
from parvis.kernel.blocks.models import Distance
from parvis.kernel.blocks.queries import kept_by
from parvis.kernel.blocks.rules import Choice, Kind
from parvis.kernel.blocks.tasks import end_what_is_over
from parvis.kernel.blocks.tests.stage import Wall
from parvis.kernel.clock import now
from parvis.kernel.journal.models import Entry
from parvis.kernel.keeping.actions import erase
from parvis.kernel.keeping.registry import all_sections
from parvis.kernel.notices.actions import Address, tell
from parvis.kernel.notices.kinds import Category, NoticeKind
from parvis.kernel.notices.models import Notice
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.testing.answers import words_of
from parvis.kernel.testing.cast import member
from parvis.kernel.testing.together import meanwhile
from parvis.kernel.trust.queries import standing_of
from parvis.kernel.trust.rules import grown

pytestmark = pytest.mark.django_db
MINE = "/account/blocks/"


@pytest.fixture
def wall():
    """Where people write."""
    return Wall()


def rows_of(person):
    (section,) = [each for each in all_sections() if each.slug == "blocks"]
    return [(row["kept_data"], section.tell(row["kept_data"]).words) for row in section.rows(person)]


def test_a_block_keeps_both_from_meeting_and_ends_with_one_tap(wall, alice, bob, sign_in):
    row = keep_off(alice, wall.write("hello", bob), Choice.BLOCK)
    ours, theirs = Place("test.thing:1", alice.pk, named=True), Place("test.thing:2", bob.pk, named=True)
    assert "public desk" in may_meet(bob, ours).reason
    assert "You blocked this person" in may_meet(alice, theirs).reason
    assert (is_shut_out(bob, ours), is_shut_out(alice, theirs)) == (True, False)
    sign_in(alice).post(f"{MINE}{row.pk}/end/")
    assert may_meet(bob, ours)
    assert may_meet(alice, theirs)


def test_a_mute_keeps_nobody_from_meeting(wall, alice, bob):
    keep_off(alice, wall.write("hello", bob), Choice.GOOD)
    assert may_meet(bob, Place("test.thing:1", alice.pk, named=True))
    assert may_meet_at(alice, wall.write("again", bob))


def test_what_no_room_knows_of_is_nobodys_and_keeps_nobody_away(alice):
    assert may_meet_at(alice, "nowhere.thing:1")


def test_twice_is_once_and_the_last_choice_counts(wall, alice, bob):
    words = wall.write("hello", bob)
    assert keep_off(alice, words, Choice.BLOCK) == keep_off(alice, words, Choice.BLOCK)
    row = keep_off(alice, words, Choice.WEEK)
    assert (row.kind, row.until - row.since) == (Kind.MUTE, timedelta(days=7))
    assert Distance.objects.count() == 1


def test_nobody_blocks_themselves_the_city_or_nobody(wall, alice, amina):
    gone = member("Gina", is_active=False)
    for subject, reason in (
        (wall.write("own", alice), "your own"),
        (wall.write("answer", amina, for_city=True), "able to answer"),
        (wall.write("letter", None), "no account"),
        (wall.write("left", gone), "no account"),
    ):
        with pytest.raises(RefusedError, match=reason):
            keep_off(alice, subject, Choice.BLOCK)
    for subject in ("test.words:nothing", "nowhere.thing:1", wall.write("x", amina, what="secret words")):
        with pytest.raises(AbsentError):
            keep_off(alice, subject, Choice.BLOCK)
    assert not Distance.objects.exists()


def test_an_official_who_writes_as_a_neighbour_can_be_blocked(wall, alice, amina):
    keep_off(alice, wall.write("private", amina), Choice.BLOCK)
    assert not may_meet(amina, Place("test.thing:1", alice.pk, named=True))


def test_the_database_knows_no_distance_from_oneself_and_no_block_that_ends(alice, bob):
    said = {"subject": "a:1", "about": "a:1", "named": True}
    for wrong in (
        {"keeper": alice, "other": alice, "kind": Kind.MUTE},
        {"keeper": alice, "other": bob, "kind": Kind.BLOCK, "until": now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Distance.objects.create(**said, **wrong)


def test_two_nameless_words_of_one_person_are_two_lines_that_say_nothing_of_each_other(
    wall, alice, bob, charlie, sign_in
):
    for name, author in (("first", bob), ("second", bob), ("third", charlie)):
        keep_off(alice, wall.write(name, author, is_named=False), Choice.BLOCK)
    page = words_of(sign_in(alice).get(MINE))
    assert [page.count(f"Words called {name}") for name in ("first", "second", "third")] == [2, 2, 2]
    assert "Bob" not in page
    end(alice, kept_by(alice).get(subject="test.words:first").pk)
    assert set(kept_by(alice).values_list("subject", flat=True)) == {"test.words:second", "test.words:third"}


def test_a_name_that_was_taken_away_is_not_in_the_list_any_more(wall, alice, bob, sign_in):
    keep_off(alice, wall.write("hello", bob), Choice.BLOCK)
    assert "Bob" in words_of(sign_in(alice).get(MINE))
    wall.write("hello", bob, is_named=False)
    page = words_of(sign_in(alice).get(MINE))
    assert "Bob" not in page
    assert "Words called hello" in page
    wall.wash("hello")
    assert "whose words are gone" in words_of(sign_in(alice).get(MINE))


def test_from_the_words_to_the_list_on_pages_alone(wall, alice, bob, sign_in):
    browser, words = sign_in(alice), wall.write("hello", bob)
    assert "Nobody. Where somebody writes" in words_of(browser.get(MINE))
    page = browser.get(f"{MINE}{words}/")
    assert "under your name, nor vouch for you" in words_of(page)
    assert browser.post(f"{MINE}{words}/", {}).status_code == 422
    answer = browser.post(f"{MINE}{words}/", {"choice": "month"}, follow=True)
    assert "Muted. They notice nothing." in words_of(answer)
    assert "· until" in words_of(answer)
    answer = browser.post(f"{MINE}{words}/", {"choice": "block"}, follow=True)
    assert "Blocked. They are not told." in words_of(answer)
    answer = browser.post(f"{MINE}{kept_by(alice).get().pk}/end/", follow=True)
    assert "Ended." in words_of(answer)


def test_without_a_name_the_page_says_that_only_these_words_are_folded(wall, alice, bob, sign_in):
    page = words_of(sign_in(alice).get(f"{MINE}{wall.write('hello', bob, is_named=False)}/"))
    assert "only these words are folded" in page
    assert "Bob" not in page


def test_one_reads_why_oneself_and_the_city_cannot_be_blocked(wall, alice, amina, sign_in):
    browser, own = sign_in(alice), wall.write("own", alice)
    assert "This is your own." in words_of(browser.get(f"{MINE}{own}/"))
    answer = browser.post(f"{MINE}{own}/", {"choice": "block"})
    assert (answer.status_code, "This is your own." in words_of(answer)) == (422, True)
    city = wall.write("answer", amina, for_city=True)
    assert "able to answer you" in words_of(browser.get(f"{MINE}{city}/"))


def test_nobody_sees_or_ends_what_another_keeps(wall, alice, bob, charlie, grace, sign_in):
    row = keep_off(alice, wall.write("hello", bob), Choice.BLOCK)
    for browser in (sign_in(bob), sign_in(charlie)):
        assert "blocked" not in words_of(browser.get(MINE)).replace("Blocked and muted", "")
        browser.post(f"{MINE}{row.pk}/end/")
    assert grace.get(MINE).status_code == 302
    assert grace.get(f"{MINE}test.words:hello/").status_code == 302
    assert Distance.objects.filter(pk=row.pk).exists()


def test_nobody_is_told_and_the_journal_knows_nothing(wall, alice, bob, run_jobs, mailoutbox):
    before = Entry.objects.count()
    row = keep_off(alice, wall.write("hello", bob), Choice.BLOCK)
    end(alice, row.pk)
    run_jobs()
    assert not mailoutbox
    assert not Notice.objects.exists()
    assert Entry.objects.count() == before


def test_there_is_a_most_that_one_keeps_away_and_what_stands_can_still_change(
    wall, alice, bob, charlie, monkeypatch
):
    monkeypatch.setattr(actions, "MOST", 1)
    words = wall.write("hello", bob)
    keep_off(alice, words, Choice.BLOCK)
    with pytest.raises(RefusedError, match="You keep 1 people away"):
        keep_off(alice, wall.write("more", charlie), Choice.BLOCK)
    keep_off(alice, words, Choice.WEEK)
    assert kept_by(alice).get().kind == Kind.MUTE


def test_trying_name_after_name_must_wait(wall, alice, bob, sign_in):
    words = wall.write("hello", bob)
    for _try in range(grown(LIMIT, standing_of(alice)).burst):
        keep_off(alice, words, Choice.BLOCK)
    answer = sign_in(alice).post(f"{MINE}{words}/", {"choice": "block"})
    assert (answer.status_code, "at once" in words_of(answer)) == (422, True)


def test_a_mute_ends_by_itself_and_is_forgotten_at_night(wall, alice, bob, clock):
    row = keep_off(alice, wall.write("hello", bob), Choice.WEEK)
    keep_off(alice, wall.write("more", bob), Choice.BLOCK)
    clock.move_to(row.until + timedelta(minutes=1))
    assert [each.kind for each in kept_by(alice)] == [Kind.BLOCK]
    end_what_is_over(0)
    assert Distance.objects.count() == 1
    assert let_run_out() == 0


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_whoever_of_the_two_leaves_nothing_is_left(who, wall, cast):
    keep_off(cast.alice, wall.write("hello", cast.bob), Choice.BLOCK)
    erase(getattr(cast, who))
    assert not Distance.objects.exists()


def test_my_data_tell_the_blocker_what_they_did_and_the_other_nothing(wall, alice, bob):
    keep_off(alice, wall.write("hello", bob), Choice.BLOCK)
    keep_off(alice, wall.write("more", bob, is_named=False), Choice.GOOD)
    told = rows_of(alice)
    assert [words for _data, words in told] == ["Muted", "Blocked"]
    assert not any(trace in str(told) for trace in ("Bob", bob.public_id, bob.email))
    assert rows_of(bob) == []


class Wrote(NoticeKind):
    name, category, template = "test.wrote", Category.FOLLOWED, "vouching/letters/vouched"

    def title(self, data):
        return "Somebody wrote"

    def path(self, data):
        return "/"


class Owed(Wrote):
    name, category = "test.owed", Category.WORK


def told(kind, readers, **details):
    tell(kind, readers, {}, **details)
    return {each.person.public_name for each in Notice.objects.filter(kind=kind.name) if each.person}


@pytest.mark.parametrize("choice", [Choice.BLOCK, Choice.WEEK])
def test_what_somebody_did_under_their_name_is_not_told_to_who_keeps_that_name_away(
    choice, wall, alice, bob, charlie
):
    keep_off(alice, wall.write("hello", bob), choice)
    assert told(Wrote, [alice, charlie, Address("zoe@people.example")], by=bob) == {"Charlie"}
    assert told(Owed, [alice], by=bob) == {"Alice"}, "what is owed is told whoever did it"


def test_the_other_is_told_as_before_and_so_is_who_knows_no_name(wall, alice, bob):
    keep_off(alice, wall.write("hello", bob, is_named=False), Choice.BLOCK)
    assert told(Wrote, [alice, bob], by=bob) == {"Alice", "Bob"}


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_moment_are_one_block(alice, bob, together):
    words = Wall().write("hello", bob)
    person = Person.objects.get(pk=alice.pk)
    outcomes = together(*(lambda: keep_off(person, words, Choice.BLOCK).pk for _tap in range(3)))
    assert len(set(outcomes)) == 1
    assert Distance.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_most_holds_also_while_another_tap_of_the_same_person_is_on_its_way(alice, bob, monkeypatch):
    """The second tap waits for the first one's person; without that it would count what is there before."""
    monkeypatch.setattr(actions, "MOST", 1)
    wall, person = Wall(), Person.objects.get(pk=alice.pk)
    first, second = wall.write("one", bob), wall.write("two", bob)
    with meanwhile(lambda: keep_off(person, second, Choice.BLOCK)) as outcomes:
        Person.objects.select_for_update(of=("self",), no_key=True).get(pk=alice.pk)
        said = {"about": first, "named": True, "kind": Kind.BLOCK}
        Distance.objects.create(keeper=alice, other=bob, subject=first, **said)
    assert [str(each) for each in outcomes] == ["You keep 1 people away. End one of these first."]
    assert Distance.objects.count() == 1
