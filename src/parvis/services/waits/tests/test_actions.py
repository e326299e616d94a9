"""Counting the waits of a city."""

import random
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from parvis.kernel.clock import now
from parvis.kernel.journal.models import Entry
from parvis.kernel.places.actions import load_city
from parvis.kernel.places.queries import slugs_of_neighbourhoods
from parvis.kernel.promises.models import Promise
from parvis.services.reports.contracts import Closing
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import reported, square
from parvis.services.waits.actions import count_anew
from parvis.services.waits.models import Wait
from parvis.services.waits.rules import Tally, difference_of, median_of
from parvis.services.waits.tests.stage import HERE, WEST, bring, build, told


def line(category: str, area: str = "", span: int = 365) -> Wait:
    return Wait.objects.get(category=category, area=area, span=span)


def test_the_side_that_waits_longer_for_its_lights_is_found(stage):
    east, west, city = (
        line("street-light", "east-side"),
        line("street-light", "west-side"),
        line("street-light"),
    )
    assert (east.median, west.median) == (2, 9)
    assert (east.verdict, west.verdict, city.verdict) == ("shorter", "longer", "")
    assert west.chance < 0.001
    assert (west.reports, west.still_open, city.reports) == (45, 5, 85)


def test_where_both_sides_wait_alike_the_difference_could_be_chance(stage):
    assert {line("tree", area).verdict for area in ("east-side", "west-side")} == {"chance"}


def test_of_a_few_reports_only_their_number_is_kept(stage):
    few = line("danger", "east-side")
    assert (few.reports, few.median, few.verdict, few.chance) == (4, None, "few", None)


def test_promises_that_fell_due_were_kept_or_not(stage):
    west = line("street-light", "west-side")
    assert (west.due, west.kept) == (45, 0)
    assert (line("street-light", "east-side").due, line("street-light", "east-side").kept) == (40, 40)


def test_what_is_older_than_the_shorter_span_counts_in_the_longer_one_alone(stage):
    assert line("street-light", span=90).reports == 85
    assert not Wait.objects.filter(category="tree", span=90).exists()


def test_a_day_after_the_year_is_over_nothing_is_left(stage, clock):
    clock.move_to(now() + timedelta(days=366))
    assert count_anew() == 0
    assert not Wait.objects.exists()


def test_duplicates_and_what_is_not_public_do_not_count(stage):
    before = line("street-light").reports
    bring(told("street-light", HERE, ago=9, wait=1, closing=Closing.DUPLICATE))
    bring(told("street-light", HERE, ago=9, wait=1))
    Report.objects.filter(pk=Report.objects.latest("pk").pk).update(is_public=False)
    count_anew()
    assert line("street-light").reports == before
    assert not Wait.objects.filter(category="housing").exists()


def test_a_report_that_was_taken_up_again_waits_on(stage):
    newest = Report.objects.filter(category__slug="tree").latest("pk")
    Report.objects.filter(pk=newest.pk).update(state="open", closed_at=None, closing="")
    count_anew()
    assert line("tree").still_open == 1


def test_a_report_of_today_is_counted_and_is_no_evidence_yet(stage):
    before = line("street-light", "east-side")
    for _ in range(50):
        reported(stage)
    count_anew()
    after = line("street-light", "east-side")
    assert (after.reports, after.still_open) == (before.reports + 50, 50)
    assert (after.median, after.low, after.high) == (before.median, before.low, before.high)


def test_what_was_opened_and_closed_today_is_no_evidence_either(stage):
    """Else what is quick would count before what was opened beside it and still waits."""
    before = line("street-light", "west-side")
    bring(*(told("street-light", WEST, ago=0.5, wait=0.1) for _ in range(60)))
    count_anew()
    after = line("street-light", "west-side")
    assert after.reports == before.reports + 60
    assert (after.median, after.waiting, after.chance) == (before.median, before.waiting, before.chance)


def test_a_promise_counts_from_the_day_on_which_it_falls_due(stage, clock):
    before = line("tree")
    bring(told("tree", HERE, ago=2, wait=1), told("tree", HERE, ago=2))
    count_anew()
    assert (line("tree").due, line("tree").kept) == (before.due, before.kept)
    clock.move_to(now() + timedelta(days=4))
    count_anew()
    assert (line("tree").due, line("tree").kept) == (before.due + 2, before.kept + 1)


