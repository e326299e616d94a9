"""The pages of confirmations, and the letters."""

import pytest
from django.core import mail

from parvis.kernel.assurance import registry
from parvis.kernel.assurance.models import Residence
from parvis.kernel.assurance.notices import RunsOut
from parvis.kernel.assurance.registry import Path, Tie
from parvis.kernel.assurance.tests.stage import at_home
from parvis.kernel.notices.actions import tell
from parvis.kernel.notices.letters import letter_of
from parvis.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db
OFFICE = "/office/assurance/"


def words_of(answer):
    return answer.content.decode()


def test_a_member_reads_their_number_and_what_is_written_down(alice, desk, town, sign_in):
    browser = sign_in(alice)
    assert "not yet that you live here" in words_of(browser.get("/account/residence/"))
    at_home(alice, town.quay, desk)
    page = words_of(browser.get("/account/residence/"))
    assert alice.public_id in page
    assert "passport" in page
    assert "Quay" in page
    assert desk.public_name not in page


def test_ways_that_other_rooms_offer_stand_on_the_page_of_those_for_whom_they_are(
    alice, bob, sign_in, monkeypatch
):
    path = Path("By a pigeon", "It flies.", "site:home", lambda person: person == alice)
    monkeypatch.setitem(registry._paths, "test", path)
    assert "By a pigeon" in words_of(sign_in(alice).get("/account/residence/"))
    assert "By a pigeon" not in words_of(sign_in(bob).get("/account/residence/"))


@pytest.mark.parametrize("words", ["alice@people.example", " ALICE@people.example", "number"])
def test_the_desk_finds_somebody_by_address_or_number_and_confirms(words, alice, desk, town, sign_in):
    browser = sign_in(desk)
    sought = alice.public_id if words == "number" else words
    page = browser.post(OFFICE, {"words": sought}, follow=True)
    key = page.context["form"]["key"].value()
    given = {"key": key, "seen": "permit", "area": "quay"}
    for _ in range(2):
        answer = browser.post(page.request["PATH_INFO"], given, follow=True)
        assert "We told them" in words_of(answer)
    assert Residence.objects.get().seen == "permit"


def test_whom_nobody_knows_gets_a_sentence_and_what_was_typed_stays(desk, sign_in):
    answer = sign_in(desk).post(OFFICE, {"words": "nobody@people.example"})
    assert answer.status_code == 422
    assert "nobody@people.example" in words_of(answer)


def test_what_was_not_seen_is_not_confirmed(alice, desk, town, sign_in):
    answer = sign_in(desk).post(f"{OFFICE}{alice.public_id}/", {"key": "k", "seen": "rumour", "area": "quay"})
    assert answer.status_code == 422
    assert not Residence.objects.exists()


def test_other_offices_see_that_there_is_a_counter_and_find_nobody(alice, omar, city_desk, sign_in):
    assert "public desk confirm" in words_of(sign_in(omar).get(OFFICE))
    assert sign_in(omar).post(OFFICE, {"words": alice.email}).status_code == 403


@pytest.mark.parametrize("way", ["nothing/", "{alice}/"])
def test_other_offices_are_told_why_they_do_not_confirm(way, alice, omar, desk, sign_in):
    answer = sign_in(omar).get(OFFICE + way.format(alice=alice.public_id))
    assert answer.status_code == 403
    assert "public desk" in words_of(answer)


def test_a_manager_takes_back_on_the_page_and_a_reason_that_says_nothing_is_refused(
    alice, dana, town, sign_in
):
    residence = at_home(alice, town.quay)
    browser = sign_in(dana)
    address = f"{OFFICE}{residence.public_id}/revoke/"
    assert browser.post(address, {"reason": "no"}).status_code == 422
    page = words_of(browser.post(address, {"reason": "They moved away in spring."}, follow=True))
    assert "Taken back" in page
    assert "They moved away in spring." in words_of(sign_in(alice).get("/account/residence/"))


def test_the_desk_sees_with_whom_it_hangs_together_and_lets_it_stand(
    alice, bob, dana, town, sign_in, monkeypatch
):
    monkeypatch.setitem(registry._ties, "test", lambda person: [Tie("Shares a boat with", bob)])
    residence = at_home(alice, town.quay)
    Residence.objects.update(doubted_at=residence.since)
    browser = sign_in(dana)
    assert "Alice" in words_of(browser.get(OFFICE))
    page = words_of(browser.get(f"{OFFICE}{alice.public_id}/"))
    assert f'Shares a boat with: <a href="{OFFICE}{bob.public_id}/"' in page
    browser.post(f"{OFFICE}{residence.public_id}/stands/")
    assert "Alice" not in words_of(browser.get(OFFICE))


def test_an_agent_does_not_let_it_stand(alice, desk, town, sign_in):
    residence = at_home(alice, town.quay)
    assert sign_in(desk).post(f"{OFFICE}{residence.public_id}/stands/").status_code == 403


@pytest.mark.parametrize("kind", ["confirmed", "runs_out", "ended"])
def test_each_letter_says_in_two_sentences_what_it_means(kind, alice, town):
    at_home(alice, town.quay)
    tell(RunsOut, [alice], {"until": "2027-01-31"})
    if kind == "ended":
        from parvis.kernel.assurance.actions import run_out
        from parvis.kernel.testing.travel import travel_to

        with travel_to(Residence.objects.get().until):
            run_out()
    letter = letter_of(Notice.objects.get(kind=f"assurance.{kind}"))
    assert "/account/residence/" in letter.text
    assert letter.html
    assert not mail.outbox
