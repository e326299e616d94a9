"""Calls that read: each parameter, each error, in both forms."""

from datetime import date, timedelta

import pytest

from parvis.kernel.clock import now
from parvis.services.open311.tests.asking import FAR_CORNERS, ids, moment, pictured
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import comment
from parvis.services.reports.models import Category
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import HERE, OUTSIDE, WEST

pytestmark = pytest.mark.django_db


# ── discovery and services ───────────────────────────────────────────────────


def test_discovery_says_where_what_and_how(stage, caller, grace):
    found = caller.get("discovery").one
    endpoint = found["endpoints"][0]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["type"] in {"production", "test"}
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert endpoint["url"] == "http://testserver/open311/v2"
    assert grace.get(found["key_service"]).status_code == 200
    assert "@" in found["contact"]
    assert moment(found["changeset"])


def test_services_are_what_residents_can_choose(stage, caller):
    services = {row["service_code"]: row for row in caller.get("services").rows}
    assert set(services) == {"street-light", "tree", "housing"}  # not what another number must be called for
    light = services["street-light"]
    assert (light["service_name"], light["group"]) == ("Street light is out", "Lights")
    assert (light["type"], light["metadata"], light["keywords"]) == ("realtime", "true", "lamp,dark")
    assert light["description"] == "Answered within 24 working hours."
    assert services["tree"]["metadata"] == "false"


def test_services_speak_the_readers_language(stage, grace):
    answer = grace.get("/open311/v2/services.json", headers={"Accept-Language": "fr"})
    assert "Lampadaire éteint" in answer.content.decode()


def test_services_at_a_point_are_those_of_the_city_there(stage, caller):
    assert len(caller.get("services", lat=HERE[0], long=HERE[1]).rows) == 3
    assert caller.get("services", lat=OUTSIDE[0], long=OUTSIDE[1]).rows == []


def test_a_definition_asks_what_the_page_asks(stage, caller):
    found = caller.get("services/street-light").one
    assert found["service_code"] == "street-light"
    [asked] = found["attributes"]
    assert (asked["code"], asked["variable"], asked["required"]) == ("how_many", "true", "true")
    assert (asked["datatype"], asked["order"], asked["description"]) == (
        "singlevaluelist",
        "1",
        "How many lights?",
    )
    assert asked["values"] == [{"key": "one", "name": "One"}, {"key": "several", "name": "Several"}]


def test_a_service_without_questions_has_a_definition_without_attributes(stage, caller):
    assert caller.get("services/tree").one["attributes"] in ([], "")


@pytest.mark.parametrize("code", ["nothing", "danger"])
def test_an_unknown_service_is_404(stage, caller, code):
    answered = caller.get(f"services/{code}")
    assert answered.status == 404
    assert "service_code" in answered.fault


# ── requests ─────────────────────────────────────────────────────────────────


def test_a_request_says_all_that_the_page_says(stage, caller, alice, report_by):
    made = report_by(alice, address="7 Beacon Street")
    row = caller.get("requests").one
    assert row["service_request_id"] == made.reference
    assert (row["status"], row["service_code"], row["service_name"]) == (
        "open",
        "street-light",
        "Street light is out",
    )
    assert (row["description"], row["address"]) == ("It is dark.", "7 Beacon Street")
    assert row["agency_responsible"] == "Street Lighting"
    assert (float(row["lat"]), float(row["long"])) == HERE
    assert moment(row["requested_datetime"]) == made.opened_at.replace(microsecond=0)
    assert moment(row["expected_datetime"]) == made.promise.due_at.replace(microsecond=0)
    assert row["media_url"] == row["address_id"] == row["zipcode"] == row["status_notes"] == ""


def test_the_newest_comes_first_and_pages_follow_each_other(stage, caller, report_by):
    made = [report_by().reference for _number in range(5)][::-1]
    assert ids(caller.get("requests")) == made
    assert ids(caller.get("requests", page_size=2)) == made[:2]
    assert ids(caller.get("requests", page=2, page_size=2)) == made[2:4]
    assert ids(caller.get("requests", page=3, page_size=2)) == made[4:]
    assert ids(caller.get("requests", page=4, page_size=2)) == []


def test_numbers_set_all_other_filters_aside(stage, caller, report_by):
    one, other, _third = (report_by() for _number in range(3))
    wanted = f"{one.reference},{other.public_id},NONE-SUCH"
    far = {"status": "closed", "start_date": "2001-01-01T00:00:00Z", "end_date": "2001-01-02T00:00:00Z"}
    assert ids(caller.get("requests", service_request_id=wanted, **far)) == [other.reference, one.reference]


def test_requests_of_some_services(stage, caller, report_by):
    light = report_by()
    tree = report_by(category=stage.tree)
    assert ids(caller.get("requests", service_code="tree")) == [tree.reference]
    assert ids(caller.get("requests", service_code="tree,street-light")) == [tree.reference, light.reference]
    assert ids(caller.get("requests", service_code="nothing")) == []


def test_requests_of_some_offices(stage, caller, report_by):
    report_by()
    tree = report_by(category=stage.tree)
    assert ids(caller.get("requests", agency_responsible="parks")) == [tree.reference]