def test_a_promise_that_was_withdrawn_or_waits_for_an_answer_is_neither_kept_nor_broken(stage):
    before = line("tree")
    one, other = Promise.objects.filter(topic="tree", answered_at__lte=F("due_at")).order_by("pk")[:2]
    Promise.objects.filter(pk=one.pk).update(answered_at=None, withdrawn_at=now())
    Promise.objects.filter(pk=other.pk).update(answered_at=None, paused_at=now())
    count_anew()
    assert (line("tree").due, line("tree").kept) == (before.due - 2, before.kept - 2)


def test_a_report_outside_all_neighbourhoods_counts_for_the_city_once(stage):
    before = line("street-light").reports
    bring(told("street-light", HERE, ago=9, wait=1))
    Report.objects.filter(pk=Report.objects.latest("pk").pk).update(area=None)
    count_anew()
    assert line("street-light").reports == before + 1
    assert line("street-light", "east-side").reports == 40


def test_a_neighbourhood_whose_boundary_moved_keeps_its_past(stage):
    old = stage.east.pk
    features = [square("East Side", -71.069, -71.06), square("West Side", -71.08, -71.07)]
    load_city(
        {"type": "FeatureCollection", "features": features}, {"en": "Boston"}, valid_from=date(2020, 1, 1)
    )
    assert slugs_of_neighbourhoods()[old] == "east-side"
    count_anew()
    assert line("street-light", "east-side").reports == 40


def test_what_the_database_counts_is_what_one_counts_report_by_report(stage):
    """Random waits of all lengths, some of less than a day, some still open, counted again one by one."""
    chance = random.Random(3)
    many = []
    for _ in range(150):
        ago, wait = chance.uniform(0.1, 120), chance.uniform(0, 40)
        given = {"ago": ago, "wait": wait if wait < ago and chance.random() < 0.8 else None}
        many.append(told("tree", chance.choice((HERE, WEST)), **given))
    bring(*many)
    count_anew()
    west, city = (
        _tally(Report.objects.filter(category__slug="tree", **where)) for where in ({"area": stage.west}, {})
    )
    found = line("tree", "west-side")
    assert (found.median, found.low, found.high) == tuple(_three(west))
    assert line("tree").median == median_of(city).days
    assert found.chance == pytest.approx(difference_of(west, city).chance)


def _three(tally: Tally) -> tuple[int | None, ...]:
    found = median_of(tally)
    return found.days, found.low, found.high


def _tally(rows) -> Tally:
    counted, at = Tally(), line("tree").counted_at
    for opened, closed in rows.values_list("opened_at", "closed_at").order_by("pk"):
        age = (at - opened) // timedelta(days=1)
        wait = max(-((opened - closed) // timedelta(days=1)), 1) if closed else None
        if wait is not None and wait <= age:
            counted.closed[wait] += 1
        else:
            counted.waiting[age] += 1
    return counted


def test_counting_again_writes_the_same_and_the_journal_says_when(stage):
    before = list(
        Wait.objects.order_by("span", "category", "area").values_list("category", "median", "verdict")
    )
    assert count_anew() == len(before)
    after = list(
        Wait.objects.order_by("span", "category", "area").values_list("category", "median", "verdict")
    )
    assert after == before
    assert set(Entry.objects.filter(subject="waits.figures").values_list("actor", flat=True)) == {"system"}


@pytest.mark.django_db(transaction=True)
def test_two_who_count_at_once_leave_one_set_of_lines(transactional_db, together):
    build()
    lines = Wait.objects.count()
    assert together(count_anew, count_anew, count_anew) == [lines] * 3
    assert Wait.objects.count() == lines


@pytest.mark.parametrize(
    "wrong",
    [{"kept": 99}, {"due": 99}, {"still_open": 99}, {"low": 30}, {"high": 1}, {"chance": 1.5}, {"area": ""}],
)
def test_the_database_refuses_a_line_that_makes_no_sense(stage, wrong):
    found = line("street-light", "west-side")
    with pytest.raises(IntegrityError), transaction.atomic():
        Wait.objects.filter(pk=found.pk).update(**wrong)


def test_the_demo_counts_what_it_has_and_may_be_planted_twice(stage):
    from parvis.services.waits.seeds import seed

    seed()
    seed()
    assert line("street-light", "west-side").verdict == "longer"
    assert str(line("street-light")) == "street-light in the whole city, 365 days"
