"""Two reports of one thing become one; and two again, as if nothing had been."""

from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.files.actions import store_photo
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.promises.rules import Outcome
from parvis.services.moderation.tests.stage import hidden as hide_all
from parvis.services.reports.actions import work
from parvis.services.reports.actions.elsewhere import Word, follow_office
from parvis.services.reports.actions.exchange import comment_through, look_through
from parvis.services.reports.actions.merging import merge, undo_merge
from parvis.services.reports.actions.part import comment, follow, look_again, unfollow
from parvis.services.reports.models import Merge
from parvis.services.reports.queries.find import followers_of, shown_comments
from parvis.services.reports.queries.merged import family_of, looks_at, photos_at
from parvis.services.reports.rules import Closing, Finding, State
from parvis.services.reports.tests.seen import OTHER, SAME, fresh, lines, outcome, promise_of, told, words_at
from parvis.services.reports.tests.stage import photo

# ── what goes on where ───────────────────────────────────────────────────────


def test_a_duplicate_goes_on_at_the_first_report(amina, two):
    first, second = two
    merge(second.pk, first.pk, amina, SAME)
    ended = fresh(second)
    assert (ended.state, ended.closing, ended.duplicate_of) == (State.CLOSED, "duplicate", first)
    assert ended.closing_words == SAME
    assert fresh(first).state == State.OPEN


def test_closing_as_reported_before_is_the_same_thing_as_merging(amina, two):
    first, second = two
    proof = store_photo(photo(), owner=amina, purpose="reports.photo")
    work.close(second.pk, amina, Closing.DUPLICATE, SAME, duplicate_of=first, proof=[proof.public_id])
    assert Merge.objects.get().first == first
    assert second.photos.get().is_proof


def test_merging_twice_is_merging_once(amina, two):
    first, second = two
    merge(second.pk, first.pk, amina, SAME)
    merge(second.pk, first.pk, amina, SAME)
    assert Merge.objects.count() == 1
    assert len(lines(first)) == 2


def test_followers_of_both_hear_how_it_goes_on_and_each_of_them_once(alice, bob, charlie, amina, two):
    first, second = two
    follow(first.pk, charlie)
    follow(second.pk, charlie)
    merge(second.pk, first.pk, amina, SAME)
    assert followers_of(fresh(first)) == [alice, bob, charlie]
    work.answer(first.pk, amina, "The lamp is ordered.")
    assert [told(each, "reports.moved").count() for each in (alice, bob, charlie)] == [1, 1, 1]


def test_followers_of_the_duplicate_are_told_where_it_goes_on(alice, bob, amina, two):
    first, second = two
    merge(second.pk, first.pk, amina, SAME)
    notice = told(bob, "reports.merged").get()
    assert notice.data == {"report": first.public_id, "reference": second.reference, "first": first.reference}
    assert not told(alice, "reports.merged").exists()
    assert not told(bob, "reports.closed").exists()


def test_photographs_and_words_of_residents_stand_at_the_first(alice, bob, charlie, amina, stage, report_by):
    kept = store_photo(photo(), owner=bob, purpose="reports.photo")
    first, second = report_by(alice), report_by(bob, photos=(kept.public_id,))
    comment(second.pk, charlie, "For a week now.")
    work.answer(second.pk, amina, "We look at it.")
    merge(second.pk, first.pk, amina, SAME)
    first, second = fresh(first), fresh(second)
    assert [each.upload for each in photos_at(first, family_of(first).numbers)] == [kept]
    assert not photos_at(second, family_of(second).numbers)
    assert words_at(first) == ["For a week now."]
    assert words_at(second) == ["We look at it."]


def test_who_reported_the_duplicate_without_a_name_is_not_named_at_the_first(bob, amina, two):
    first, second = two
    comment(second.pk, bob, "It is dark here at night.")
    merge(second.pk, first.pk, amina, SAME)
    assert [named for _said, named, *_rest in shown_comments(first, family_of(first).numbers)] == [None]


def test_how_many_people_reported_it_counts_each_member_once_and_every_guest(alice, bob, amina, report_by):
    first = report_by(alice)
    for each in (report_by(alice), report_by(bob), report_by(), report_by()):
        merge(each.pk, first.pk, amina, SAME)
    assert family_of(first).people == 4


def test_what_the_city_hid_is_not_shown_at_the_first(charlie, amina, two):
    first, second = two
    comment(second.pk, charlie, "For a week now.")
    merge(second.pk, first.pk, amina, SAME)
    hide_all(second.subject, amina)
    assert words_at(first) == []
    assert family_of(first).people == 1


def test_the_last_look_of_each_person_counts_wherever_they_looked(charlie, bob, amina, clock, two):
    first, second = two
    look_again(first.pk, charlie, fixed=True)
    clock.shift(timedelta(minutes=1))
    look_again(second.pk, charlie, fixed=False)
    look_again(second.pk, bob, fixed=False)
    merge(second.pk, first.pk, amina, SAME)
    assert fresh(first).finding == Finding.NOT_FIXED
    assert len(looks_at(first)) == 2
    clock.shift(timedelta(minutes=1))
    look_again(first.pk, bob, fixed=True)
    look_again(first.pk, charlie, fixed=False)
    look_again(first.pk, charlie, fixed=True)
    assert fresh(first).finding == Finding.FIXED
    undo_merge(second.pk, amina, OTHER)
    assert (fresh(first).finding, fresh(second).finding) == (Finding.FIXED, Finding.NOT_FIXED)