def test_open_and_closed_requests(stage, caller, report_by, amina):
    opened, closed = report_by(), report_by()
    work.close(closed.pk, amina, Closing.DONE, "The lamp is new.")
    assert ids(caller.get("requests", status="open")) == [opened.reference]
    assert ids(caller.get("requests", status="closed")) == [closed.reference]
    assert len(ids(caller.get("requests", status="open,closed"))) == 2
    [row] = caller.get("requests", status="closed").rows
    assert row["status_notes"] == "The lamp is new."


def test_a_planned_request_says_for_when(stage, caller, report_by, amina):
    made = report_by()
    work.plan(made.pk, amina, date(2030, 5, 1))
    assert caller.get("requests").one["status_notes"] == "The work is planned for May 1, 2030."


def test_days_are_those_on_which_it_was_sent(stage, caller, report_by, clock):
    old = report_by()
    clock.shift(timedelta(days=100))
    young = report_by()
    assert ids(caller.get("requests")) == [young.reference]
    before = (now() - timedelta(days=50)).isoformat()
    assert ids(caller.get("requests", end_date=before)) == [old.reference]
    assert ids(caller.get("requests", start_date=before)) == [young.reference]
    assert ids(caller.get("requests", start_date=old.opened_at.isoformat(), end_date=before)) == [
        old.reference
    ]


def test_the_last_ninety_days_reach_to_this_moment(stage, caller, report_by, clock):
    made = report_by()
    clock.shift(timedelta(days=89))
    assert ids(caller.get("requests")) == [made.reference]
    clock.shift(timedelta(days=2))
    assert ids(caller.get("requests")) == []


def test_requests_in_a_rectangle(stage, caller, report_by):
    report_by()
    west = report_by(lat=WEST[0], lon=WEST[1])
    assert ids(caller.get("requests", **FAR_CORNERS)) == [west.reference]


def test_requests_around_a_point(stage, caller, report_by):
    here = report_by()
    west = report_by(lat=WEST[0], lon=WEST[1])  # 822 m away
    assert ids(caller.get("requests", lat=HERE[0], long=HERE[1])) == [here.reference]
    assert ids(caller.get("requests", lat=HERE[0], long=HERE[1], radius=821)) == [here.reference]
    assert ids(caller.get("requests", lat=HERE[0], long=HERE[1], radius=823)) == [
        west.reference,
        here.reference,
    ]


def test_requests_with_a_photograph(stage, caller, report_by, grace):
    report_by()
    made = pictured(report_by)
    row = caller.get("requests", has_photo="true").one
    assert row["service_request_id"] == made.reference
    assert grace.get(row["media_url"]).headers["Content-Type"] == "image/jpeg"
    assert len(ids(caller.get("requests", has_photo="false"))) == 2


def test_extensions_add_what_was_answered_seen_and_said(stage, caller, alice, bob, amina, report_by):
    made = pictured(report_by, alice)
    comment(made.pk, bob, "Still dark tonight.")
    work.answer(made.pk, amina, "We come tomorrow.")
    work.note(made.pk, amina, "Bring the long ladder.")
    row = caller.get("requests", extensions="true").one
    assert row["attributes"] == [{"code": "how_many", "value": "one"}]
    extended = row["extended_attributes"]
    assert (extended["channel"], extended["area"], extended["residents_say"]) == (
        "web",
        "east-side",
        "unknown",
    )
    assert len(extended["photos"]) == 1
    assert [(note["type"], note["description"]) for note in row["notes"]] == [
        ("comment", "Still dark tonight."),
        ("answer", "We come tomorrow."),
    ]
    assert "attributes" not in caller.get("requests").one


def test_one_request_and_the_promise_in_words(stage, caller, report_by):
    made = report_by()
    report_by()
    for written in (made.reference, made.public_id, made.reference.lower()):
        assert caller.get(f"requests/{written}").one["service_request_id"] == made.reference
    assert (
        caller.get(f"requests/{made.reference}")
        .one["service_notice"]
        .startswith("Street Lighting promised an answer by")
    )
    assert "notes" in caller.get(f"requests/{made.reference}", extensions="true").one


def test_the_time_of_the_last_change_is_told(stage, caller, report_by, amina, clock):
    made = report_by()
    clock.shift(timedelta(hours=2))
    work.answer(made.pk, amina, "We come tomorrow.")
    row = caller.get("requests").one
    assert moment(row["updated_datetime"]) == now().replace(microsecond=0)


def test_words_that_ask_nothing_and_moments_stand_in_the_definition(stage, caller):
    asks = [
        {"name": "read_this", "kind": "notice", "labels": {"en": "Do not touch the wire."}},
        {"name": "since", "kind": "moment", "labels": {"en": "Since when?"}},
    ]
    Category.objects.filter(slug="tree").update(questions=asks)
    told, asked = caller.get("services/tree").one["attributes"]
    assert (told["variable"], told["datatype"], told["description"]) == (
        "false",
        "text",
        "Do not touch the wire.",
    )
    assert (asked["variable"], asked["datatype"], asked["order"]) == ("true", "datetime", "2")
