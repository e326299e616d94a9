"""Who is kept at a distance at a report: everything public stays public, and nobody's name comes out."""

import pytest

from parvis.kernel.blocks.actions import keep_off
from parvis.kernel.blocks.models import Distance
from parvis.kernel.blocks.rules import Choice
from parvis.kernel.notices.models import Notice
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.testing.answers import words_of
from parvis.kernel.testing.cast import browser_of, member
from parvis.kernel.testing.queries import PAGE_CEILING
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import comment, follow, look_again
from parvis.services.reports.models import Comment, Vote
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import build, reported

FOLDED = "Somebody whom you blocked or muted wrote here"


@pytest.fixture
def stage(db):
    return build()


@pytest.fixture
def named(stage, alice):
    """A report under which Alice's name stands."""
    return reported(stage, alice, shows_name=True)


@pytest.fixture
def nameless(stage, alice):
    """A report of Alice's, as most are."""
    return reported(stage, alice)


@pytest.fixture
def nora(db):
    """Somebody who chose no public name."""
    return member("Nora", public_name="")


def page_of(report, person=None):
    return words_of(browser_of(person).get(report.get_absolute_url()))


def outer_page(report, person):
    """Everything of the page but what is the reader's own: the chrome, the forms, the links."""
    return page_of(report, person).split("What happened")[0]


def test_words_under_a_blocked_name_are_folded_for_the_blocker_alone(named, nameless, alice, bob, charlie):
    first = comment(named.pk, bob, "You again.")
    comment(nameless.pk, bob, "And here.")
    keep_off(alice, first.subject, Choice.BLOCK)
    for report, words in ((named, "You again."), (nameless, "And here.")):
        assert FOLDED in page_of(report, alice)
        assert words in page_of(report, alice), "one tap shows it"
        for reader in (bob, charlie, None):
            assert FOLDED not in page_of(report, reader)


@pytest.mark.parametrize("choice", list(Choice))
def test_two_nameless_comments_of_one_person_are_not_told_to_be_of_one(choice, named, alice, nora):
    """Blocking one folds that one: if it folded the other, too, the fold would say that both are hers."""
    first, _second = (comment(named.pk, nora, words) for words in ("One.", "Two."))
    other = member("Nils", public_name="")
    comment(named.pk, other, "Three.")
    keep_off(alice, first.subject, choice)
    assert page_of(named, alice).count(FOLDED) == 1
    keep_off(alice, Comment.objects.get(person=other).subject, choice)
    assert page_of(named, alice).count(FOLDED) == 2


def test_a_name_blocked_elsewhere_does_not_fold_what_its_owner_wrote_without_it(stage, alice, bob):
    report = reported(stage, bob)
    comment(report.pk, bob, "It is my own report, and nobody knows.")
    there = comment(reported(stage, alice).pk, bob, "Here is my name.")
    keep_off(alice, there.subject, Choice.BLOCK)
    assert FOLDED not in page_of(report, alice)


def test_who_is_blocked_cannot_write_under_the_name_that_blocked_them(named, alice, bob):
    keep_off(alice, comment(named.pk, bob, "You again.").subject, Choice.BLOCK)
    with pytest.raises(RefusedError, match=r"You cannot do this here\. The public desk can help you\."):
        comment(named.pk, bob, "Why?")
    answer = browser_of(bob).post(f"{named.get_absolute_url()}comment/", {"words": "Why do you?"})
    assert answer.status_code == 422
    assert "Why do you?" in answer.content.decode(), "nothing typed is lost"
    assert "Alice" not in words_of(answer).split("Why do you?")[1].split("Send")[0]


def test_the_blocker_reads_why_they_cannot_answer_whom_they_blocked(stage, alice, bob):
    theirs = reported(stage, bob, shows_name=True)
    keep_off(alice, theirs.subject, Choice.BLOCK)
    with pytest.raises(RefusedError, match="You blocked this person"):
        comment(theirs.pk, alice, "Still dark?")


