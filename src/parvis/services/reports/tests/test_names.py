"""The author decides whether their name stands with the report, and may change that afterwards."""

from dataclasses import replace

import pytest

from parvis.kernel.consents import registry
from parvis.kernel.consents.contracts import has_consented
from parvis.kernel.consents.tasks import end_what_counts_no_more
from parvis.kernel.journal.queries import history_of, latest
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.testing.cast import browser_of
from parvis.services.reports.actions.part import comment, show_name
from parvis.services.reports.tests.test_pages import words_of


def told(report):
    return [each.text.replace("\u2068", "").replace("\u2069", "") for each in history_of(report.subject)]


def test_a_name_that_is_taken_away_is_taken_out_of_what_was_told_before(alice, bob, grace, report_by):
    report = report_by(alice, shows_name=True)
    comment(report.pk, alice, "Still dark.")
    comment(report.pk, bob, "Here, too.")
    assert told(report)[0].startswith("Alice reported")
    answer = browser_of(alice).post(f"/reports/{report.public_id}/name/", follow=True)
    assert "Your name stands here no more." in words_of(answer)
    assert [line.split()[:2] for line in told(report)] == [
        ["A", "resident"],
        ["A", "resident"],
        ["Bob", "wrote"],
    ]
    assert "Alice" not in words_of(grace.get(report.get_absolute_url()))
    assert not [each.text for each in latest(20) if "Alice" in each.text]


def test_a_name_can_be_shown_from_now_on(alice, grace, report_by):
    report = report_by(alice)
    answer = browser_of(alice).post(f"/reports/{report.public_id}/name/", {"show": "1"}, follow=True)
    assert "Your public name stands here." in words_of(answer)
    comment(report.pk, alice, "Still dark.")
    assert told(report)[0].startswith("A resident reported")
    assert told(report)[1].startswith("Alice wrote")
    assert "Take my name away" in words_of(browser_of(alice).get(report.get_absolute_url()))
    assert "Take my name away" not in words_of(grace.get(report.get_absolute_url()))


def test_only_the_author_decides_about_their_name(alice, bob, amina, report_by):
    report = report_by(alice, shows_name=True)
    for other in (bob, amina):
        with pytest.raises(RefusedError, match="Only who sent this report"):
            show_name(report.pk, other, shows=False)
    assert told(report)[0].startswith("Alice reported")


def test_showing_a_name_is_a_consent_and_a_no_takes_it_from_every_report_at_once(
    alice, bob, grace, report_by
):
    first, second, others = (
        report_by(alice, shows_name=True),
        report_by(alice),
        report_by(bob, shows_name=True),
    )
    show_name(second.pk, alice, shows=True)
    assert has_consented(alice, "reports.name")
    browser_of(alice).post("/account/consents/reports.name/", {"do": "withdraw"})
    for report in (first, second):
        assert "Alice" not in words_of(grace.get(report.get_absolute_url()))
        assert told(report)[0].startswith("A resident reported")
    assert told(others)[0].startswith("Bob reported")
    assert not has_consented(alice, "reports.name")


def test_new_words_hide_names_until_they_are_agreed_to(alice, bob, grace, report_by, monkeypatch):
    report, others = report_by(alice, shows_name=True), report_by(bob, shows_name=True)
    former = registry.purpose_named("reports.name")
    monkeypatch.setitem(registry._purposes, "reports.name", replace(former, version=former.version + 1))
    end_what_counts_no_more(0)
    for each, name in ((report, "Alice"), (others, "Bob")):
        assert name not in words_of(grace.get(each.get_absolute_url()))
        assert told(each)[0].startswith("A resident reported")
    assert "The words have changed since" in words_of(browser_of(alice).get("/account/consents/"))
    show_name(report.pk, alice, shows=True)
    end_what_counts_no_more(0)
    assert "Alice" in words_of(grace.get(report.get_absolute_url()))
    assert "Bob" not in words_of(grace.get(others.get_absolute_url()))


def test_the_words_that_one_says_yes_to_stand_where_one_says_it(alice, report_by):
    report = report_by(alice)
    assert "Everybody may read my public name" in words_of(browser_of(alice).get(report.get_absolute_url()))
