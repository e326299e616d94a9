"""The letters about reports, as they leave the house."""

import re
from datetime import timedelta

import pytest
from django.utils.translation import override

from parvis.kernel.keeping.actions import erase
from parvis.kernel.notices.kinds import kinds
from parvis.kernel.notices.letters import letter_of
from parvis.kernel.notices.models import Notice
from parvis.kernel.testing.browser import Look
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import follow
from parvis.services.reports.models import Vote
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import reported

DATA = {
    "report": "abcdefgh",
    "reference": "ABCD-EFGH",
    "first": "MNPQ-RSTU",
    "words": "It names a neighbour.",
    "confirmation": 1,
    "times": 2,
}
ABOUT_REPORTS = sorted(name for name in kinds() if name.startswith("reports."))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ABOUT_REPORTS)
def test_every_letter_says_what_it_is_about_and_leads_there(alice, name, language):
    letter = letter_of(Notice(person=alice, kind=name, data=DATA, language=language))
    with override(language):
        assert letter.subject == kinds()[name].title(DATA)
    assert kinds()[name].path(DATA).split("/")[1] in letter.text
    assert "UNDEFINED" not in letter.html + letter.text
    assert f'lang="{language}"' in letter.html


# ── one click says whether it is fixed ───────────────────────────────────────


@pytest.fixture
def closed(stage, alice, bob, amina):
    """A report of Alice that Bob follows; the office says that it is done."""
    report = reported(stage, alice, answers={"how_many": "one"})
    follow(report.pk, bob)
    work.close(report.pk, amina, Closing.DONE, "A new lamp.")
    return report


def links_of(person):
    """The two links in the letter to this person: fixed, still there."""
    letter = letter_of(Notice.objects.get(kind="reports.closed", person=person))
    found = re.findall(r"http://[^/]+(/reports/looked/[^/\s]+/)", letter.text)
    assert [path in letter.html for path in found] == [True, True]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(("which", "finding"), [(0, "fixed"), (1, "not_fixed")])
def test_one_click_says_it_without_signing_in(closed, bob, grace, which, finding):
    path = links_of(bob)[which]
    assert grace.get(path).status_code == 200
    assert not Vote.objects.exists()  # a mail scanner opened it
    page = grace.post(path, follow=True).content.decode()
    assert "Thank you for looking" in page
    closed.refresh_from_db()
    assert (closed.finding, Vote.objects.get().person) == (finding, bob)


@pytest.mark.django_db
def test_the_last_click_counts_and_twice_is_once(closed, bob, grace):
    fixed, still_there = links_of(bob)
    for path in (fixed, fixed, still_there, still_there):
        grace.post(path)
    closed.refresh_from_db()
    assert (closed.finding, Vote.objects.count()) == ("not_fixed", 1)


@pytest.mark.django_db
def test_each_follower_speaks_for_themselves(closed, alice, bob, grace):
    grace.post(links_of(alice)[0])
    grace.post(links_of(bob)[1])
    assert {vote.person: vote.fixed for vote in Vote.objects.all()} == {alice: True, bob: False}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_forged_or_old_link_and_one_of_somebody_who_left_lead_nowhere(closed, bob, grace, clock, verb):
    path = links_of(bob)[0]
    assert getattr(grace, verb)(path[:-3] + "xx/").status_code == 404
    assert getattr(grace, verb)("/reports/looked/nothing/").status_code == 404
    clock.shift(timedelta(days=91))
    assert getattr(grace, verb)(path).status_code == 404
    clock.shift(timedelta(days=-91))
    erase(bob, words_too=False)
    assert getattr(grace, verb)(path).status_code == 404
    assert not Vote.objects.exists()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("javascript", [True, False])
def test_the_browser_sends_it_by_itself_or_shows_a_button(open_page, closed, bob, javascript):
    page = open_page(links_of(bob)[0], Look(javascript=javascript))
    if not javascript:
        page.click("main button[type=submit]")
    page.wait_for_url("**/?thanks")
    assert Vote.objects.get().fixed
