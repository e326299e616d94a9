"""What offices and residents do with a report."""

from datetime import date, timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.files.actions import store_photo
from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.queries import history_of, latest, stones
from parvis.kernel.notices.models import Notice
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.promises.actions import escalate_due
from parvis.kernel.promises.rules import Outcome
from parvis.kernel.testing.answers import words_of
from parvis.kernel.testing.cast import browser_of
from parvis.kernel.trust.queries import standing_of
from parvis.kernel.trust.rules import grown
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import comment, follow, look_again, unfollow
from parvis.services.reports.models import Comment, Report
from parvis.services.reports.queries.find import followers_of, get_for, queue_of, visible_to
from parvis.services.reports.rules import Closing, Finding, State
from parvis.services.reports.tests.stage import photo
from parvis.services.reports.views.public import PARTAKING
from parvis.services.reports.views.shown import clock_of

GUEST = None


def fresh(report: Report) -> Report:
    return Report.objects.select_related("promise", "office").get(pk=report.pk)


def verbs(report: Report) -> list[str]:
    return [told.verb.rsplit(".", 1)[1] for told in history_of(report.subject)]


def told(person, kind: str) -> int:
    return Notice.objects.filter(person=person, kind=kind).count()


def test_closing_keeps_the_promise_and_asks_followers_to_look(alice, bob, amina, report_by):
    report = report_by(alice)
    follow(report.pk, bob)
    work.close(report.pk, amina, Closing.DONE, "A new lamp is in.")
    closed = fresh(report)
    assert (closed.state, closed.closing, closed.closing_words) == (State.CLOSED, "done", "A new lamp is in.")
    assert closed.promise.outcome(now()) is Outcome.KEPT
    assert told(alice, "reports.closed") == told(bob, "reports.closed") == 1
    assert verbs(report) == ["opened", "followed", "closed"]


def test_a_proof_photograph_stands_apart_from_the_first_ones(alice, amina, report_by):
    report = report_by(alice)
    proof = store_photo(photo(), owner=amina, purpose="reports.photo")
    work.close(report.pk, amina, Closing.DONE, "Done.", proof=[proof.public_id])
    assert [each.is_proof for each in report.photos.all()] == [True]


def test_people_of_another_office_cannot_close_it(alice, omar, report_by):
    with pytest.raises(RefusedError, match="another office"):
        work.close(report_by(alice).pk, omar, Closing.DONE, "Not mine.")


def test_a_resident_cannot_close_it(alice, report_by):
    with pytest.raises(RefusedError):
        work.close(report_by(alice).pk, alice, Closing.DONE, "I say so.")


def test_a_report_is_closed_once(alice, amina, report_by):
    report = report_by(alice)
    work.close(report.pk, amina, Closing.DONE, "Done.")
    with pytest.raises(RefusedError, match="Somebody was faster"):
        work.close(report.pk, amina, Closing.DONE, "Done again.")


@pytest.mark.django_db(transaction=True)
def test_two_agents_closing_at_the_same_moment_close_once(alice, amina, report_by, together):
    report = report_by(alice)
    outcomes = together(*[lambda: work.close(report.pk, amina, Closing.DONE, "Done.")] * 3)
    assert sum(isinstance(outcome, Report) for outcome in outcomes) == 1
    assert verbs(report).count("closed") == 1


def test_an_empty_answer_is_refused(alice, amina, report_by):
    with pytest.raises(RefusedError, match="few words"):
        work.close(report_by(alice).pk, amina, Closing.DONE, "   ")


def test_too_many_words_are_refused(alice, amina, report_by):
    with pytest.raises(RefusedError, match="4000"):
        work.answer(report_by(alice).pk, amina, "x" * 4001)


def test_a_duplicate_hands_its_followers_on_and_its_promise_counts_no_more(alice, bob, amina, report_by):
    first, second = report_by(alice), report_by(bob)
    work.close(second.pk, amina, Closing.DUPLICATE, "See the first.", duplicate_of=first)
    assert fresh(second).promise.outcome(now()) is Outcome.WITHDRAWN
    assert followers_of(first) == [alice, bob]


@pytest.mark.parametrize("closing", [Closing.DUPLICATE, Closing.DONE])
def test_a_duplicate_and_only_a_duplicate_names_the_first_report(closing, alice, amina, report_by):
    first, second = report_by(alice), report_by(alice)
    other = None if closing is Closing.DUPLICATE else first
    with pytest.raises(RefusedError, match="which report was there before"):
        work.close(second.pk, amina, closing, "Hm.", duplicate_of=other)


