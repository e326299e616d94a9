"""Somebody proposes that another office be responsible, sees what it would have moved, and decides."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.kernel.clock import now
from parvis.kernel.journal.queries import history_of
from parvis.kernel.keeping.actions import erase
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.places.models import Area
from parvis.kernel.testing.cast import official
from parvis.services.reports.actions import work
from parvis.services.reports.contracts import Closing, Rule, routes
from parvis.services.reports.models import Report
from parvis.services.reports.queries.routing import office_for
from parvis.services.reports.tests.stage import HERE, WEST, build, reported, square
from parvis.services.routing.actions import decide, drop, propose_boundaries, propose_line
from parvis.services.routing.models import Change
from parvis.services.routing.queries import decisions_of, preview
from parvis.services.routing.rules import Move
from parvis.services.routing.seeds import seed

WHY = "Parks has a crew of its own in the east."
LIGHTS_IN_THE_EAST = Rule("parks", area="east-side", category="street-light")


@pytest.fixture
def stage(db):
    return build()


@pytest.fixture
def dora(city_desk):
    """The second manager of the desk: in this city two sign new boundaries."""
    return official("Dora", city_desk, Role.MANAGER)


def features(border):
    """The two neighbourhoods, their border at another meridian."""
    return {"features": [square("East Side", border, -71.06), square("West Side", -71.08, border)]}


def today():
    return localdate(now())


# ── a line ───────────────────────────────────────────────────────────────────


def test_nothing_changes_before_it_is_decided(stage, dana, alice):
    reported(stage, alice)
    change = propose_line(dana, LIGHTS_IN_THE_EAST)
    assert preview(change).offices == [Move("street-lighting", "parks", 1, 1)]
    assert reported(stage, alice).office == stage.lighting


def test_what_is_reported_afterwards_goes_to_the_other_office_and_what_was_stays(stage, dana, alice):
    before = reported(stage, alice)
    decide(propose_line(dana, LIGHTS_IN_THE_EAST).pk, dana, WHY)
    assert reported(stage, alice).office == stage.parks
    assert reported(stage, alice, lat=WEST[0], lon=WEST[1]).office == stage.lighting
    before.refresh_from_db()
    assert before.office == stage.lighting


def test_what_it_would_have_moved_is_kept_with_the_decision_and_told_in_public(stage, dana, alice, amina):
    work.close(reported(stage, alice).pk, amina, Closing.DONE, "Done.")
    reported(stage, alice)
    change = decide(propose_line(dana, LIGHTS_IN_THE_EAST).pk, dana, WHY)
    assert change.moved == [["street-lighting", "parks", 2, 1]]
    assert [told.text for told in history_of(change.subject)] == [
        "The city changed who is responsible for something."
    ]
    assert history_of(change.subject)[0].path == change.get_absolute_url()


def test_deciding_twice_is_deciding_once(stage, dana):
    change = propose_line(dana, LIGHTS_IN_THE_EAST)
    decide(change.pk, dana, WHY)
    assert decide(change.pk, dana, "Another reason, later.").reason == WHY
    assert len(history_of(change.subject)) == 1


def test_a_line_is_taken_away_and_the_next_one_counts(stage, dana, alice):
    decide(propose_line(dana, Rule("", category="tree"), gone=True).pk, dana, WHY)
    assert reported(stage, alice, category=stage.tree).office == stage.desk


def test_a_line_for_a_group_counts_for_its_categories(stage, dana, alice):
    decide(propose_line(dana, Rule("parks", group="other", area="east-side")).pk, dana, WHY)
    assert Rule("parks", group="other", area="east-side") in routes()
    assert office_for(stage.housing, *HERE) == stage.parks
    assert office_for(stage.housing, *WEST) == stage.desk


def test_the_line_for_everything_cannot_be_taken_away(stage, dana):
    with pytest.raises(RefusedError, match="The line for everything stays"):
        propose_line(dana, Rule(""), gone=True)


def test_what_is_so_already_is_not_proposed(stage, dana):
    with pytest.raises(RefusedError, match="This is so already"):
        propose_line(dana, Rule("street-lighting", category="street-light"))


def test_a_decision_needs_a_reason(stage, dana):
    change = propose_line(dana, LIGHTS_IN_THE_EAST)
    with pytest.raises(RefusedError, match="Say why"):
        decide(change.pk, dana, " because ")
    assert LIGHTS_IN_THE_EAST not in routes()
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.filter(pk=change.pk).update(decided_at=now())


@pytest.mark.parametrize("who", ["amina", "mona", "desk", "alice"])
def test_only_managers_of_the_public_desk_propose_and_decide(stage, dana, who, request):
    change, other = propose_line(dana, LIGHTS_IN_THE_EAST), request.getfixturevalue(who)
    for deed in (
        lambda: propose_line(other, LIGHTS_IN_THE_EAST),
        lambda: propose_boundaries(other, features(-71.068), today()),
        lambda: decide(change.pk, other, WHY),
        lambda: drop(change.pk, other),
    ):
        with pytest.raises(RefusedError, match="Only managers of the public desk"):
            deed()


def test_a_proposal_is_taken_back_and_a_decision_is_not(stage, dana):
    first, second = (
        propose_line(dana, LIGHTS_IN_THE_EAST),
        propose_line(dana, Rule("parks", area="west-side")),
    )
    drop(first.pk, dana)
    decide(second.pk, dana, WHY)
    drop(second.pk, dana)
    assert list(Change.objects.all()) == [second]
    with pytest.raises(RefusedError, match="Somebody was faster"):
        decide(first.pk, dana, WHY)


def test_who_leaves_is_not_named_with_what_they_decided(stage, dana):
    change = decide(propose_line(dana, LIGHTS_IN_THE_EAST).pk, dana, WHY)
    (row,) = decisions_of(dana)
    assert (row["kept_data"]["change"], row["kept_data"]["reason"]) == (change.public_id, WHY)
    erase(dana)
    change.refresh_from_db()
    assert (change.proposed_by, change.decided_by, change.reason) == (None, None, WHY)


# ── boundaries ───────────────────────────────────────────────────────────────


def test_boundaries_show_what_would_lie_elsewhere_and_go_to_another_office(stage, dana, alice):
    decide(propose_line(dana, LIGHTS_IN_THE_EAST).pk, dana, WHY)
    edge = reported(stage, alice, lat=42.355, lon=-71.0685)
    reported(stage, alice)
    change = propose_boundaries(dana, features(-71.068), today() + timedelta(days=3))
    seen = preview(change)
    assert seen.areas == [Move("east-side", "west-side", 1, 1)]
    assert seen.offices == [Move("parks", "street-lighting", 1, 1)]
    assert (seen.looked_at, edge.office) == (2, stage.parks)


def test_boundaries_count_from_their_day_on(stage, clock, dana, dora, alice):
    change = propose_boundaries(dana, features(-71.068), today() + timedelta(days=3))
    decide(change.pk, dora, WHY)
    spot = {"lat": 42.355, "lon": -71.0685}
    assert reported(stage, alice, **spot).area.slug == "east-side"
    clock.shift(timedelta(days=4))
    after = reported(stage, alice, **spot)
    assert after.area.slug == "west-side"
    assert Area.objects.get(pk=after.area_id).source == change.subject


def test_boundaries_that_were_decided_late_count_from_that_day_on(stage, clock, dana, dora):
    change = propose_boundaries(dana, features(-71.068), today())
    clock.shift(timedelta(days=4))
    decide(change.pk, dora, WHY)
    assert Area.objects.filter(valid_from=today()).count() == 2


def test_who_proposed_boundaries_does_not_decide_them_alone_and_nothing_moves(stage, dana):
    change = propose_boundaries(dana, features(-71.068), today())
    with pytest.raises(RefusedError, match="Ask a second one"):
        decide(change.pk, dana, WHY)
    change.refresh_from_db()
    assert change.decided_at is None
    assert not Area.objects.filter(source=change.subject).exists()


def test_boundaries_cannot_change_in_the_past(stage, dana):
    with pytest.raises(RefusedError, match="cannot change in the past"):
        propose_boundaries(dana, features(-71.068), today() - timedelta(days=1))


@pytest.mark.parametrize(
    ("geojson", "sentence"),
    [
        ({}, "no FeatureCollection"),
        ([1, 2], "no FeatureCollection"),
        ({"features": []}, "no areas in this file"),
        ({"features": [{"properties": {}}]}, "has no name"),
        ({"features": [{"properties": {"name": "X"}, "geometry": {"type": "Point"}}]}, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(stage, dana, geojson, sentence):
    with pytest.raises(RefusedError, match=sentence):
        propose_boundaries(dana, geojson, today())


def test_where_nothing_was_reported_nothing_would_move(stage, dana):
    seen = preview(propose_boundaries(dana, features(-71.068), today()))
    assert (seen.offices, seen.areas, seen.looked_at) == ([], [], 0)


# ── the preview tells what then happens ──────────────────────────────────────

OFFICES = ("street-lighting", "parks", "city-desk")
LINES = st.builds(
    Rule,
    st.sampled_from(OFFICES),
    st.sampled_from([None, "east-side", "west-side", "boston"]),
    st.sampled_from([None, "street-light", "tree"]),
)
SPOTS = st.lists(
    st.tuples(st.sampled_from(["light", "tree", "housing"]), st.floats(-71.0795, -71.0605)),
    min_size=1,
    max_size=6,
)


class _BackAgainError(Exception):
    """Ends an example, so that the next one begins with an empty city."""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=LINES, second=LINES, spots=SPOTS, border=st.sampled_from([-71.075, -71.068, -71.062]))
def test_the_preview_says_exactly_what_would_have_gone_elsewhere(
    stage, dana, dora, first, second, spots, border
):
    """The oracle asks the city itself, report by report, before and after the change is made."""
    with pytest.raises(_BackAgainError), transaction.atomic():
        for category, lon in spots:
            reported(stage, category=getattr(stage, category), lat=42.355, lon=lon)
        for line in (first, second):
            if line not in routes():
                check(propose_line(dana, line), dora)
        check(propose_boundaries(dana, features(border), today()), dora)
        raise _BackAgainError


def check(change, dora):
    said, before = preview(change), responsible_now()
    decide(change.pk, dora, WHY)
    after = responsible_now()
    moved = [(before[pk], after[pk]) for pk in before if before[pk] != after[pk]]
    assert {(m.before, m.after): m.reports for m in said.offices} == {
        pair: moved.count(pair) for pair in moved
    }


def responsible_now():
    rows = Report.objects.select_related("category__group")
    return {row.pk: office_for(row.category, row.lat, row.lon).slug for row in rows}


def test_without_the_offices_of_the_demo_nothing_is_decided(stage, dana):
    seed()
    assert not Change.objects.exists()
