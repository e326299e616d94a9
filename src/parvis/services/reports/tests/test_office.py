"""The office as its people meet it: the queue, a case."""

import re

import pytest

from parvis.kernel.testing.cast import browser_of
from parvis.services.reports.actions import work
from parvis.services.reports.rules import Closing, State
from parvis.services.reports.tests.stage import photo
from parvis.services.reports.tests.test_pages import words_of


def test_an_agent_answers_from_the_queue_to_the_closing(stage, alice, amina, report_by, at_most):
    report, office = report_by(alice), browser_of(amina)
    office.get("/office/reports/")
    with at_most(14):
        queue = office.get("/office/reports/")
    assert report.reference in words_of(queue)
    case = f"/office/reports/{report.public_id}/"
    assert "alice@people.example" in words_of(office.get(case))
    office.post(f"{case}assign/", {"person": amina.public_id})
    office.post(f"{case}note/", {"words": "Call the contractor."})
    office.post(f"{case}ask/", {"words": "Which side?"})
    office.post(f"{case}plan/", {"day": "2036-05-04", "words": "With a crane."})
    office.post(f"{case}start/", {})
    office.post(f"{case}answer/", {"words": "The lamp is ordered."})
    office.post(f"{case}close/", {"closing": "done", "words": "A new lamp is in.", "proof": photo()})
    office.post(f"{case}reopen/", {"words": "It went out again."})
    report.refresh_from_db()
    assert (report.state, report.assignee, report.photos.count()) == (State.OPEN, amina, 1)
    kinds = list(report.comments.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["note", "question", "answer", "answer", "answer"]


def test_a_note_never_shows_on_the_public_page(stage, alice, amina, grace, report_by):
    report = report_by(alice)
    work.note(report.pk, amina, "The contractor is on holiday.")
    assert "holiday" not in words_of(grace.get(report.get_absolute_url()))
    assert "holiday" in words_of(browser_of(amina).get(f"/office/reports/{report.public_id}/"))


@pytest.mark.parametrize(
    ("verb", "given", "sentence"),
    [
        ("plan", {"day": "2001-01-01"}, "today or a later day"),
        ("close", {"closing": "done", "words": ""}, "Fill in “Your answer”."),
        (
            "close",
            {"closing": "duplicate", "words": "See.", "duplicate_of": "XXXX-XXXX"},
            "no report with this number",
        ),
        ("close", {"closing": "duplicate", "words": "See."}, "which report was there before"),
        ("forward", {"office": "", "words": "Not ours."}, "Fill in “To which office?”."),
    ],
)
def test_what_the_office_got_wrong_is_said_beside_the_form(
    stage, alice, amina, report_by, verb, given, sentence
):
    report = report_by(alice)
    answer = browser_of(amina).post(f"/office/reports/{report.public_id}/{verb}/", given)
    assert answer.status_code == 422
    assert sentence in words_of(answer)
    assert given.get("words", "") in words_of(answer)


def test_each_field_of_a_case_has_an_id_of_its_own(alice, amina, report_by):
    page = browser_of(amina).get(f"/office/reports/{report_by(alice).public_id}/").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {f'for="{deed}_words"' for deed in ("close", "answer", "note")} <= set(
        re.findall(r'for="\w+"', page)
    )


def test_an_agent_goes_from_one_report_to_the_next(stage, alice, amina, report_by):
    first, second, office = report_by(alice), report_by(alice), browser_of(amina)
    assert office.get(f"/office/reports/{first.public_id}/next/")["Location"].endswith(
        f"/{second.public_id}/"
    )
    assert office.get(f"/office/reports/{second.public_id}/next/")["Location"] == "/office/reports/"
    work.close(second.pk, amina, Closing.DONE, "A new lamp is in.")
    assert office.get(f"/office/reports/{second.public_id}/next/")["Location"].endswith(
        f"/{first.public_id}/"
    )


def test_whoever_gave_a_report_away_stands_at_their_queue_again(stage, alice, amina, report_by):
    given = {"office": stage.parks.pk, "words": "The pole belongs to a shop."}
    answer = browser_of(amina).post(
        f"/office/reports/{report_by(alice).public_id}/forward/", given, follow=True
    )
    assert answer.redirect_chain == [("/office/reports/", 302)]
    assert "Forwarded." in words_of(answer)


def test_an_unknown_deed_is_absent(stage, alice, amina, report_by):
    assert browser_of(amina).post(f"/office/reports/{report_by(alice).public_id}/explode/").status_code == 404


def test_officials_of_another_office_are_told_why_they_cannot_open_a_case(stage, alice, omar, report_by):
    answer = browser_of(omar).get(f"/office/reports/{report_by(alice).public_id}/")
    assert answer.status_code == 403
    assert "with another office" in words_of(answer)
