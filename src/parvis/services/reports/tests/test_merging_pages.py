"""Merging as people meet it: suggestions on the case, one button, and one to undo it."""

import re
from datetime import timedelta
from math import cos, radians

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.kernel.testing.cast import browser_of
from parvis.services.reports.actions import work
from parvis.services.reports.actions.merging import merge
from parvis.services.reports.actions.part import comment
from parvis.services.reports.models import Report
from parvis.services.reports.queries.similar import around
from parvis.services.reports.rules import Closing, State
from parvis.services.reports.tests.stage import HERE
from parvis.services.reports.tests.test_pages import words_of

A_METRE = 1 / (111_320 * cos(radians(HERE[0])))  # in degrees of longitude


def at(metres):
    return {"lon": HERE[1] - metres * A_METRE}


def found(report):
    return [each.report for each in around(Report.objects.select_related("category").get(pk=report.pk))]


def case_of(report):
    return f"/office/reports/{report.public_id}/"


def same_as(report):
    return f"{case_of(report)}same/"


def pressed(office, page, button):
    """Press the one button with these words, as a browser without JavaScript does."""
    forms = re.findall(r'<form method="post" action="([^"]+)">(.*?)</form>', page.content.decode(), re.S)
    action, inside = next(form for form in forms if button in form[1])
    hidden = dict(re.findall(r'<input type="hidden" name="(other|words)" value="([^"]*)">', inside))
    return office.post(action, hidden, follow=True)


def test_the_office_looks_wider_than_the_resident_does(alice, stage, report_by):
    mine = report_by(alice)
    near, far = report_by(alice, **at(40)), report_by(alice, **at(900))
    report_by(alice, **at(1100))
    tree, _far_tree = (
        report_by(alice, category=stage.tree, **at(30)),
        report_by(alice, category=stage.tree, **at(200)),
    )
    assert set(found(mine)) == {near, far, tree}
    assert found(mine)[0] == near


def test_at_most_five_are_offered_the_likeliest_first(clock, alice, report_by):
    mine = report_by(alice)
    others = [report_by(alice, **at(20 * step)) for step in range(1, 8)]
    assert found(mine) == others[:5]


def test_nothing_is_offered_that_is_closed_or_private_or_a_duplicate(alice, amina, report_by):
    mine, closed, merged = report_by(alice), report_by(alice), report_by(alice)
    report_by(alice, is_public=False)
    work.close(closed.pk, amina, Closing.DONE, "Done.")
    merge(merged.pk, mine.pk, amina, "The same.")
    assert found(mine) == []
    assert found(report_by(alice, is_public=False)) == []


def test_one_button_merges_and_one_undoes_it(clock, alice, bob, amina, grace, report_by):
    first = report_by(alice, **at(10))
    clock.shift(timedelta(days=2))
    second, office = report_by(bob), browser_of(amina)
    assert "See what is likely the same" in words_of(office.get(case_of(second)))
    page = office.get(same_as(second))
    assert "Likely the same" in words_of(page)
    assert "10 metres away · the same kind · sent 2 days apart" in words_of(page)
    answer = pressed(office, page, f"The same: go on at {first.reference}")
    assert "Merged. Everyone who follows is told" in words_of(answer)
    second.refresh_from_db()
    assert second.duplicate_of == first
    assert second.closing_words == f"Somebody reported this before. We go on at report {first.reference}."
    assert "2 people reported this." in words_of(grace.get(first.get_absolute_url()))
    assert first.reference in words_of(grace.get(second.get_absolute_url()))
    assert "1 other report is about the same thing" in words_of(office.get(case_of(first)))
    answer = pressed(office, answer, "It is not the same: undo")
    assert "Undone." in words_of(answer)
    second.refresh_from_db()
    assert (second.state, second.duplicate_of) == (State.OPEN, None)
    assert "people reported this" not in words_of(grace.get(first.get_absolute_url()))


def test_from_the_older_report_the_newer_one_is_brought_here(clock, alice, amina, report_by):
    first = report_by(alice)
    clock.shift(timedelta(days=2))
    second, office = report_by(alice), browser_of(amina)
    pressed(office, office.get(same_as(first)), f"The same: bring {second.reference} here")
    second.refresh_from_db()
    assert second.duplicate_of == first
    assert "1 person reported this, more than once." in words_of(office.get(first.get_absolute_url()))


def test_what_another_office_has_is_shown_with_the_reason_in_place_of_the_button(
    alice, amina, stage, report_by
):
    lamp, _tree = report_by(alice), report_by(alice, category=stage.tree)
    page = words_of(browser_of(amina).get(same_as(lamp)))
    assert "Tree needs care" in page
    assert "This report is with another office." in page
    assert "The same:" not in page


@pytest.mark.parametrize(
    ("number", "sentence"),
    [("XXXX-XXXX", "no report with this number"), ("", "no report with this number"), (None, "not this one")],
)
def test_a_merge_that_cannot_be_says_why(number, sentence, alice, amina, report_by):
    report = report_by(alice)
    given = {"other": report.public_id if number is None else number, "words": "The same."}
    answer = browser_of(amina).post(f"{case_of(report)}merge/", given, follow=True)
    assert sentence in words_of(answer)


def test_a_stranger_to_the_office_cannot_press_the_button(alice, omar, bob, report_by):
    one, other = report_by(alice), report_by(alice)
    given = {"other": other.public_id, "words": "The same."}
    assert browser_of(omar).post(f"{case_of(one)}merge/", given).status_code == 403
    assert browser_of(bob).post(f"{case_of(one)}merge/", given).status_code in (302, 403, 404)
    assert not Report.objects.filter(duplicate_of__isnull=False).exists()


def test_a_duplicate_offers_neither_a_form_nor_a_button_to_residents(alice, bob, amina, report_by):
    first, second = report_by(alice), report_by(alice)
    merge(second.pk, first.pk, amina, "The same.")
    page = words_of(browser_of(bob).get(second.get_absolute_url()))
    assert "Write and follow at the first report." in page
    assert "It is still there" not in page


def test_the_way_to_flag_a_comment_is_there_also_at_the_report_that_it_goes_on_at(
    alice, bob, amina, grace, report_by
):
    first, second = report_by(alice), report_by(alice)
    said = comment(second.pk, bob, "You fools.")
    merge(second.pk, first.pk, amina, "The same.")
    page = grace.get(first.get_absolute_url()).content.decode()
    assert f"/moderation/flag/{said.subject}/" in page
    assert grace.get(f"/moderation/flag/{said.subject}/").status_code == 200


def test_the_suggestions_cost_the_same_for_one_and_for_many(alice, report_by):
    mine, costs = Report.objects.select_related("category").get(pk=report_by(alice).pk), []
    for more in (1, 8):
        for _each in range(more):
            report_by(alice)
        with CaptureQueriesContext(connection) as asked:
            around(mine)
        costs.append(len(asked))
    assert costs == [4, 4]


def test_suggestions_take_few_queries_however_many_there_are(alice, amina, report_by, at_most):
    mine, office = report_by(alice), browser_of(amina)
    for _each in range(8):
        report_by(alice)
    office.get(same_as(mine))
    with at_most(12):
        assert words_of(office.get(same_as(mine))).count("The same:") == 5


def test_where_nothing_is_alike_the_page_says_so(alice, amina, report_by):
    page = browser_of(amina).get(same_as(report_by(alice)))
    assert "Nothing close by looks like it." in words_of(page)


def test_people_of_another_office_do_not_see_the_suggestions(alice, omar, report_by):
    assert browser_of(omar).get(same_as(report_by(alice))).status_code == 403
