"""Neighbours whom a block keeps apart do not help each other; jobs tell nobody whose report it is."""

import pytest

from parvis.kernel.blocks.actions import keep_off
from parvis.kernel.blocks.rules import Choice
from parvis.kernel.facts.actions import choose
from parvis.kernel.facts.rules import Wish
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.testing.answers import words_of
from parvis.kernel.testing.cast import browser_of
from parvis.kernel.testing.queries import PAGE_CEILING
from parvis.services.helping.actions import judge, prove, take
from parvis.services.openings.tests.stage import opened
from parvis.services.reports.actions.part import comment
from parvis.services.reports.tests.stage import build, reported


@pytest.fixture
def stage(mona):
    built = build()
    opened(mona, people=3, at_once=5)
    return built


def test_nobody_helps_who_blocked_them_and_the_form_says_no_more_than_that(stage, alice, bob):
    report = reported(stage, alice, shows_name=True)
    keep_off(alice, comment(report.pk, bob, "I know where you live.").subject, Choice.BLOCK)
    page = f"/helping/{report.public_id}/"
    assert "I take it" in words_of(browser_of(bob).get(page)), "looking tells nothing"
    answer = browser_of(bob).post(page, {"has_read": "on"})
    assert (answer.status_code, "You cannot do this here." in words_of(answer)) == (422, True)


def test_nobody_helps_whom_they_blocked_themselves(stage, alice, bob):
    report = reported(stage, bob, shows_name=True)
    keep_off(alice, report.subject, Choice.BLOCK)
    with pytest.raises(RefusedError, match="You blocked this person"):
        take(report.public_id, alice, has_read=True)


def test_a_job_that_can_be_taken_does_not_tell_whose_nameless_report_it_is(stage, alice, bob):
    named = reported(stage, alice, shows_name=True)
    keep_off(alice, comment(named.pk, bob, "I know where you live.").subject, Choice.BLOCK)
    assert take(reported(stage, alice).public_id, bob, has_read=True)


def test_neighbours_at_one_job_do_not_learn_of_each_other(stage, alice, bob, charlie):
    """Whoever was refused for a helper who is there would know where that helper is going."""
    elsewhere = reported(stage, charlie, shows_name=True)
    keep_off(charlie, comment(elsewhere.pk, bob, "I shall be there.").subject, Choice.BLOCK)
    report = reported(stage, alice)
    take(report.public_id, charlie, has_read=True)
    assert take(report.public_id, bob, has_read=True)


def test_the_author_blocks_a_helper_from_what_they_did_and_the_office_still_judges(stage, alice, bob, amina):
    report = reported(stage, alice)
    job = prove(take(report.public_id, bob, has_read=True).pk, bob, "I was in your garden.", 10)
    page = browser_of(alice).get(job.get_absolute_url()).content.decode()
    assert f"/account/blocks/{job.subject}/" in page
    assert "Bob" not in words_of(browser_of(alice).get(f"/account/blocks/{job.subject}/"))
    keep_off(alice, job.subject, Choice.BLOCK)
    assert "Bob" not in words_of(browser_of(alice).get("/account/blocks/"))
    assert judge(job.pk, amina, done=False, words="It is still dark.")
    with pytest.raises(RefusedError, match="You cannot do this here"):
        take(report.public_id, bob, has_read=True)


def test_offices_and_strangers_block_nobody_at_a_job(stage, alice, bob, charlie, amina):
    job = prove(take(reported(stage, alice).public_id, bob, has_read=True).pk, bob, "I wiped the glass.", 10)
    assert "/account/blocks/helping" not in browser_of(amina).get(job.get_absolute_url()).content.decode()
    for reader in (amina, charlie, bob):
        assert browser_of(reader).get(f"/account/blocks/{job.subject}/").status_code == 404


def test_who_looks_sees_the_facts_that_the_helper_shows(stage, alice, bob, django_assert_max_num_queries):
    reported(stage, bob, shows_name=True)
    job = prove(take(reported(stage, alice).public_id, bob, has_read=True).pk, bob, "I wiped the glass.", 10)
    page = job.get_absolute_url()
    assert "Saw something 1 time" not in words_of(browser_of(alice).get(page))
    choose(bob, Wish(kinds=True, since=True, areas=True))
    browser = browser_of(alice)
    assert "Saw something 1 time" in words_of(browser.get(page))
    with django_assert_max_num_queries(PAGE_CEILING):
        browser.get(page)
    assert "Saw something 1 time" not in words_of(browser_of(bob).get(page)), "one knows one's own"