def test_a_block_made_at_a_nameless_report_holds_there(nameless, stage, alice, bob):
    keep_off(alice, comment(nameless.pk, bob, "Move away.").subject, Choice.BLOCK)
    with pytest.raises(RefusedError, match="public desk"):
        comment(nameless.pk, bob, "Really.")


def test_nobody_finds_out_whose_a_nameless_report_is_by_being_blocked_or_by_blocking(
    stage, named, alice, bob, charlie
):
    """Trying report after report, whoever is blocked would find those of who blocked them: where they live."""
    keep_off(alice, comment(named.pk, bob, "I shall find you.").subject, Choice.BLOCK)
    keep_off(charlie, named.subject, Choice.BLOCK)
    hers, somebodys = reported(stage, alice), reported(stage, member("Nina"))
    for report in (hers, somebodys):
        for person in (bob, charlie):
            assert comment(report.pk, person, "Is it still dark?")


def test_nobody_finds_out_whose_a_nameless_report_is_by_provoking_a_block_there(
    nameless, named, alice, bob, charlie
):
    """Bob is rude under a nameless report; refused under a name from then on, he would know whose it is."""
    rude = comment(nameless.pk, bob, "Move away.")
    assert "kept away here alone" in words_of(browser_of(alice).get(f"/account/blocks/{rude.subject}/"))
    keep_off(alice, rude.subject, Choice.BLOCK)
    with pytest.raises(RefusedError):
        comment(nameless.pk, bob, "Really.")
    there = comment(named.pk, bob, "Are you the one?")
    assert page_of(named, alice).count(FOLDED) == 1, "what he cannot see holds for his name everywhere"
    keep_off(alice, there.subject, Choice.BLOCK)
    with pytest.raises(RefusedError):
        comment(named.pk, bob, "Well?")
    keep_off(charlie, rude.subject, Choice.BLOCK)
    assert "kept away here alone" not in words_of(browser_of(charlie).get(f"/account/blocks/{rude.subject}/"))


def test_nobody_finds_out_whose_nameless_words_are_by_blocking_them_and_trying_names(stage, alice, bob):
    secret = reported(stage, bob)
    said = comment(secret.pk, bob, "I do not want to be known.")
    keep_off(alice, said.subject, Choice.BLOCK)
    keep_off(alice, secret.subject, Choice.BLOCK)
    under_his_name = reported(stage, bob, shows_name=True)
    assert comment(under_his_name.pk, alice, "Thank you, Bob.")
    follow(under_his_name.pk, alice)
    Notice.objects.all().delete()
    comment(under_his_name.pk, bob, "You are welcome.")
    assert FOLDED not in page_of(under_his_name, alice)
    assert Notice.objects.filter(person=alice, kind="reports.commented").exists()


def test_a_block_hides_no_report_and_keeps_nobody_from_reporting_looking_and_following(
    stage, named, alice, bob
):
    keep_off(alice, comment(named.pk, bob, "You again.").subject, Choice.BLOCK)
    assert "It is dark." in page_of(named, bob)
    assert named.get_absolute_url() in browser_of(bob).get("/reports/").content.decode()
    assert follow(named.pk, bob) is False, "who wrote follows"
    look_again(named.pk, bob, fixed=False)
    assert Vote.objects.filter(report=named, person=bob).exists()
    assert reported(stage, bob)


def test_looking_at_the_page_tells_nobody_that_they_are_blocked(named, alice, bob):
    comment(named.pk, bob, "You again.")
    before = outer_page(named, bob), page_of(named, bob)
    keep_off(alice, Comment.objects.get(person=bob).subject, Choice.BLOCK)
    assert (outer_page(named, bob), page_of(named, bob)) == before


