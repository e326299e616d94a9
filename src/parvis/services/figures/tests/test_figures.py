"""Counting the city, and the pages on which it is read."""

import csv
import re
from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from parvis.kernel.clock import now
from parvis.kernel.journal.models import Entry
from parvis.kernel.places.actions import load_city
from parvis.kernel.places.models import Area
from parvis.kernel.testing.answers import words_of
from parvis.services.figures.actions import count_anew
from parvis.services.figures.models import AreaCount, CellCount
from parvis.services.figures.queries import cells_of, months
from parvis.services.figures.rules import number_of
from parvis.services.figures.tests.stage import mend
from parvis.services.figures.views.drawing import size_of, square_kilometres
from parvis.services.moderation.tests.stage import hidden
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import follow, look_again, say_first_time
from parvis.services.reports.contracts import Closing
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import HERE, WEST, reported, square

pytestmark = pytest.mark.django_db
PAGES = ("/figures/", "/figures/areas/", "/figures/areas.csv", "/figures/map/", "/figures/before-after/")


def many(stage, author, number: int, spot=HERE, **details) -> list[Report]:
    return [reported(stage, author, lat=spot[0], lon=spot[1], **details) for _ in range(number)]


def line(area: str = "east-side", span: int = 90) -> AreaCount:
    return AreaCount.objects.get(area=area, span=span)


def lines_of(answer) -> dict[str, dict[str, str]]:
    return {row["area"]: row for row in csv.DictReader(StringIO(answer.content.decode()))}


def test_a_neighbourhood_is_counted_as_a_plain_count_would(stage, alice, bob, amina, clock):
    reports = many(stage, alice, 4) + many(stage, alice, 2, WEST)
    work.close(reports[0].pk, amina, Closing.DONE, "Done.")
    look_again(reports[0].pk, bob, fixed=False)
    clock.shift(timedelta(days=3))
    work.close(reports[1].pk, amina, Closing.DONE, "Late.")
    look_again(reports[1].pk, bob, fixed=True)
    clock.shift(timedelta(minutes=1))
    count_anew()
    east, findings = line(), Counter(Report.objects.filter(area=stage.east).values_list("finding", flat=True))
    assert (east.opened, east.open_now, east.closed, east.due, east.kept) == (4, 2, 2, 4, 1)
    assert (east.fixed, east.not_fixed) == (findings["fixed"], findings["not_fixed"])
    assert findings["fixed"] + findings["not_fixed"] > 0
    assert (line("").opened, line("west-side").opened, line("", 365).opened) == (6, 2, 6)


def test_what_lies_before_the_span_is_not_counted_but_what_is_open_is(stage, alice, clock):
    many(stage, alice, 3)
    clock.shift(timedelta(days=100))
    count_anew()
    assert (line().opened, line().due, line().open_now) == (0, 0, 3)
    assert (line(span=365).opened, line(span=365).due) == (3, 3)


def test_duplicates_count_as_their_first_report(stage, alice, amina):
    first, second = many(stage, alice, 2)
    work.close(second.pk, amina, Closing.DUPLICATE, "Reported before.", duplicate_of=first)
    count_anew()
    assert (line().opened, line().closed) == (1, 0)


def test_a_boundary_that_moved_keeps_its_neighbourhood(stage, alice, clock):
    many(stage, alice, 3)
    clock.shift(timedelta(days=2))
    moved = [square("East Side", -71.071, -71.06), square("West Side", -71.08, -71.071)]
    load_city({"type": "FeatureCollection", "features": moved}, {"en": "Boston"}, valid_from=localdate(now()))
    assert Area.objects.filter(slug="east-side").count() == 2
    many(stage, alice, 2)
    count_anew()
    assert line().opened == 5
    assert [
        reports for _cell, area, reports in cells_of(localdate(now()).replace(day=1), area="east-side")
    ] or sum(months(area="east-side").values()) == 5


def test_counting_again_changes_nothing_and_is_told_once_each_time(stage, alice):
    many(stage, alice, 4)
    lines = count_anew()
    before = list(CellCount.objects.order_by("month", "cell", "group", "area").values_list("cell", "reports"))
    count_anew()
    assert (
        list(CellCount.objects.order_by("month", "cell", "group", "area").values_list("cell", "reports"))
        == before
    )
    assert lines == AreaCount.objects.count() + CellCount.objects.count()
    assert Entry.objects.filter(verb="figures.figures.counted").count() == 2


