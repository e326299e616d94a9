"""Moderation as people meet it: readers, authors, the office, and everybody who counts."""

import pytest

from parvis.kernel.files.actions import store_photo
from parvis.kernel.notices.letters import letter_of
from parvis.kernel.notices.models import Notice
from parvis.kernel.testing.answers import words_of
from parvis.kernel.testing.cast import browser_of
from parvis.kernel.trust.models import Decision, Flag
from parvis.kernel.trust.rules import CUT
from parvis.services.moderation.queries import DATASET
from parvis.services.moderation.tests.stage import cut_out, hidden
from parvis.services.moderation.views.public import FLAGGING
from parvis.services.reports.actions.part import comment
from parvis.services.reports.tests.stage import photo, reported


def office_of(thing):
    return f"/office/moderation/{thing.subject}/"


def test_anyone_can_flag_a_comment_and_the_office_hides_it(stage, alice, bob, amina, grace):
    report = reported(stage, alice)
    said = comment(report.pk, bob, "You fools.")
    page = grace.get(report.get_absolute_url()).content.decode()
    assert f"/moderation/flag/{said.subject}/" in page
    assert f"/moderation/flag/{report.subject}/" in page
    grace.post(f"/moderation/flag/{said.subject}/", {"ground": "insult"})
    assert Flag.objects.get().subject == said.subject
    office = browser_of(amina)
    assert "You fools." in words_of(office.get("/office/moderation/"))
    assert (
        f"/office/moderation/{said.subject}/"
        in office.get(f"/office/reports/{report.public_id}/").content.decode()
    )
    office.post(office_of(said), {"whole": "on", "ground": "insult", "words": "It insults people."})
    page = words_of(grace.get(report.get_absolute_url()))
    assert "You fools." not in page
    assert "The city hid this comment" in page


def test_flags_can_be_settled(stage, alice, amina, grace):
    report = reported(stage, alice)
    grace.post(f"/moderation/flag/{report.subject}/", {"ground": "false", "words": "Not true."})
    browser_of(amina).post(f"{office_of(report)}stay/")
    assert Flag.objects.get().settled_at is not None


def test_a_flag_without_a_ground_is_asked_for_one(stage, alice, grace):
    report = reported(stage, alice)
    answer = grace.post(f"/moderation/flag/{report.subject}/", {"words": "Not true."})
    assert answer.status_code == 422
    assert "Not true." in words_of(answer)


def test_who_flags_again_what_still_waits_reads_that_it_waits(stage, alice, bob, amina):
    report = reported(stage, alice)
    browser, address = browser_of(bob), f"/moderation/flag/{report.subject}/"
    assert "Thank you." in words_of(browser.post(address, {"ground": "false"}, follow=True))
    again = browser.post(address, {"ground": "false", "words": "The lamp burns."}, follow=True)
    assert "You flagged this already" in words_of(again)
    assert Flag.objects.get().words == "The lamp burns."
    browser_of(amina).post(f"{office_of(report)}stay/")
    assert "Thank you." in words_of(browser.post(address, {"ground": "false"}, follow=True))


def test_who_flagged_too_much_in_an_hour_finds_their_words_still_there(stage, alice, grace):
    address = f"/moderation/flag/{reported(stage, alice).subject}/"
    for _each in range(FLAGGING.burst):
        grace.post(address, {"ground": "false"})
    answer = grace.post(address, {"ground": "false", "words": "The lamp burns."})
    assert answer.status_code == 422
    assert "That was a lot at once" in words_of(answer)
    assert "The lamp burns." in words_of(answer)
    assert Flag.objects.count() == FLAGGING.burst


def test_an_agent_hides_a_photograph_and_sees_it_still(stage, alice, amina, grace):
    upload = store_photo(photo(), alice, "reports.photo")
    report = reported(stage, alice, photos=(upload.public_id,))
    office = browser_of(amina)
    assert "Photograph 1" in words_of(office.get(office_of(report)))
    answer = office.post(
        office_of(report),
        {"photos": upload.public_id, "ground": "personal_data", "words": "A face."},
        follow=True,
    )
    assert "Its author is told why" in words_of(answer)
    assert upload.public_id in answer.content.decode()
    assert upload.public_id not in grace.get(report.get_absolute_url()).content.decode()
    statement = browser_of(alice).get(f"/moderation/decisions/{Decision.objects.get().pk}/")
    assert upload.public_id in statement.content.decode()


def test_what_is_refused_keeps_what_was_typed(stage, alice, amina):
    report = reported(stage, alice, words="Jo Miller broke it.")
    answer = browser_of(amina).post(
        office_of(report), {"passages": "Joe Miller", "ground": "personal_data", "words": "A neighbour."}
    )
    assert answer.status_code == 422
    assert "A neighbour." in words_of(answer)
    assert "Copy them as they are" in words_of(answer)


def test_the_author_reads_what_was_cut_out_and_why(stage, alice, amina):
    decision = cut_out(reported(stage, alice, words="Jo Miller broke it."), amina, "Jo Miller")
    page = words_of(browser_of(alice).get(f"/moderation/decisions/{decision.pk}/"))
    assert "Jo Miller" in page
    assert "It names a neighbour." in page


def test_a_stranger_and_another_office_do_not_read_the_reasons(stage, alice, bob, omar, amina):
    decision = cut_out(reported(stage, alice, words="Jo Miller broke it."), amina, "Jo Miller")
    address = f"/moderation/decisions/{decision.pk}/"
    assert browser_of(bob).get(address).status_code == 404
    assert browser_of(omar).get(address).status_code == 403
    assert browser_of(alice).get("/moderation/decisions/987654/").status_code == 404


def test_the_office_gives_back_what_it_hid(stage, alice, amina, grace):
    report = reported(stage, alice, words="Jo Miller broke it.")
    decision = cut_out(report, amina, "Jo Miller")
    assert CUT in words_of(grace.get(report.get_absolute_url()))
    back = f"/office/moderation/decisions/{decision.pk}/back/"
    browser_of(amina).post(back)
    assert "Jo Miller" in words_of(grace.get(report.get_absolute_url()))


def test_everybody_counts_what_was_hidden_and_nobody_reads_it(stage, alice, bob, amina, grace):
    report = reported(stage, alice, words="Jo Miller broke it.")
    cut_out(report, amina, "Jo Miller")
    hidden(comment(report.pk, bob, "You fools.").subject, amina)
    assert "Nothing was hidden" not in words_of(grace.get("/moderation/?days=30"))
    assert "Jo Miller" not in words_of(grace.get("/moderation/"))
    assert [row[1:] for row in DATASET.rows()] == [
        ("reports.report", "words", "personal_data", False, False),
        ("reports.comment", "all", "personal_data", False, False),
    ]


def test_where_nothing_was_hidden_the_page_says_so(stage, grace):
    assert "Nothing was hidden" in words_of(grace.get("/moderation/"))
    assert DATASET.updated() is None


DATA = {"decision": 7, "words": "It names a neighbour."}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ["taken_away", "given_back", "flag_looked_at"])
@pytest.mark.parametrize("stays", [True, False])
def test_every_letter_can_be_read(alice, name, language, stays):
    data = {**DATA, "stays": stays, "path": "/reports/abc/"}
    letter = letter_of(Notice(person=alice, kind=f"moderation.{name}", data=data, language=language))
    assert "UNDEFINED" not in letter.html + letter.text
    assert ("It names a neighbour." in letter.text) == (name == "taken_away")