def test_an_official_who_was_blocked_still_answers_and_is_read(named, alice, amina):
    private = comment(named.pk, amina, "As a neighbour: it is your own fault.")
    keep_off(alice, private.subject, Choice.BLOCK)
    work.ask(named.pk, amina, "Which lamp is it?")
    work.close(named.pk, amina, Closing.DONE, "A new lamp is in.")
    page = page_of(named, alice)
    assert page.count(FOLDED) == 1
    assert "Which lamp is it?" in page
    assert {"reports.asked", "reports.closed"} <= set(
        Notice.objects.filter(person=alice).values_list("kind", flat=True)
    ), "questions and answers of the city are never silenced"
    answer = Comment.objects.get(kind=Comment.Kind.QUESTION)
    assert "able to answer you" in words_of(browser_of(alice).get(f"/account/blocks/{answer.subject}/"))
    with pytest.raises(RefusedError, match="able to answer"):
        keep_off(alice, answer.subject, Choice.BLOCK)


def test_whoever_mutes_a_name_is_not_told_that_it_wrote(named, alice, bob, charlie):
    keep_off(alice, comment(named.pk, bob, "You again.").subject, Choice.WEEK)
    Notice.objects.all().delete()
    comment(named.pk, bob, "And again.")
    comment(named.pk, charlie, "Leave her alone.")
    assert Notice.objects.filter(kind="reports.commented", person=alice).count() == 1
    assert Notice.objects.filter(kind="reports.commented", person=bob).count() == 1


def test_a_notice_that_stays_away_tells_nobody_who_wrote_without_a_name(stage, alice, bob):
    """Bob's name is blocked at one report; he writes without it at another one, which Alice follows."""
    there = comment(reported(stage, alice).pk, bob, "Here is my name.")
    keep_off(alice, there.subject, Choice.BLOCK)
    secret = reported(stage, bob)
    follow(secret.pk, alice)
    Notice.objects.all().delete()
    comment(secret.pk, bob, "It is worse today.")
    assert Notice.objects.filter(kind="reports.commented", person=alice).exists()


def test_a_link_stands_beside_the_words_of_others_and_of_nobody_else(named, alice, bob, amina, grace):
    ours, theirs = comment(named.pk, alice, "Mine."), comment(named.pk, bob, "Theirs.")
    work.ask(named.pk, amina, "Which lamp?")
    links = browser_of(alice).get(named.get_absolute_url()).content.decode()
    assert f"/account/blocks/{theirs.subject}/" in links
    assert f"/account/blocks/{ours.subject}/" not in links
    assert f"/account/blocks/{named.subject}/" not in links
    assert links.count("/account/blocks/reports.comment:") == 1
    assert (
        f"/account/blocks/{named.subject}/" in browser_of(bob).get(named.get_absolute_url()).content.decode()
    )
    assert "/account/blocks/" not in grace.get(named.get_absolute_url()).content.decode()


def test_what_one_does_not_read_one_does_not_block(stage, alice, bob, desk):
    private = reported(stage, alice, category=stage.housing)
    said = comment(private.pk, alice, "Mould.")
    work.note(private.pk, desk, "Go and look.")
    for subject in (private.subject, said.subject):
        with pytest.raises(AbsentError):
            keep_off(bob, subject, Choice.BLOCK)
    assert not Distance.objects.exists()
    hidden = Comment.objects.get(kind=Comment.Kind.NOTE)
    assert browser_of(alice).get(f"/account/blocks/{hidden.subject}/").status_code == 404


def test_the_page_asks_no_more_for_whom_one_keeps_away(named, alice, bob, django_assert_max_num_queries):
    for number in range(5):
        said = comment(named.pk, bob, f"Word {number}.")
    keep_off(alice, said.subject, Choice.BLOCK)
    browser = browser_of(Person.objects.get(pk=alice.pk))
    browser.get(named.get_absolute_url())
    with django_assert_max_num_queries(PAGE_CEILING):
        assert words_of(browser.get(named.get_absolute_url())).count(FOLDED) == 5
