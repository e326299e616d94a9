"""Many reports at once, and the demo city's routing."""

import secrets
import tomllib
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from parvis.kernel.journal.queries import history_of, size
from parvis.kernel.promises.models import Promise
from parvis.kernel.promises.rules import Outcome
from parvis.kernel.verification.queries import broken_links
from parvis.services.reports.contracts import Closing, ForeignReport, UnknownSlugError, bring_in
from parvis.services.reports.models import Category, Report
from parvis.services.reports.queries.routing import NoOfficeError, office_for, routes
from parvis.services.reports.rules import fitting_rules
from parvis.services.reports.tests.stage import HERE

OPENED = datetime(2015, 3, 2, 14, 30, tzinfo=UTC)


def foreign(number: int, **details) -> ForeignReport:
    given = {
        "external_id": f"test:{number}",
        "category": "street-light",
        "office": "street-lighting",
        "lat": HERE[0],
        "lon": HERE[1],
        "opened_at": OPENED + timedelta(minutes=number),
        **details,
    }
    return ForeignReport(**given)


def take(*reports: ForeignReport) -> tuple[int, int]:
    count = list(bring_in(reports))[-1]
    return count.new, count.known


def test_known_reports_are_left_alone(stage):
    assert take(foreign(1), foreign(2)) == (2, 0)
    assert take(foreign(1), foreign(2), foreign(3)) == (1, 2)
    assert Report.objects.count() == 3


def test_one_number_twice_in_a_file_is_one_report(stage):
    assert take(foreign(1), foreign(1)) == (1, 1)


def test_who_draws_the_name_of_another_draws_again(stage, monkeypatch):
    take(foreign(1, due_at=OPENED))
    standing = Report.objects.get().public_id
    drawn, choose = iter(f"{standing}{'2' * 8}{'2' * 8}"), secrets.choice
    monkeypatch.setattr(secrets, "choice", lambda letters: next(drawn, None) or choose(letters))
    assert take(*(foreign(number, due_at=OPENED) for number in (2, 3, 4))) == (3, 0)
    assert Report.objects.filter(public_id=standing).get().external_id == "test:1"


def test_what_was_promised_elsewhere_keeps_its_due_date(stage):
    due = OPENED + timedelta(days=4)
    take(foreign(1, due_at=due), foreign(2))
    with_promise, without = Report.objects.order_by("opened_at")
    assert with_promise.promise.due_at == due
    assert without.promise is None


def test_closed_ones_come_with_their_end_and_their_history(stage):
    late = OPENED + timedelta(days=9)
    take(
        foreign(
            1, due_at=OPENED + timedelta(days=4), closed_at=late, closing=Closing.DONE, closing_words="Fixed."
        )
    )
    report = Report.objects.get()
    assert (report.state, report.closing, report.closing_words, report.area) == (
        "closed",
        "done",
        "Fixed.",
        stage.east,
    )
    assert report.promise.outcome(late) is Outcome.BROKEN
    assert [told.at for told in history_of(report.subject)] == [report.opened_at, late]
    assert size() == 2
    assert list(broken_links()) == []


def test_nobody_is_told_about_old_reports(stage, amina):
    take(foreign(1))
    assert amina.notices.count() == 0


def test_an_unknown_category_stops_the_import_with_its_name(stage):
    with pytest.raises(UnknownSlugError, match="nothing"):
        take(foreign(1, category="nothing"))


def test_the_bulk_form_leaves_the_same_traces_as_the_single_one(stage, report_by):
    take(foreign(1, due_at=OPENED + timedelta(days=1)))
    single, bulk = report_by(), Report.objects.get(external_id="test:1")
    for field in (
        "category",
        "office",
        "area",
        "cell",
        "state",
        "lat",
        "lon",
        "is_public",
        "closing",
        "finding",
    ):
        assert getattr(single, field) == getattr(bulk, field), field
    one, other = single.promise, bulk.promise
    for field in ("service", "topic", "owner", "holder", "chain", "area_id"):
        assert getattr(one, field) == getattr(other, field), field
    assert [told.verb for told in history_of(single.subject)] == [
        told.verb for told in history_of(bulk.subject)
    ]
    assert Promise.objects.count() == 2


def test_without_a_line_for_everything_the_fault_is_named(stage):
    stage.desk.refresh_from_db()
    from parvis.services.reports.models import Route

    Route.objects.filter(category=None).delete()
    with pytest.raises(NoOfficeError, match="Add a route for everything"):
        office_for(stage.housing, *HERE)


def test_every_point_and_category_of_the_demo_city_has_exactly_one_owner(db):
    from parvis.kernel.people.seeds import seed as seed_people
    from parvis.kernel.places.index import areas_at
    from parvis.kernel.places.models import Area
    from parvis.kernel.places.queries import slugs_of
    from parvis.kernel.places.seeds import seed_places
    from parvis.services.reports.seeds import seed as seed_reports

    seed_places()
    seed_people()
    seed_reports()
    lines = routes()
    west, south, east, north = settings.CITY.bounds
    points = [
        (south + (north - south) * row / 24, west + (east - west) * column / 24)
        for row in range(25)
        for column in range(25)
    ]
    inside = {areas_at(*point).ids for point in points if areas_at(*point)}
    assert len(inside) > 10
    for category in Category.objects.order_by("slug"):
        for areas in {*inside, *((area.pk,) for area in Area.objects.order_by("pk"))}:
            first, *rest = fitting_rules(lines, slugs_of(areas), category.slug, category.group.slug)
            same = [
                rule
                for rule in rest
                if (rule.area, rule.category, rule.group) == (first.area, first.category, first.group)
            ]
            assert not same, category


def test_every_text_of_the_demo_city_is_there_in_every_language():
    folder = settings.PROJECT / "demo" / "boston"
    languages = {code for code, _name in settings.LANGUAGES}

    def texts(value):
        if isinstance(value, dict):
            if "en" in value and all(isinstance(each, str) for each in value.values()):
                yield value
            for each in value.values():
                yield from texts(each)
        if isinstance(value, list):
            for each in value:
                yield from texts(each)

    for name in ("categories.toml", "offices.toml", "answers.toml", "layers.toml"):
        for text in texts(tomllib.loads((folder / name).read_text(encoding="utf-8"))):
            assert set(text) == languages, text
