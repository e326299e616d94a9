"""The letters about reports, as they leave the house."""

import re
from datetime import timedelta

import pytest
from django.utils.translation import override

from parvis.kernel.keeping.actions import erase
from parvis.kernel.notices.kinds import kinds
from parvis.kernel.notices.letters import letter_of
from parvis.kernel.notices.models import Notice
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.promises.models import Promise
from parvis.kernel.testing.browser import Look
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import ask_again, follow
from parvis.services.reports.models import Report, Vote
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


# ── still there: the author says what, and it is open again ──────────────────


def more(path):
    return f"{path}more/"


@pytest.mark.django_db
def test_the_author_says_what_is_still_there_and_the_same_promise_runs_on(closed, alice, amina, grace, clock):
    due = closed.promise.due_at
    path = links_of(alice)[1]
    page = grace.post(path, follow=True).content.decode()
    assert "What do you still see?" in page
    key = re.search(r'name="key" value="([^"]+)"', page).group(1)
    for _twice in range(2):
        grace.post(more(path), {"words": "It is dark again.", "key": key})
    closed.refresh_from_db()
    assert (closed.state, closed.closing, closed.finding) == ("open", "", "not_fixed")
    assert closed.comments.filter(words="It is dark again.").count() == 1
    promise = Promise.objects.get(subject=closed.subject)
    assert (promise.answered_at, promise.due_at) == (None, due)
    assert Notice.objects.filter(kind="reports.arrived", person=amina).count() == 2, "when it came, and again"
    assert "still sees it" in grace.get(closed.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_it_is_taken_up_again_once_by_its_author_and_while_it_is_fresh(closed, alice, bob, amina, clock):
    with pytest.raises(RefusedError, match="Only who sent"):
        ask_again(closed.pk, bob, "It is dark again.")
    clock.shift(timedelta(days=61))
    with pytest.raises(RefusedError, match="closed long ago"):
        ask_again(closed.pk, alice, "It is dark again.")
    clock.shift(timedelta(days=-61))
    ask_again(closed.pk, alice, "It is dark again.")
    with pytest.raises(RefusedError, match="Say under the report"):
        ask_again(closed.pk, alice, "It is dark again.")
    work.close(closed.pk, amina, Closing.DONE, "Another lamp.")
    with pytest.raises(RefusedError, match="taken up again before"):
        ask_again(closed.pk, alice, "It is dark for the third time.")


@pytest.mark.django_db
def test_what_the_city_will_not_do_is_not_taken_up_by_a_click(stage, alice, amina):
    report = reported(stage, alice, answers={"how_many": "one"})
    work.close(report.pk, amina, Closing.NOT_OURS, "The landlord does it.")
    with pytest.raises(RefusedError, match="its office reads it"):
        ask_again(report.pk, alice, "It is still dark.")


@pytest.mark.django_db
def test_a_stranger_reads_no_form_and_nothing_typed_is_lost(closed, bob, alice, grace):
    path = links_of(bob)[1]
    assert "What do you still see?" not in grace.post(path, follow=True).content.decode()
    refused = grace.post(more(path), {"words": "It is dark again."})
    assert refused.status_code == 422
    assert grace.post(more(links_of(alice)[1]), {"words": ""}).status_code == 422
    assert grace.post("/reports/looked/nothing/more/", {"words": "Dark."}).status_code == 404
    assert Report.objects.get(pk=closed.pk).state == "closed"


@pytest.mark.django_db
@pytest.mark.parametrize(("said", "first"), [("yes", True), ("no", False)])
def test_whether_it_was_the_first_time_is_asked_once_and_only_counted(closed, bob, grace, said, first):
    path = links_of(bob)[0]
    assert "first time" in grace.post(path, follow=True).content.decode()
    assert "first time" not in grace.post(more(path), {"first": said}, follow=True).content.decode()
    assert Vote.objects.get().first_time is first


@pytest.mark.django_db
def test_everybody_sees_how_many_of_those_who_were_asked_have_answered(closed, bob, grace):
    page = grace.get(closed.get_absolute_url()).content.decode()
    assert "0 of 2 people who were asked have answered." in page
    grace.post(links_of(bob)[0])
    assert (
        "1 of 2 people who were asked have answered." in grace.get(closed.get_absolute_url()).content.decode()
    )


@pytest.mark.django_db
def test_without_words_nothing_is_taken_up_again(closed, alice):
    with pytest.raises(RefusedError, match="few words"):
        ask_again(closed.pk, alice, "  ")
