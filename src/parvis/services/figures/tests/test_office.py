"""The figures of an office, for its managers."""

from datetime import timedelta

from django.utils.timezone import localdate

from parvis.kernel.clock import now
from parvis.kernel.places.actions import load_areas
from parvis.kernel.places.models import Area
from parvis.kernel.testing.cast import browser_of
from parvis.services.figures.queries import figures_of
from parvis.services.figures.tests.test_figures import words_of
from parvis.services.reports.actions import work
from parvis.services.reports.contracts import Closing
from parvis.services.reports.tests.stage import reported, square


def test_only_managers_see_the_figures_of_their_office(stage, alice, amina, mona, at_most):
    work.close(reported(stage, alice).pk, amina, Closing.DONE, "Done.")
    refused = browser_of(amina).get("/office/figures/")
    assert refused.status_code == 403
    assert "Only managers of Street Lighting" in words_of(refused)
    manager = browser_of(mona)
    manager.get("/office/figures/")
    with at_most(14):
        page = manager.get("/office/figures/?days=90")
    assert "Street Lighting" in words_of(page)


def test_the_office_has_its_figures_in_its_menu(stage, mona):
    assert "/office/figures/" in browser_of(mona).get("/office/reports/").content.decode()


def test_who_kept_the_old_address_comes_to_the_same_office(stage, mona):
    answer = browser_of(mona).get("/office/reports/figures/?days=90&office=street-lighting")
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/office/figures/?days=90&office=street-lighting",
    )
    assert browser_of(mona).get("/office/reports/figures/")["Location"] == "/office/figures/"


def test_work_stands_in_the_line_of_its_age(stage, alice, clock):
    reported(stage, alice)
    clock.shift(timedelta(days=20))
    reported(stage, alice)
    load = figures_of(stage.lighting, now() - timedelta(days=30), now()).load
    assert (load.underway, load.unassigned, load.late) == (2, 2, 1)
    assert load.by_age == [(7, 1), (30, 1), (90, 0), (365, 0), (0, 0)]


def test_promises_of_an_area_have_one_line_whatever_its_boundary(stage, alice, amina, clock):
    before = reported(stage, alice)
    clock.shift(timedelta(days=2))
    city = Area.objects.get(kind=Area.Kind.CITY)
    features = [square("East Side", -71.068, -71.06), square("West Side", -71.08, -71.068)]
    load_areas({"features": features}, Area.Kind.NEIGHBOURHOOD, city, valid_from=localdate(now()))
    work.close(before.pk, amina, Closing.DONE, "A new lamp.")
    after = reported(stage, alice)
    clock.shift(timedelta(days=4))
    assert before.area_id != after.area_id
    (line,) = figures_of(stage.lighting, now() - timedelta(days=30), now()).by_area
    assert (line.name, line.figures.total) == ("East Side", 2)