def test_nobody_writes_or_follows_or_looks_at_a_duplicate_any_more(charlie, amina, two):
    first, second = two
    merge(second.pk, first.pk, amina, SAME)
    for deed in (
        lambda: comment(second.pk, charlie, "Hm."),
        lambda: follow(second.pk, charlie),
        lambda: look_again(second.pk, charlie, fixed=True),
    ):
        with pytest.raises(RefusedError, match="there first"):
            deed()


def test_what_another_site_still_sends_about_the_duplicate_is_heard_at_the_first(alice, amina, two):
    first, second = two
    merge(second.pk, first.pk, amina, SAME)
    comment_through(second.pk, "FixMyStreet", "Still dark.")
    look_through(second.pk, "FixMyStreet", fixed=False, at=now())
    assert words_at(first) == ["Still dark."]
    assert told(alice, "reports.commented").get().data["report"] == first.public_id
    assert fresh(first).finding == Finding.NOT_FIXED


def test_the_system_of_an_office_does_not_move_what_goes_on_elsewhere(amina, stage, two):
    first, second = two
    merge(second.pk, first.pk, amina, SAME)
    word = Word(stage.lighting.slug, State.IN_PROGRESS, None, "A team is there.", now())
    follow_office(second.pk, word)
    assert (fresh(second).state, fresh(second).duplicate_of) == (State.CLOSED, first)
    assert words_at(fresh(second)) == ["A team is there."]


def test_both_histories_tell_of_it(amina, two):
    first, second = two
    merge(second.pk, first.pk, amina, SAME)
    undo_merge(second.pk, amina, OTHER)
    number = second.reference
    assert lines(first)[1:] == [
        f"Street Lighting found that report {number} is about the same thing.",
        f"Street Lighting found that report {number} is about something else.",
    ]
    assert lines(second)[1:] == [
        "Street Lighting closed the report.",
        "Street Lighting took the report up again.",
    ]


# ── undoing ──────────────────────────────────────────────────────────────────


def test_undoing_puts_the_work_back_where_it_was(amina, two):
    first, second = two
    work.start(second.pk, amina)
    merge(second.pk, first.pk, amina, SAME)
    undo_merge(second.pk, amina, OTHER)
    again = fresh(second)
    assert (again.state, again.closing, again.closed_at) == (State.IN_PROGRESS, "", None)
    assert again.duplicate_of is None
    assert [said.words for said in second.comments.all()] == [OTHER]


def test_taking_a_duplicate_up_again_is_undoing(amina, two):
    first, second = two
    merge(second.pk, first.pk, amina, SAME)
    work.reopen(second.pk, amina, OTHER)
    assert Merge.objects.get().undone_at == now()
    assert fresh(second).duplicate_of is None


def test_what_came_to_the_first_stays_there_and_what_came_with_the_duplicate_goes_back(
    bob, charlie, amina, two
):
    first, second = two
    comment(second.pk, bob, "Before.")
    merge(second.pk, first.pk, amina, SAME)
    comment(first.pk, charlie, "Afterwards.")
    undo_merge(second.pk, amina, OTHER)
    assert words_at(first) == ["Afterwards."]
    assert words_at(fresh(second)) == ["Before.", OTHER]


def test_who_stopped_following_in_the_meantime_is_left_in_peace(alice, bob, amina, two):
    first, second = two
    merge(second.pk, first.pk, amina, SAME)
    unfollow(first.pk, bob)
    assert followers_of(fresh(first)) == [alice]
    undo_merge(second.pk, amina, OTHER)
    assert followers_of(fresh(second)) == []


def test_followers_and_the_author_hear_that_it_was_not_the_same(alice, bob, charlie, amina, two):
    first, second = two
    follow(second.pk, charlie)
    merge(second.pk, first.pk, amina, SAME)
    unfollow(first.pk, bob)
    undo_merge(second.pk, amina, OTHER)
    assert told(bob, "reports.parted").get().data["report"] == second.public_id
    assert told(charlie, "reports.parted").count() == 1
    assert not told(alice, "reports.parted").exists()


def test_it_is_undone_once(amina, two):
    first, second = two
    merge(second.pk, first.pk, amina, SAME)
    undo_merge(second.pk, amina, OTHER)
    with pytest.raises(RefusedError, match="not a duplicate of another any more"):
        undo_merge(second.pk, amina, OTHER)


def test_a_duplicate_of_before_merges_were_remembered_runs_again(amina, two):
    first, second = two
    merge(second.pk, first.pk, amina, SAME)
    Merge.objects.all().delete()
    undo_merge(second.pk, amina, OTHER)
    assert fresh(second).state == State.OPEN
    assert outcome(second) is Outcome.RUNNING
    assert promise_of(second).moves_at == promise_of(second).due_at
