"""A boundary moves: what happened keeps the area and the office of its day, what comes goes by the new one."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.catalogue.queries import service_of
from parvis.kernel.clock import now
from parvis.kernel.places.actions import load_areas
from parvis.kernel.places.index import areas_at
from parvis.kernel.places.models import Area
from parvis.kernel.places.queries import slugs_of, versions_of
from parvis.services.reports.actions import work
from parvis.services.reports.actions.setup import keep_route
from parvis.services.reports.forms.filters import FilterForm
from parvis.services.reports.models import Report, Route
from parvis.services.reports.queries.find import narrowed
from parvis.services.reports.queries.routing import in_words, routes
from parvis.services.reports.rules import Closing, fitting_rules
from parvis.services.reports.tests.stage import HERE, WEST, reported, square
from parvis.services.reports.tests.test_pages import words_of

EDGE = (42.355, -71.0685)  # in the east; after the boundary has moved in the west


def move_the_boundary(day):
    """From this day on the west reaches further into the east."""
    city = Area.objects.get(kind=Area.Kind.CITY)
    features = [square("East Side", -71.068, -71.06), square("West Side", -71.08, -71.068)]
    load_areas({"features": features}, Area.Kind.NEIGHBOURHOOD, city, valid_from=day)


@pytest.fixture
def moved(stage, clock, alice):
    """A light at the edge reported before the boundary moved, while parks had the lights of the west."""
    keep_route(stage.parks, stage.light, stage.west)
    before = reported(stage, alice, lat=EDGE[0], lon=EDGE[1])
    clock.shift(timedelta(days=2))
    move_the_boundary(localdate(now()))
    return before


def listed(slug):
    return set(narrowed(Report.objects.all(), FilterForm({"area": slug}).filters()))


def test_a_report_keeps_the_area_and_the_office_of_its_day(stage, moved, grace):
    moved.refresh_from_db()
    assert (moved.area, moved.office) == (stage.east, stage.lighting)
    page = words_of(grace.get(moved.get_absolute_url()))
    assert "Street Lighting" in page
    assert "Parks" not in page


def test_what_is_reported_afterwards_goes_by_the_new_boundary(stage, moved, bob):
    after = reported(stage, bob, lat=EDGE[0], lon=EDGE[1])
    assert (after.area.slug, after.office) == ("west-side", stage.parks)
    assert after.area != stage.west
    assert reported(stage, bob, lat=HERE[0], lon=HERE[1]).office == stage.lighting


def test_a_line_for_an_area_goes_on_to_count_when_its_boundary_moves(stage, moved, bob):
    assert reported(stage, bob, lat=WEST[0], lon=WEST[1]).office == stage.parks
    fitting = fitting_rules(routes(), slugs_of(areas_at(*WEST).ids), "street-light", "lights")
    assert [line.where for line in in_words(fitting)] == ["West Side", "everywhere", "everywhere"]


def test_a_line_for_an_area_is_changed_not_doubled_after_its_boundary_moved(stage, moved, bob):
    keep_route(stage.desk, stage.light, Area.objects.get(slug="west-side", valid_until=None))
    assert Route.objects.filter(area__slug="west-side").count() == 1
    assert reported(stage, bob, lat=WEST[0], lon=WEST[1]).office == stage.desk


def test_the_list_of_an_area_has_what_was_reported_in_its_old_boundary(stage, moved, bob):
    after = reported(stage, bob, lat=EDGE[0], lon=EDGE[1])
    assert listed("east-side") == {moved}
    assert listed("west-side") == {after}


def test_the_page_of_an_area_tells_what_happened_in_its_old_boundary(stage, moved, bob, grace):
    page = grace.get("/areas/east-side/").context
    assert [told.address for told in page["events"]] == [moved.get_absolute_url()]
    assert page["runs"] == [("saw", 1)]
    reported(stage, bob, lat=HERE[0], lon=HERE[1])
    assert len(grace.get("/areas/east-side/").context["events"]) == 2


def test_the_promises_of_an_area_are_counted_together_whatever_its_boundary(
    stage, moved, clock, bob, amina, grace
):
    work.close(moved.pk, amina, Closing.DONE, "A new lamp.")
    reported(stage, bob, lat=HERE[0], lon=HERE[1])
    clock.shift(timedelta(days=4))
    assert grace.get("/areas/east-side/").context["figures"].total == 2


def test_somebody_who_lives_there_still_has_a_neighbourhood(stage, moved, alice, grace):
    alice.home_area = stage.east
    alice.save()
    grace.force_login(alice)
    assert grace.get("/").context["area"].slug == "east-side"


def test_a_service_that_is_open_in_an_area_stays_open_there(stage, moved):
    offer("around", stage.desk, stage="paused")
    offer("around", stage.desk, area=stage.west, stage="open")
    west = Area.objects.get(slug="west-side", valid_until=None)
    east = Area.objects.get(slug="east-side", valid_until=None)
    assert service_of("around", west.pk)
    assert service_of("around", east.pk) is None
    assert service_of("around") is None
    assert service_of("reports", east.pk)


def test_the_versions_of_an_area_are_known_by_its_slug(stage, moved):
    assert slugs_of([stage.west.pk, stage.east.pk]) == ["west-side", "east-side"]
    assert versions_of(stage.east.pk)[0] == stage.east.pk
    assert len(versions_of(stage.east.pk)) == 2
    assert versions_of() == ()
