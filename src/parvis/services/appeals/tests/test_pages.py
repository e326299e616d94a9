"""Objections as people meet them: the author, and those who answer."""

import pytest

from parvis.kernel.notices.letters import letter_of
from parvis.kernel.notices.models import Notice
from parvis.kernel.testing.cast import browser_of
from parvis.services.appeals.actions import judge, object_to
from parvis.services.appeals.models import Appeal
from parvis.services.moderation.actions import give_back
from parvis.services.moderation.tests.stage import cut_out
from parvis.services.moderation.tests.test_pages import words_of
from parvis.services.reports.tests.stage import reported


@pytest.fixture
def decision(stage, alice, amina):
    """Amina cut a name out of Alice's words."""
    return cut_out(reported(stage, alice, words="Jo Miller broke it."), amina, "Jo Miller")


def test_the_author_objects_and_reads_the_answer(decision, alice, desk):
    statement, address, browser = (
        f"/moderation/decisions/{decision.pk}/",
        f"/appeals/{decision.pk}/",
        browser_of(alice),
    )
    assert address in browser.get(statement).content.decode()
    assert browser.post(address, {"words": ""}).status_code == 422
    page = words_of(browser.post(address, {"words": "Jo said that I may."}, follow=True))
    assert "City Desk" in page
    assert "Jo said that I may." in page
    assert "The objection to it" in words_of(browser.get(statement))
    again = browser.post(address, {"words": "Please."})
    assert "objected already" in words_of(again)
    browser_of(desk).post(f"/office/appeals/{decision.pk}/", {"upheld": "yes", "answer": "Jo agreed."})
    assert "Jo agreed." in words_of(browser.get(address))
    assert "The objection was right" in words_of(browser.get(statement))


def test_an_objection_is_answered_by_somebody_else(decision, alice, amina, desk):
    object_to(decision.pk, alice, "Jo said that I may.")
    address, browser = f"/office/appeals/{decision.pk}/", browser_of(desk)
    assert address in browser_of(amina).get(f"/office/moderation/{decision.subject}/").content.decode()
    assert "Somebody else has to look at this" in words_of(browser_of(amina).get(address))
    assert browser_of(amina).post(address, {"upheld": "no", "answer": "No."}).status_code == 403
    assert "Jo said that I may." in words_of(browser.get("/office/appeals/"))
    assert browser.post(address, {"upheld": "no"}).status_code == 422
    browser.post(address, {"upheld": "no", "answer": "Jo knows nothing of it."})
    assert not Appeal.objects.get().is_upheld
    assert browser.post(address, {"upheld": "no", "answer": "Again."}).status_code == 422
    assert "Jo knows nothing of it." in words_of(browser.get(address))
    assert "It stays hidden" in words_of(browser_of(alice).get(f"/appeals/{decision.pk}/"))


def test_a_stranger_finds_nothing_and_an_empty_list_says_so(decision, bob, omar, amina, alice):
    assert browser_of(bob).get(f"/appeals/{decision.pk}/").status_code == 404
    assert browser_of(alice).get("/appeals/987654/").status_code == 404
    assert browser_of(amina).get(f"/office/appeals/{decision.pk}/").status_code == 404
    assert "Nobody objects" in words_of(browser_of(omar).get("/office/appeals/"))


def test_who_comes_too_late_reads_that(decision, alice, amina):
    give_back(decision.pk, amina)
    assert "given back already" in words_of(browser_of(alice).get(f"/appeals/{decision.pk}/"))


def test_everybody_counts_the_answers(decision, alice, desk, grace):
    objection = object_to(decision.pk, alice, "Jo said that I may.")
    judge(objection.pk, desk, upheld=True, answer="Jo agreed.")
    page = words_of(grace.get("/moderation/"))
    assert "Authors objected 1 time." in page
    assert "1 objection was right" in page
    assert "1 answer came by the promised day." in page
    assert "Jo Miller" not in page


def test_an_objection_without_a_promise_shows_no_clock(decision, alice, desk):
    objection = object_to(decision.pk, alice, "Jo said that I may.")
    Appeal.objects.filter(pk=objection.pk).update(promise=None)
    assert browser_of(alice).get(f"/appeals/{decision.pk}/").status_code == 200


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ["answered", "arrived"])
@pytest.mark.parametrize("upheld", [True, False])
def test_every_letter_can_be_read(alice, name, language, upheld):
    data = {"decision": 7, "upheld": upheld, "answer": "So it is."}
    letter = letter_of(Notice(person=alice, kind=f"appeals.{name}", data=data, language=language))
    assert "UNDEFINED" not in letter.html + letter.text
    assert ("So it is." in letter.text) == (name == "answered")
