"""Reports for programs."""

import pytest

from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import HERE

NEW = {
    "category": "street-light",
    "lat": HERE[0],
    "lon": HERE[1],
    "answers": {"how_many": "one"},
    "words": "Dark.",
}


def send(browser, **changes):
    return browser.post("/api/v1/reports", {**NEW, **changes}, content_type="application/json")


def test_a_program_sends_a_report_and_reads_who_answers_by_when(stage, grace):
    answer = send(grace)
    assert answer.status_code == 201
    assert answer.json()["office"] == "street-lighting"
    assert answer.json()["due_at"]
    shown = grace.get(f"/api/v1/reports/{answer.json()['number']}").json()
    assert (shown["words"], shown["state"], shown["area"]) == ("Dark.", "open", "east-side")


def test_the_same_key_sends_one_report(stage, grace):
    assert send(grace, key="a").json()["number"] == send(grace, key="a").json()["number"]
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"category": "nothing"}, 403, "no category of that name"),
        ({"lat": 10.0}, 403, "outside the city"),
        ({"answers": {}}, 403, "needs an answer"),
        ({"lat": 200}, 422, "less than or equal to 90"),
        ({"email": "nonsense"}, 422, "pattern"),
        ({"words": "x" * 4001}, 422, "at most 4000"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_reason(stage, grace, changes, status, sentence):
    answer = send(grace, **changes)
    assert answer.status_code == status
    assert sentence in answer.content.decode()


def test_a_program_that_sends_too_much_is_told_when_to_come_back(stage, grace):
    answers = [send(grace) for _number in range(11)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_the_list_goes_on_where_it_ended(stage, grace, report_by, at_most):
    for _number in range(26):
        report_by()
    grace.get("/api/v1/reports")
    with at_most(12):
        first = grace.get("/api/v1/reports?state=underway").json()
    rest = grace.get("/api/v1/reports", {"state": "underway", "after": first["after"]}).json()
    assert (len(first["reports"]), len(rest["reports"]), rest["after"]) == (25, 1, None)


def test_a_private_report_is_absent_for_programs_too(stage, alice, grace, report_by):
    report = report_by(alice, is_public=False)
    assert grace.get(f"/api/v1/reports/{report.public_id}").status_code == 404
    assert grace.get("/api/v1/reports").json()["reports"] == []


def test_the_categories_are_listed_with_their_questions(stage, grace):
    found = {each["slug"]: each for each in grace.get("/api/v1/reports/categories").json()}
    assert found["street-light"]["questions"][0]["name"] == "how_many"


def test_the_api_describes_itself(stage, grace):
    paths = grace.get("/api/v1/openapi.json").json()["paths"]
    assert {"/api/v1/reports", "/api/v1/reports/{number}", "/api/v1/reports/categories"} <= set(paths)


def test_nobody_can_be_found_in_the_open_dataset(stage, alice, grace, report_by):
    report_by(alice, words="Call Alice at 555-0100.", shows_name=True, address="33 Beacon St")
    report_by(alice, is_public=False)
    report_by(email="zoe@people.example")
    text = b"".join(grace.get("/data/reports.csv").streaming_content).decode()
    assert len(text.strip().splitlines()) == 2
    for secret in ("Alice", "alice", "555-0100", "zoe", "Beacon", "71.065000"):
        assert secret not in text
