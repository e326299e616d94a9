"""The map of cells: what it is told, and what it does in a browser."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from parvis.kernel.clock import now
from parvis.kernel.places.cells import outline
from parvis.kernel.testing.browser import Look
from parvis.services.figures.actions import count_anew
from parvis.services.figures.rules import number_of
from parvis.services.figures.tests.test_figures import many
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import WEST, build


def test_the_map_is_told_the_cells_of_the_table_and_nothing_else(stage, alice, grace):
    (shown, *_rest), _few = many(stage, alice, 5), many(stage, alice, 2, WEST)
    count_anew()
    answer = grace.get("/figures/cells.json")
    (cell,) = answer.json()["features"]
    assert cell["properties"] == {"id": shown.cell, "shade": 2}
    assert cell["geometry"]["coordinates"] == [[list(corner) for corner in outline(shown.cell)]]
    assert f'<tr id="cell-{shown.cell}">' in grace.get("/figures/map/").content.decode()
    assert grace.get("/figures/cells.json?area=west-side").json()["features"] == []
    assert grace.get("/figures/cells.json?month=x&group=y&area=z").json() == answer.json()


def test_private_reports_darken_no_cell(stage, alice, grace):
    many(stage, alice, 9, is_public=False)
    count_anew()
    assert grace.get("/figures/cells.json").json()["features"] == []
    assert Report.objects.count() == 9


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("javascript", [True, False])
def test_the_slider_goes_a_month_back(open_page, alice, clock, javascript):
    stage = build()
    many(stage, alice, 3)
    clock.shift(timedelta(days=31))
    many(stage, alice, 12)
    count_anew()
    page = open_page("/figures/map/", Look(javascript=javascript))
    expect(page.locator("#heat-list")).to_contain_text("12")
    page.focus("#month")
    page.keyboard.press("ArrowLeft")
    if not javascript:
        page.click("main form button[type=submit]")
    expect(page.locator("#heat-words")).to_contain_text("3 reports were opened")
    expect(page.locator("#heat-list")).not_to_contain_text("12")
    expect(page.locator("#heat-month")).to_have_text(page.locator("#cells").inner_text())
    assert f"month={number_of(localdate(now())) - 1}" in page.url