def test_a_report_cannot_be_its_own_duplicate(alice, amina, report_by):
    report = report_by(alice)
    with pytest.raises(RefusedError, match="not this one"):
        work.close(report.pk, amina, Closing.DUPLICATE, "Itself.", duplicate_of=report)


def test_a_question_stops_the_clock_until_the_author_answers(clock, alice, bob, amina, report_by):
    report = report_by(alice)
    due = report.promise.due_at
    work.ask(report.pk, amina, "Which side of the street?")
    assert fresh(report).promise.outcome(now()) is Outcome.PAUSED
    clock.shift(timedelta(hours=3))
    comment(report.pk, bob, "I am not the author.")
    assert fresh(report).promise.outcome(now()) is Outcome.PAUSED
    comment(report.pk, alice, "The north side.")
    assert fresh(report).promise.due_at == due + timedelta(hours=3)


def test_nobody_can_be_asked_about_a_report_without_a_name(amina, report_by):
    with pytest.raises(RefusedError, match="without a name"):
        work.ask(report_by().pk, amina, "Who are you?")


def test_forwarding_tells_everyone_why_and_keeps_the_due_date(alice, amina, omar, stage, report_by):
    report = report_by(alice)
    due = report.promise.due_at
    work.assign(report.pk, amina, amina)
    work.forward(report.pk, amina, stage.parks, "It hangs in a tree.")
    moved = fresh(report)
    assert (moved.office, moved.assignee, moved.promise.due_at) == (stage.parks, None, due)
    assert told(omar, "reports.arrived") == told(alice, "reports.moved") == 1
    assert "Parks" in history_of(report.subject)[-1].text


def test_forwarding_to_the_same_office_is_refused(alice, amina, stage, report_by):
    with pytest.raises(RefusedError, match="already"):
        work.forward(report_by(alice).pk, amina, stage.lighting, "Hm.")


def test_planning_says_the_day_and_the_promise_runs_on(alice, amina, report_by):
    report = report_by(alice)
    work.plan(report.pk, amina, date(2030, 5, 4), "A crane is needed.")
    planned = fresh(report)
    assert (planned.state, planned.planned_for) == (State.PLANNED, date(2030, 5, 4))
    assert planned.promise.outcome(now()) is Outcome.RUNNING
    assert report.comments.get().words == "A crane is needed."
    assert "May 4, 2030" in history_of(report.subject)[-1].text


def test_beginning_the_work_is_public(alice, amina, report_by):
    report = report_by(alice)
    work.start(report.pk, amina)
    assert fresh(report).state == State.IN_PROGRESS
    assert verbs(report)[-1] == "started"


def test_an_agent_takes_a_report_and_only_a_manager_gives_it_away(alice, amina, mona, omar, report_by):
    report = report_by(alice)
    work.assign(report.pk, amina, amina)
    with pytest.raises(RefusedError, match="Only a manager"):
        work.assign(report.pk, amina, mona)
    with pytest.raises(RefusedError, match="does not work"):
        work.assign(report.pk, mona, omar)
    work.assign(report.pk, mona, amina)
    assert told(amina, "reports.arrived") == 2
    work.assign(report.pk, amina, None)
    assert fresh(report).assignee is None


def test_people_of_another_office_cannot_assign(alice, omar, report_by):
    with pytest.raises(RefusedError, match="another office"):
        work.assign(report_by(alice).pk, omar, omar)


def test_a_note_is_for_the_office_only(alice, amina, report_by):
    report = report_by(alice)
    work.note(report.pk, amina, "The contractor is on holiday.")
    assert Comment.objects.get().kind == "note"
    assert verbs(report) == ["opened"]


def test_taking_it_up_again_lets_the_clock_run_on(alice, amina, report_by):
    report = report_by(alice)
    work.close(report.pk, amina, Closing.DONE, "Done.")
    work.reopen(report.pk, amina, "It went out again.")
    again = fresh(report)
    assert (again.state, again.closed_at, again.closing) == (State.OPEN, None, "")
    assert again.promise.outcome(now()) is Outcome.RUNNING


def test_residents_say_whether_it_is_fixed_and_may_change_their_mind(alice, bob, charlie, amina, report_by):
    report = report_by(alice)
    work.close(report.pk, amina, Closing.DONE, "Done.")
    look_again(report.pk, bob, fixed=False)
    assert fresh(report).finding == Finding.NOT_FIXED
    look_again(report.pk, charlie, fixed=True)
    look_again(report.pk, bob, fixed=True)
    look_again(report.pk, bob, fixed=True)
    assert fresh(report).finding == Finding.FIXED
    assert fresh(report).state == State.CLOSED
    assert verbs(report).count("found_fixed") == 2