def test_cells_and_months_are_what_a_plain_count_finds(stage, alice, clock):
    many(stage, alice, 3)
    clock.shift(timedelta(days=40))
    many(stage, alice, 5)
    many(stage, alice, 4, WEST)
    many(stage, alice, 2, category=stage.tree)
    count_anew()
    month = localdate(now()).replace(day=1)
    plain = Counter(
        Report.objects.filter(opened_at__gte=now() - timedelta(days=1)).values_list("cell", flat=True)
    )
    assert {cell: reports for cell, _area, reports in cells_of(month)} == dict(plain)
    assert sorted(months().values()) == [3, 11]
    assert months("lights", "east-side")[month] == 5
    assert [reports for _cell, _area, reports in cells_of(month, "lights")] == [5, 4]


def test_a_cell_with_fewer_than_three_reports_is_not_shown(stage, alice, grace):
    many(stage, alice, 2)
    count_anew()
    assert cells_of(localdate(now()).replace(day=1)) == []
    assert "Too few reports to draw" in words_of(grace.get("/figures/map/"))
    many(stage, alice, 1)
    count_anew()
    assert "Too few" not in words_of(grace.get("/figures/map/"))


def test_the_database_refuses_what_cannot_be(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        AreaCount.objects.create(span=90, area="x", due=1, kept=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        AreaCount.objects.create(span=90, area="x", closed=1, fixed=1, not_fixed=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        CellCount.objects.create(month=date(2026, 1, 1), group="lights", reports=0)


def test_a_square_kilometre_is_one(stage):
    side = 1 / 111.19508  # degrees of a great circle
    ring = [[0, -side / 2], [side, -side / 2], [side, side / 2], [0, side / 2], [0, -side / 2]]
    assert size_of({"type": "Polygon", "coordinates": [ring]}) == pytest.approx(1, rel=1e-4)
    assert square_kilometres()["east-side"] == pytest.approx(0.9135, rel=0.01)


def test_everyone_reads_neighbourhoods_side_by_side_and_takes_the_table_away(stage, alice, grace):
    many(stage, alice, 2)
    many(stage, alice, 5, WEST)
    count_anew()
    text = words_of(grace.get("/figures/areas/?by=opened"))
    assert text.index("The whole city 7 ") < text.index("West Side 5 ") < text.index("East Side 2 ")
    text = words_of(grace.get("/figures/areas/"))
    assert text.index("East Side 2 ") < text.index("West Side 5 ")
    rows = lines_of(grace.get("/figures/areas.csv?by=opened&days=365"))
    assert [*rows] == ["west-side", "east-side"]
    assert (rows["west-side"]["opened"], rows["west-side"]["days"]) == ("5", "365")
    assert float(rows["west-side"]["opened_per_km2"]) == pytest.approx(5 / 0.9135, rel=0.02)


def test_where_nothing_fell_due_there_is_no_share(stage, alice, grace):
    many(stage, alice, 1)
    count_anew()
    assert "0 %" not in words_of(grace.get("/figures/areas/?by=kept"))
    assert "promises kept: 0 of 0" in words_of(grace.get("/figures/"))


def test_the_map_says_the_same_as_its_table_and_moves_by_months(stage, alice, grace, clock):
    many(stage, alice, 4)
    clock.shift(timedelta(days=31))
    many(stage, alice, 12)
    count_anew()
    newest = number_of(localdate(now()))
    page = grace.get("/figures/map/")
    assert page.content.decode().count('<path class="c3"') == 1
    assert re.search(r"1 East Side 12 |1 near [^<]*East Side 12 ", words_of(page))
    assert f'value="{newest}" aria-valuetext=' in page.content.decode()
    assert f'href="/figures/map/?month={newest - 1}" rel="prev"' in page.content.decode()
    assert 'rel="next"' not in page.content.decode()
    before = grace.get(f"/figures/map/?month={newest - 1}&group=lights&area=east-side")
    assert before.content.decode().count('<path class="c1"') == 1
    assert (
        f'href="/figures/map/?month={newest}&amp;group=lights&amp;area=east-side" rel="next"'
        in before.content.decode()
    )


@pytest.mark.parametrize(
    "query", ["month=0", "month=abc", "month=99999999999", "month=²", "group=x&area=y", "month="]
)
def test_what_makes_no_sense_in_the_address_is_left_out(stage, grace, query):
    count_anew()
    assert grace.get(f"/figures/map/?{query}").status_code == 200
    assert grace.get(f"/figures/before-after/?after={query[6:]}").status_code == 200


def test_places_that_were_mended_are_shown_before_and_after(stage, alice, amina, grace):
    report = mend(stage, alice, amina, address="Beacon Street")
    only_proof = reported(stage, alice)
    work.close(only_proof.pk, amina, Closing.DONE, "Done.")
    text = grace.get("/figures/before-after/").content.decode()
    assert text.count('<img src="/files/') == 2
    assert f'href="/reports/{report.public_id}/"' in text
    assert 'alt="Before: Street light is out, Beacon Street"' in text
    assert 'alt="After: Street light is out, Beacon Street"' in text
    for address in re.findall(r'<img src="(/files/[^"]+)"', text):
        assert grace.get(address).status_code == 200


def test_the_gallery_goes_on_page_by_page(stage, alice, amina, grace, monkeypatch):
    monkeypatch.setattr("parvis.services.figures.views.gallery.PAGE", 2)
    reports = [mend(stage, alice, amina).public_id for _ in range(5)]
    seen, address = [], "/figures/before-after/"
    while address:
        text = grace.get(address).content.decode()
        seen += re.findall(r'href="/reports/(\w+)/"><bdi>', text)
        following = re.search(r'rel="next" href="(\?after=\d+)"', text)
        address = f"/figures/before-after/{following[1]}" if following else ""
    assert seen == reports[::-1]


@pytest.mark.parametrize("kind", ["private", "hidden", "unconfirmed"])
def test_what_is_not_everybodys_is_in_no_figure(stage, alice, amina, grace, kind):
    reports = [mend(stage, alice, amina, is_public=kind != "private") for _ in range(3)]
    reports += many(stage, alice, 3, is_public=kind != "private")
    for report in reports:
        if kind == "hidden":
            hidden(report.subject, amina)
    if kind == "unconfirmed":
        Report.objects.update(state="unconfirmed", closed_at=None)
    count_anew()
    assert CellCount.objects.count() == 0
    assert line("").opened == line("").closed == line("").open_now == line("").due == 0
    for page in PAGES:
        text = grace.get(page).content.decode()
        assert "/files/" not in text
        assert not [report for report in reports if report.public_id in text]


def test_the_list_of_reports_leads_to_the_figures(stage, grace):
    assert 'href="/figures/"' in grace.get("/reports/").content.decode()


def test_the_card_and_the_figures_say_the_same(stage, alice, amina, grace, clock):
    first, second, third = many(stage, alice, 3)
    work.close(second.pk, amina, Closing.DUPLICATE, "Reported before.", duplicate_of=first)
    work.close(third.pk, amina, Closing.DONE, "Done.")
    clock.shift(timedelta(days=9))
    count_anew()
    card = grace.get("/embed/card/").content.decode().replace("\u2068", "").replace("\u2069", "")
    assert f"{line('').kept} of {line('').due}" in card
    assert f"<dd>{line('').open_now}</dd>" in card


def test_everybody_sees_how_many_answered_and_for_how_many_it_was_the_first_time(
    stage, alice, bob, amina, grace, clock
):
    report = reported(stage, alice)
    follow(report.pk, bob)
    work.close(report.pk, amina, Closing.DONE, "Done.")
    clock.shift(timedelta(hours=1))
    look_again(report.pk, bob, fixed=True)
    say_first_time(report.pk, bob, first=True)
    clock.shift(timedelta(hours=1))
    count_anew()
    assert (line().asked, line().answered, line().said, line().first) == (2, 1, 1, 1)
    page = words_of(grace.get("/figures/"))
    assert "2 people were asked whether it is fixed; 1 looked and answered." in page
    assert "Of 1 who said so, 1 told a city about something for the first time." in page
    assert "50 %" in words_of(grace.get("/figures/areas/"))
    assert lines_of(grace.get("/figures/areas.csv"))["east-side"]["asked"] == "2"
