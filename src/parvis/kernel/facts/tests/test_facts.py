"""Facts of people out of the journal, as far as they let others see."""

import pytest
from django.db import connection

from parvis.kernel.assurance.tests.stage import districts
from parvis.kernel.blocks.actions import keep_off
from parvis.kernel.blocks.rules import Choice
from parvis.kernel.facts.actions import choose
from parvis.kernel.facts.models import Showing
from parvis.kernel.facts.queries import facts_about, wish_of
from parvis.kernel.facts.rules import Wish
from parvis.kernel.facts.tests.stage import did
from parvis.kernel.facts.views import piece
from parvis.kernel.journal import sentences
from parvis.kernel.keeping.actions import erase
from parvis.kernel.testing.answers import words_of
from parvis.kernel.trust.actions import Reason, hide
from parvis.kernel.trust.rules import Ground
from parvis.kernel.vouching.actions import ask

pytestmark = pytest.mark.django_db


def test_what_somebody_did_is_counted_by_kind_and_neighbourhood(alice, bob):
    town = districts()
    for thing, area in (("a", town.quay), ("b", town.market), ("c", town.quay)):
        did(alice, thing, area_id=area.pk)
    did(alice, "d", "help")
    did(bob, "e")
    facts = facts_about(alice)
    assert facts.kinds == {"saw": 3, "help": 1}
    assert facts.areas == 2


def test_what_somebody_did_again_at_the_same_thing_counts_once(alice):
    for _time in range(3):
        did(alice, "a")
    did(alice, "a", "help")
    assert facts_about(alice).kinds == {"saw": 1, "help": 1}


def test_what_was_hidden_does_not_count(alice, amina):
    did(alice, "good")
    hide(did(alice, "bad"), Reason(Ground.SPAM, "It sells something.", amina))
    assert facts_about(alice).kinds == {"saw": 1}


def test_what_was_done_without_a_name_does_not_count(alice, monkeypatch):
    did(alice, "open")
    did(alice, "secret")
    monkeypatch.setitem(
        sentences._unnamed_of, "test.thing", lambda pairs: {p for p in pairs if p[0] == "secret"}
    )
    assert facts_about(alice).kinds == {"saw": 1}


def test_three_queries_whatever_somebody_did(alice, django_assert_max_num_queries):
    for number in range(20):
        did(alice, f"thing{number}")
    with django_assert_max_num_queries(3):
        facts_about(alice)


def test_the_journal_is_read_by_its_index_of_actors(alice):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT 1 FROM journal_entry WHERE actor = %s", [alice.public_id])
        assert "actor" in "\n".join(row[0] for row in cursor.fetchall() if "Index" in row[0])


def test_nothing_is_shown_until_it_is_ticked(alice, bob, sign_in):
    did(alice, "a")
    page, browser = f"/people/{alice.public_id}/", sign_in(alice)
    assert "Saw something 1 time" in words_of(browser.get("/account/facts/"))
    assert sign_in(bob).get(page).status_code == 404
    browser.post("/account/facts/", {"kinds": "on"})
    assert wish_of(alice) == Wish(kinds=True)
    seen = words_of(sign_in(bob).get(page))
    assert "Saw something 1 time" in seen
    assert "Since" not in seen
    browser.post("/account/facts/", {})
    assert sign_in(bob).get(page).status_code == 404


def test_guests_and_strangers_names_lead_nowhere(alice, grace, sign_in):
    assert grace.get(f"/people/{alice.public_id}/").status_code == 302
    assert sign_in(alice).get("/people/nothing/").status_code == 404


def test_other_rooms_show_the_same_piece(alice, rf):
    did(alice, "a")
    subject = f"people.person:{alice.public_id}"
    assert piece(rf.get("/"), subject) == ""
    choose(alice, Wish(since=True))
    assert "Since" in piece(rf.get("/"), subject)


def test_who_leaves_shows_nothing(alice, bob, sign_in):
    choose(alice, Wish(kinds=True))
    erase(alice)
    assert not Showing.objects.exists()
    assert sign_in(bob).get(f"/people/{alice.public_id}/").status_code == 404


def test_a_name_that_was_blocked_and_who_blocked_it_do_not_look_at_each_other(alice, bob, charlie, sign_in):
    for each in (alice, bob):
        choose(each, Wish(kinds=True))
    page, subject = f"/people/{alice.public_id}/", f"people.person:{alice.public_id}"
    assert f"/account/blocks/{subject}/" in sign_in(bob).get(page).content.decode()
    assert "/account/blocks/people" not in sign_in(alice).get(page).content.decode()
    keep_off(bob, subject, Choice.BLOCK)
    assert keep_off(bob, subject, Choice.BLOCK), "twice is once"
    for reader, other in ((bob, alice), (alice, bob)):
        assert sign_in(reader).get(f"/people/{other.public_id}/").status_code == 404
    assert sign_in(charlie).get(page).status_code == 200
    assert "Alice" in words_of(sign_in(bob).get("/account/blocks/"))
    kept = sign_in(alice).get(f"/account/blocks/people.person:{bob.public_id}/")
    assert kept.status_code == 404, "no way around tells that there is a page"


def test_whoever_shows_nothing_has_no_page_to_block_from(alice, bob, sign_in):
    assert sign_in(bob).get(f"/account/blocks/people.person:{alice.public_id}/").status_code == 404


def test_a_page_without_a_name_opens_also_for_whom_its_person_blocked(alice, bob, sign_in):
    """Else whoever was blocked by a name would know whose page this is."""
    did(alice, "a")
    choose(alice, Wish(kinds=True))
    choose(bob, Wish(kinds=True))
    keep_off(alice, f"people.person:{bob.public_id}", Choice.BLOCK)
    alice.public_name = ""
    alice.save()
    assert sign_in(bob).get(f"/people/{alice.public_id}/").status_code == 200


def test_the_piece_of_somebody_who_left_is_empty(alice, rf):
    choose(alice, Wish(since=True))
    alice.is_active = False
    alice.save()
    assert piece(rf.get("/"), f"people.person:{alice.public_id}") == ""


def test_who_is_asked_to_vouch_sees_what_the_other_shows(alice, bob, sign_in):
    page = ask(alice, districts().quay).get_absolute_url()
    did(alice, "a")
    assert "Saw something 1 time" not in words_of(sign_in(bob).get(page))
    choose(alice, Wish(kinds=True))
    assert "Saw something 1 time" in words_of(sign_in(bob).get(page))