def test_who_follows_anew_is_told_again_and_not_recorded_again(alice, bob, report_by):
    report = report_by(alice)
    for _time in range(3):
        assert follow(report.pk, bob)
        unfollow(report.pk, bob)
    assert verbs(report).count("followed") == 1


def test_who_changes_their_mind_gave_one_minute(alice, bob, report_by):
    report = report_by(alice)
    for fixed in (True, False, True):
        look_again(report.pk, bob, fixed=fixed)
    looks = Entry.objects.filter(subject=report.subject, verb__startswith="reports.report.found")
    assert sorted(looks.values_list("minutes", flat=True)) == [0, 0, 1]


def test_following_has_a_limit_and_letting_go_has_none(alice, bob, report_by):
    report, browser = report_by(alice), browser_of(bob)
    page = f"{report.get_absolute_url()}follow/"
    most = grown(PARTAKING, standing_of(bob)).burst
    for _time in range(most):
        assert browser.post(page).status_code == 302
    assert "That was a lot at once" in words_of(browser.post(page))
    assert browser.post(page, {"stop": "1"}).status_code == 302


def test_following_twice_is_following_once(alice, bob, report_by):
    report = report_by(alice)
    assert follow(report.pk, bob)
    assert not follow(report.pk, bob)
    unfollow(report.pk, bob)
    assert report.follows.count() == 1


def test_a_comment_sent_twice_stands_once(alice, bob, report_by):
    report = report_by(alice)
    comment(report.pk, bob, "Me too.", key="k")
    comment(report.pk, bob, "Me too.", key="k")
    assert report.comments.count() == 1
    assert told(alice, "reports.commented") == 1
    assert told(bob, "reports.commented") == 0


def test_the_author_without_a_name_stays_unnamed_in_comments(alice, report_by):
    report = report_by(alice)
    comment(report.pk, alice, "Still dark.")
    assert all("Alice" not in line.text for line in history_of(report.subject))


def test_a_broken_promise_comes_to_the_city_desk_by_itself(clock, alice, desk, stage, report_by):
    report = report_by(alice)
    clock.shift(timedelta(days=2))
    assert queue_of(stage.desk, 0, 9) == []
    escalate_due()
    assert queue_of(stage.desk, 0, 9) == [report]
    assert "Street Lighting" in history_of(report.subject)[-1].text
    work.close(report.pk, desk, Closing.DONE, "The desk took over.")
    assert fresh(report).promise.outcome(now()) is Outcome.BROKEN


def test_a_broken_promise_names_who_has_it_now_and_a_running_one_who_would_be_next(
    clock, alice, stage, report_by
):
    report = report_by(alice)
    assert clock_of(fresh(report), now(), with_fallback=True).fallback == "City Desk"
    clock.shift(timedelta(days=2))
    assert clock_of(fresh(report), now(), with_fallback=True).fallback == ""
    escalate_due()
    assert clock_of(fresh(report), now(), with_fallback=True).fallback == "City Desk"


def test_the_queue_begins_with_the_most_urgent_promise(clock, alice, amina, stage, report_by):
    late = report_by(alice)
    clock.shift(timedelta(hours=1))
    early = report_by(alice)
    promise = fresh(early).promise
    promise.due_at = promise.moves_at = now() + timedelta(minutes=5)
    promise.save()
    assert queue_of(stage.lighting, 0, 9) == [early, late]


def test_a_stranger_cannot_see_a_private_report(alice, charlie, omar, amina, report_by):
    report = report_by(alice, is_public=False)
    assert get_for(alice, report.public_id) == report
    assert get_for(amina, report.public_id) == report
    with pytest.raises(AbsentError):
        get_for(charlie, report.public_id)
    with pytest.raises(RefusedError):
        get_for(omar, report.public_id)
    assert report not in visible_to(charlie)
    assert report in visible_to(alice)


def test_a_private_report_leaves_no_trace_on_the_square(stage, alice, desk, report_by):
    report = report_by(alice, category=stage.housing)
    comment(report.pk, alice, "It is still cold.")
    work.close(report.pk, desk, Closing.DONE, "The heating works again.")
    assert latest(10) == []
    assert stones((), now() - timedelta(days=1)) == []
    assert verbs(report) == ["opened", "commented", "closed"]
