"""What is private or hidden is told nowhere; what cannot be read is refused; and the bulk table."""

import csv
import io
from datetime import timedelta

import pytest
from django.conf import settings

from parvis.services.moderation.tests.stage import hidden as hide_all
from parvis.services.open311.tests.asking import FAR_CORNERS, ids, pictured
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import comment
from parvis.services.reports.rules import Closing

pytestmark = pytest.mark.django_db


# ── what is not for everybody ────────────────────────────────────────────────


def everywhere(caller, made):
    return [
        caller.get("requests").rows,
        caller.get("requests", service_request_id=made.reference).rows,
        [row for row in caller.get(f"requests/{made.reference}").rows if "code" not in row],
        caller.get("servicerequestupdates").rows,
    ]


def test_private_hidden_and_unconfirmed_requests_are_nowhere(stage, caller, report_by, amina, desk):
    private = report_by(category=stage.housing)
    hidden = report_by()
    work.answer(hidden.pk, amina, "We come tomorrow.")
    hide_all(hidden.subject, amina)
    waiting = report_by(email="gus@people.example")
    work.answer(private.pk, desk, "We come tomorrow.")
    for made in (private, hidden, waiting):
        assert everywhere(caller, made) == [[], [], [], []]
        assert caller.get(f"requests/{made.reference}").status == 404


def test_nothing_tells_who_sent_a_request(stage, caller, alice, report_by, grace):
    made = report_by(alice, shows_name=True)
    comment(made.pk, alice, "I sent this.")
    texts = [
        grace.get(f"/open311/v2/{path}").content.decode()
        for path in ("requests.json?extensions=true", f"requests/{made.reference}.xml?extensions=true")
    ]
    texts.append(b"".join(grace.get("/open311/v2/requests.csv").streaming_content).decode())
    for text in texts:
        assert made.reference in text
        assert alice.public_id not in text
        assert alice.email not in text
        assert "Alice" not in text


def test_a_hidden_comment_is_not_told(stage, caller, bob, amina, report_by):
    made = report_by()
    hide_all(comment(made.pk, bob, "An insult.").subject, amina)
    assert caller.get("requests", extensions="true").one["notes"] in ([], "")


def test_what_was_typed_into_a_question_stays_with_the_office(stage, caller, report_by):
    stage.light.questions.append({"name": "pole", "kind": "text", "labels": {"en": "Pole"}})
    stage.light.save()
    made = report_by()
    made.answers = {"how_many": "one", "pole": "beside my bedroom"}
    made.save()
    assert caller.get("requests", extensions="true").one["attributes"] == [
        {"code": "how_many", "value": "one"}
    ]


# ── errors ───────────────────────────────────────────────────────────────────

WRONG = [
    ({"start_date": "yesterday"}, "start_date"),
    ({"end_date": "2026-11-23T08:00:00"}, "end_date"),
    ({"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"}, "90 days"),
    ({"start_date": "2026-02-01T00:00:00Z", "end_date": "2026-01-01T00:00:00Z"}, "before start_date"),
    ({"status": "done"}, "status"),
    ({"page": "0"}, "page"),
    ({"page": "two"}, "page"),
    ({"page_size": "1001"}, "page_size"),
    ({"extensions": "maybe"}, "extensions"),
    ({"has_photo": "maybe"}, "has_photo"),
    ({"lat": "42.3"}, "belong together"),
    ({"long": "-71.0"}, "belong together"),
    ({"lat": "91", "long": "0"}, "lat"),
    ({"lat": "nan", "long": "0"}, "lat"),
    ({"lat": "42", "long": "-181"}, "long"),
    ({"radius": "100"}, "needs lat and long"),
    ({"lat": "42", "long": "-71", "radius": "0"}, "radius"),
    ({"lat_sw": "42"}, "all four"),
    ({**FAR_CORNERS, "lat_ne": "42.1"}, "south and west"),
]


@pytest.mark.parametrize(("params", "sentence"), WRONG, ids=str)
def test_what_cannot_be_read_is_400_with_its_name(stage, caller, params, sentence):
    answered = caller.get("requests", **params)
    assert answered.status == 400
    assert sentence in answered.fault


@pytest.mark.parametrize(
    "name", ["start_date", "status", "page", "lat", "radius", "extensions", "jurisdiction_id"]
)
def test_an_empty_parameter_counts_as_not_given(stage, caller, report_by, name):
    made = report_by()
    assert ids(caller.get("requests", **{name: " "})) == [made.reference]


@pytest.mark.parametrize(
    "call", ["services", "services/tree", "requests", "requests/x", "tokens/x", "servicerequestupdates"]
)
def test_another_jurisdiction_is_404(stage, caller, call):
    answered = caller.get(call, jurisdiction_id="atlantis.example")
    assert answered.status == 404
    assert "jurisdiction" in answered.fault


def test_our_own_jurisdiction_may_be_named(stage, caller, report_by):
    report_by()
    assert len(caller.get("requests", jurisdiction_id=settings.CITY.slug).rows) == 1


def test_an_unknown_request_is_404(stage, caller):
    answered = caller.get("requests/nothing")
    assert answered.status == 404
    assert "service_request_id" in answered.fault


def test_another_form_is_404_in_xml(stage, grace):
    answer = grace.get("/open311/v2/requests.html")
    assert answer.status_code == 404
    assert b"<code>404</code>" in answer.content


def test_another_method_is_405(stage, caller, grace):
    answer = grace.delete(f"/open311/v2/requests.{caller.form}")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, POST")


def test_other_pages_may_read_along_and_get_no_cookie(stage, grace):
    answer = grace.get("/open311/v2/requests.json", headers={"Origin": "https://elsewhere.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert "Access-Control-Allow-Credentials" not in answer.headers


# ── bulk ─────────────────────────────────────────────────────────────────────


def table(browser, query=""):
    answer = browser.get(f"/open311/v2/requests.csv{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))


def test_the_bulk_table_holds_all_times(stage, grace, report_by, amina, clock):
    old = report_by(words="=HYPERLINK(1)")
    clock.shift(timedelta(days=400))
    young = report_by()
    work.close(young.pk, amina, Closing.DONE, "New lamp.")
    rows = table(grace)
    assert [row["service_request_id"] for row in rows] == [young.reference, old.reference]
    assert (rows[0]["status_description"], rows[0]["status_notes"]) == ("closed", "New lamp.")
    assert rows[0]["closed_date"]
    assert rows[1]["description"] == "'=HYPERLINK(1)"
    assert table(grace, "?status=open")[0]["service_request_id"] == old.reference


def test_a_wrong_filter_of_the_bulk_table_is_400(stage, grace):
    answer = grace.get("/open311/v2/requests.csv?status=done")
    assert (answer.status_code, answer.json()[0]["code"]) == (400, 400)


def test_a_list_costs_the_same_number_of_queries_for_one_and_for_many(stage, grace, report_by, at_most):
    for _number in range(3):
        pictured(report_by)
    with at_most(9):
        grace.get("/open311/v2/requests.json?extensions=true")
    for _number in range(9):
        pictured(report_by)
    with at_most(9):
        assert len(grace.get("/open311/v2/requests.json?extensions=true").json()) == 12
