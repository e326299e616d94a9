"""What people with a site of their own get from the city."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.http import HttpResponse
from icalendar import Calendar

from parvis.services.moderation.tests.stage import hidden
from parvis.services.reports.actions import work
from parvis.services.reports.contracts import Closing
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import WEST, build, reported

pytestmark = pytest.mark.django_db
DAY = date(2030, 5, 17)


@pytest.fixture
def stage(db):
    return build()


def events(browser, query: str = ""):
    answer = browser.get(f"/embed/works.ics{query}")
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content).walk("VEVENT")


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_planned_work_stands_in_the_calendar_on_its_day(stage, grace, alice, amina, clock):
    report = reported(stage, alice, address="12; Beacon Street, rear")
    clock.shift(timedelta(hours=2))
    work.plan(report.pk, amina, DAY)
    (event,) = events(grace)
    assert event["DTSTART"].dt == DAY
    assert event["DTEND"].dt == DAY + timedelta(days=1)
    assert event["SUMMARY"] == "Planned: Street light is out"
    assert event["LOCATION"] == "12; Beacon Street, rear, East Side"
    assert event["URL"].endswith(f"/reports/{report.public_id}/")
    assert report.words not in grace.get("/embed/works.ics").content.decode()


def test_an_event_keeps_its_name_and_counts_up_when_the_day_moves(stage, grace, alice, amina, clock):
    report = reported(stage, alice)
    work.plan(report.pk, amina, DAY)
    (before,) = events(grace)
    clock.shift(timedelta(hours=5))
    work.plan(report.pk, amina, DAY + timedelta(days=3))
    (after,) = events(grace)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] >= before["SEQUENCE"] + 5 * 3600
    assert after["LAST-MODIFIED"].dt - before["LAST-MODIFIED"].dt >= timedelta(hours=5)
    assert after["DTSTART"].dt == DAY + timedelta(days=3)


def test_a_long_line_is_folded_and_still_reads_the_same(stage, grace, alice, amina):
    place = "Überführung, Ecke; Straße \\ Hof " * 6
    work.plan(reported(stage, alice, address=place[:190]).pk, amina, DAY)
    raw = grace.get("/embed/works.ics").content
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert events(grace)[0]["LOCATION"] == f"{place[:190].strip()}, East Side"


def test_the_calendar_is_narrowed_and_speaks_the_language_asked_for(stage, grace, alice, amina):
    work.plan(reported(stage, alice).pk, amina, DAY)
    assert len(events(grace, "?area=east-side&category=street-light&lang=fr")) == 1
    assert events(grace, "?lang=fr")[0]["SUMMARY"].endswith("Lampadaire éteint")
    assert events(grace, "?area=west-side") == events(grace, "?category=tree") == []
    assert len(events(grace, "?area=nowhere")) == 1  # what makes no sense is left out


def test_only_open_reports_with_a_planned_day_are_in_it(stage, grace, alice, amina):
    reported(stage, alice)
    done = reported(stage, alice)
    work.plan(done.pk, amina, DAY)
    work.close(done.pk, amina, Closing.DONE, "Done.")
    assert events(grace) == []


@pytest.mark.parametrize("kind", ["private", "hidden", "unconfirmed"])
@pytest.mark.parametrize("path", ["/embed/works.ics", "/embed/card/", "/embed/"])
def test_what_is_not_everybodys_is_in_none_of_it(stage, grace, alice, amina, kind, path):
    report = reported(stage, alice, address="5 Secret Lane", is_public=kind != "private")
    work.plan(report.pk, amina, DAY)
    if kind == "hidden":
        hidden(report.subject, amina)
    if kind == "unconfirmed":
        Report.objects.filter(pk=report.pk).update(state="unconfirmed", planned_for=DAY)
    text = words(grace.get(path))
    assert report.public_id not in text
    assert "Secret" not in text
    if "card" in path:
        assert "<dd>0</dd>" in text
        assert "<dd>–</dd>" in text


def test_the_card_counts_what_is_open_and_what_was_answered_in_time(stage, grace, alice, amina, clock):
    for _number in range(2):
        reported(stage, alice)
    kept = reported(stage, alice, address="The newest one")
    work.close(kept.pk, amina, Closing.DONE, "Done.")
    reported(stage, alice, lat=WEST[0], lon=WEST[1])
    clock.shift(timedelta(days=5))
    text = words(grace.get("/embed/card/?area=east-side&category=street-light"))
    assert "<dd>2</dd>" in text
    assert "1 of 3" in text.replace("\u2068", "").replace("\u2069", "")
    assert "The newest one" in text
    assert "<dd>3</dd>" in words(grace.get("/embed/card/"))
    clock.shift(timedelta(days=90))
    assert "<dd>–</dd>" in words(grace.get("/embed/card/"))


def test_the_card_may_stand_in_any_frame_and_can_do_nothing_there(stage, grace, alice):
    reported(stage, alice, address="<script>alert(1)</script>")
    answer = grace.get("/embed/card/?theme=dark&lang=ar")
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    assert "form-action 'none'" in policy
    assert "X-Frame-Options" not in answer.headers
    assert not answer.cookies
    assert "<script" not in words(answer)
    assert len(answer.content) < 30_000
    assert 'dir="rtl" data-theme="dark"' in words(answer)
    assert answer.headers["Content-Language"] == "ar"
    assert words(answer).count('target="_blank" rel="noopener"') == words(answer).count("<a ") > 2


@pytest.mark.parametrize("path", ["/", "/embed/", "/reports/", "/embed/works.ics"])
def test_every_other_page_still_refuses_frames(stage, grace, path):
    answer = grace.get(path)
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/embed/card/", "/embed/works.ics"])
def test_what_has_not_changed_is_not_sent_again(stage, grace, alice, amina, path):
    work.plan(reported(stage, alice).pk, amina, DAY)
    first = grace.get(path)
    assert {"public", "max-age=300"} <= set(first.headers["Cache-Control"].split(", "))
    again = grace.get(path, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    work.plan(reported(stage, alice, address="Another").pk, amina, DAY)
    assert grace.get(path, headers={"if-none-match": first.headers["ETag"]}).status_code == 200


def test_the_builder_gives_code_that_leads_to_the_card(stage, grace):
    text = words(grace.get("/embed/?area=east-side&lang=fr&theme=dark"))
    code = unescape(re.search(r"<code>(&lt;iframe.*?)</code>", text)[1])
    assert unescape(re.search(r'src="(.*?)"', code)[1]) == (
        "http://testserver/embed/card/?area=east-side&lang=fr&theme=dark"
    )
    assert "&amp;lang" in code
    assert "http://testserver/embed/works.ics?area=east-side&amp;lang=fr" in text


def test_the_list_of_reports_leads_to_both(stage, grace):
    text = words(grace.get("/reports/?area=east-side"))
    assert 'href="/embed/?area=east-side"' in text
    assert 'href="/embed/works.ics?area=east-side"' in text
