"""Who may merge what with what, what the database refuses, and several people at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from parvis.kernel.clock import now
from parvis.kernel.permissions.verdict import RefusedError
from parvis.services.reports.actions import work
from parvis.services.reports.actions.merging import merge, merge_in_order, undo_merge
from parvis.services.reports.models import Merge, Report
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.seen import OTHER, SAME

# ── who may, and what with what ──────────────────────────────────────────────


def test_an_office_cannot_end_its_promise_by_giving_the_work_to_another(
    alice, amina, omar, desk, stage, report_by
):
    lamp, tree = report_by(alice), report_by(alice, category=stage.tree)
    for by in (amina, omar, alice):
        with pytest.raises(RefusedError):
            merge(lamp.pk, tree.pk, by, SAME)
    merge(lamp.pk, tree.pk, desk, SAME)
    with pytest.raises(RefusedError, match="another office"):
        undo_merge(lamp.pk, alice, OTHER)
    undo_merge(lamp.pk, omar, OTHER)


def test_a_report_is_not_its_own_duplicate(amina, two):
    with pytest.raises(RefusedError, match="not this one"):
        merge(two[0].pk, two[0].pk, amina, SAME)


def test_what_is_not_public_is_not_merged(alice, amina, two, report_by):
    first, _second = two
    hidden = report_by(alice, is_public=False)
    for one, other in ((hidden, first), (first, hidden)):
        with pytest.raises(RefusedError, match="Only public"):
            merge(one.pk, other.pk, amina, SAME)


def test_there_are_no_chains(alice, amina, two, report_by):
    (first, second), third = two, report_by(alice)
    merge(second.pk, first.pk, amina, SAME)
    with pytest.raises(RefusedError, match="a duplicate itself"):
        merge(third.pk, second.pk, amina, SAME)
    with pytest.raises(RefusedError, match="the other way round"):
        merge(first.pk, third.pk, amina, SAME)


def test_what_is_closed_is_not_merged_and_takes_nothing_in(amina, two):
    first, second = two
    work.close(first.pk, amina, Closing.DONE, "Done.")
    with pytest.raises(RefusedError, match="first report is closed"):
        merge(second.pk, first.pk, amina, SAME)
    with pytest.raises(RefusedError, match="closed already"):
        merge(first.pk, second.pk, amina, SAME)


def test_whichever_is_named_the_older_one_stays(amina, two):
    first, second = two
    assert merge_in_order(first.pk, second.pk, amina, SAME) == second
    undo_merge(second.pk, amina, OTHER)
    assert merge_in_order(second.pk, first.pk, amina, SAME) == second


def test_the_one_that_others_were_merged_into_stays(alice, amina, two, report_by):
    (first, second), third = two, report_by(alice)
    merge(third.pk, second.pk, amina, SAME)
    assert merge_in_order(first.pk, second.pk, amina, SAME) == first


# ── what the database refuses, and two at once ───────────────────────────────


@pytest.mark.parametrize(
    ("name", "impossible"),
    [
        ("one_standing_merge_of_a_duplicate", lambda a, b, c: Merge(duplicate=b, first=c)),
        ("merge_makes_no_chain", lambda a, b, c: Merge(duplicate=c, first=b)),
        ("merge_makes_no_chain", lambda a, b, c: Merge(duplicate=a, first=c)),
        ("merge_makes_no_chain", lambda a, b, c: Merge(duplicate=a, first=b)),
        ("merge_is_of_two_reports", lambda a, b, c: Merge(duplicate=c, first=c)),
        ("merge_of_work_underway", lambda a, b, c: Merge(duplicate=c, first=a, state_before="closed")),
        (
            "merge_undone_after_made",
            lambda a, b, c: Merge(duplicate=c, first=a, undone_at=now() - timedelta(days=1)),
        ),
        ("merge_keeps_a_day_with_a_promise", lambda a, b, c: Merge(duplicate=c, first=a, due_at=now())),
    ],
)
def test_the_database_refuses_what_cannot_be(name, impossible, alice, amina, two, report_by):
    (first, second), third = two, report_by(alice)
    merge(second.pk, first.pk, amina, SAME)
    row = impossible(first, second, third)
    row.state_before = row.state_before or "open"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save()


@pytest.mark.django_db(transaction=True)
def test_of_two_agents_who_merge_each_into_the_other_one_wins(alice, amina, mona, report_by, together):
    one, other = report_by(alice), report_by(alice)
    outcomes = together(
        lambda: merge(one.pk, other.pk, amina, SAME), lambda: merge(other.pk, one.pk, mona, SAME)
    )
    assert sorted(type(each) for each in outcomes if not isinstance(each, Report)) == [RefusedError]
    assert Merge.objects.filter(undone_at=None).count() == 1
    assert Report.objects.filter(duplicate_of__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
def test_merges_in_a_ring_at_the_same_moment_make_no_chain(alice, amina, report_by, together):
    ring = [report_by(alice) for _each in range(3)]
    outcomes = together(
        *[
            lambda a=a, b=b: merge(a.pk, b.pk, amina, SAME)
            for a, b in zip(ring, ring[1:] + ring[:1], strict=True)
        ]
    )
    assert all(isinstance(each, Report | RefusedError) for each in outcomes)
    standing = Merge.objects.filter(undone_at=None).order_by("pk")
    assert not {each.duplicate_id for each in standing} & {each.first_id for each in standing}
    assert standing.exists()
