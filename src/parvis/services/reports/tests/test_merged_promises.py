"""Nobody's day gets lost when two reports become one, and nobody gains time by it."""

from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.promises.actions import escalate_due
from parvis.kernel.promises.rules import Outcome
from parvis.services.reports.actions import work
from parvis.services.reports.actions.merging import merge, undo_merge
from parvis.services.reports.actions.part import comment
from parvis.services.reports.models import Report
from parvis.services.reports.tests.seen import OTHER, SAME, fresh, outcome, promise_of


def test_the_earlier_day_counts_for_both(alice, amina, two):
    first, second = two
    early, late = promise_of(first).due_at, promise_of(second).due_at
    assert early < late
    merge(first.pk, second.pk, amina, SAME)
    assert outcome(first) is Outcome.WITHDRAWN
    assert (promise_of(second).due_at, promise_of(second).moves_at) == (early, early)
    undo_merge(first.pk, amina, OTHER)
    assert (promise_of(first).due_at, promise_of(first).moves_at) == (early, early)
    assert (promise_of(second).due_at, promise_of(second).moves_at) == (late, late)
    assert outcome(first) is outcome(second) is Outcome.RUNNING


def test_a_broken_promise_stays_broken(clock, amina, desk, alice, report_by):
    late = report_by(alice)
    clock.shift(timedelta(days=2))
    fresh_one = report_by(alice)
    due = promise_of(fresh_one).due_at
    escalate_due()
    before = promise_of(late)
    merge(late.pk, fresh_one.pk, desk, SAME)
    assert outcome(late) is Outcome.BROKEN
    assert promise_of(late).answered_at == now()
    assert promise_of(fresh_one).due_at == due
    undo_merge(late.pk, desk, OTHER)
    again = promise_of(late)
    assert (again.answered_at, again.moves_at, again.holder_id) == (None, before.moves_at, before.holder_id)


def test_an_undone_merge_buys_no_time(clock, amina, two):
    first, second = two
    merge(second.pk, first.pk, amina, SAME)
    clock.shift(timedelta(days=3))
    undo_merge(second.pk, amina, OTHER)
    assert outcome(second) is Outcome.BROKEN
    assert escalate_due() == 2


def test_a_question_that_waits_waits_on_after_an_undoing(clock, bob, amina, two):
    first, second = two
    work.ask(second.pk, amina, "Which side?")
    merge(second.pk, first.pk, amina, SAME)
    assert outcome(second) is Outcome.WITHDRAWN
    undo_merge(second.pk, amina, OTHER)
    assert outcome(second) is Outcome.PAUSED
    due = promise_of(second).due_at
    clock.shift(timedelta(hours=2))
    comment(second.pk, bob, "The north side.")
    assert promise_of(second).due_at == due + timedelta(hours=2)


def test_a_pause_of_the_first_moves_both_days_and_an_undoing_gives_each_its_own(clock, alice, amina, two):
    first, second = two
    early, late = promise_of(first).due_at, promise_of(second).due_at
    merge(first.pk, second.pk, amina, SAME)
    Report.objects.filter(pk=second.pk).update(author=alice)
    work.ask(second.pk, amina, "Which side?")
    clock.shift(timedelta(hours=5))
    comment(second.pk, alice, "The north side.")
    assert promise_of(second).due_at == early + timedelta(hours=5)
    undo_merge(first.pk, amina, OTHER)
    assert promise_of(second).due_at == late + timedelta(hours=5)
    assert promise_of(first).due_at == early


def test_of_three_reports_the_earliest_day_of_those_that_are_left_counts(clock, alice, amina, report_by):
    reports = []
    for _each in range(3):
        reports.append(report_by(alice))
        clock.shift(timedelta(hours=1))
    one, two, three = reports
    dues = [promise_of(each).due_at for each in reports]
    merge(two.pk, three.pk, amina, SAME)
    merge(one.pk, three.pk, amina, SAME)
    assert promise_of(three).due_at == dues[0]
    undo_merge(one.pk, amina, OTHER)
    assert promise_of(three).due_at == dues[1]
    undo_merge(two.pk, amina, OTHER)
    assert [promise_of(each).due_at for each in reports] == dues


def test_a_day_cannot_be_lost_in_a_report_that_promises_nothing(alice, desk, stage, report_by):
    nothing = report_by(alice, category=stage.housing, is_public=True)
    Report.objects.filter(pk=nothing.pk).update(is_public=True)
    promised = report_by(alice)
    with pytest.raises(RefusedError, match="promises no day"):
        merge(promised.pk, nothing.pk, desk, SAME)
    merge(nothing.pk, promised.pk, desk, SAME)
    undo_merge(nothing.pk, desk, OTHER)
    assert fresh(nothing).promise is None


def test_a_running_clock_cannot_be_stopped_by_a_question_to_somebody_else(amina, two):
    first, second = two
    work.ask(first.pk, amina, "Which side?")
    with pytest.raises(RefusedError, match="waits for its author"):
        merge(second.pk, first.pk, amina, SAME)
