"""Looking after a thing in the street, and giving it back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.queries import history_of
from parvis.kernel.keeping.actions import erase, let_go
from parvis.kernel.needs.registry import Where
from parvis.kernel.notices.actions import choose
from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.models import Notice
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.testing.answers import words_of
from parvis.kernel.testing.cast import member
from parvis.services.adoptions.actions import adopt, end, give_back
from parvis.services.adoptions.models import Adoption
from parvis.services.adoptions.queries import needed
from parvis.services.adoptions.rules import AT_MOST, DAYS_KEPT_AFTER
from parvis.services.adoptions.seeds import seed
from parvis.services.assets.actions.bringing import bring_in
from parvis.services.assets.models import Asset
from parvis.services.assets.tests.stage import build, point, reported


@pytest.fixture
def code(stage) -> str:
    """The hydrant's."""
    return stage.hydrant.code


def test_a_member_adopts_a_hydrant_on_its_page_and_gives_it_back(stage, code, alice, sign_in):
    browser, page = sign_in(alice), f"/assets/{code}/"
    asked = words_of(browser.get(page))
    assert "Would you look after it?" in asked
    assert "Dig it out of the snow." in asked
    browser.post(f"/adoptions/{code}/adopt/", {"name": "Hydra"})
    assert "You adopted it." in words_of(browser.get(page))
    assert "Hydra" in words_of(browser.get("/adoptions/"))
    browser.post(f"/adoptions/{code}/give-back/")
    assert "Would you look after it?" in words_of(browser.get(page))
    told = [
        each.text.replace("\u2068", "").replace("\u2069", "") for each in history_of(stage.hydrant.subject)
    ]
    assert told == [
        "A resident adopted this and looks after it.",
        "A resident gave it back. It can be adopted again.",
    ]
    assert str(Adoption.objects.get()) == f"{alice.pk} looks after {code}"


def test_an_adopter_is_nameless_unless_they_say_otherwise(stage, code, alice, grace):
    adopt(code, alice, name="Hydra")
    page = words_of(grace.get(f"/assets/{code}/"))
    assert "“ Hydra ”" in page
    assert "A resident adopted it." in page
    assert "Alice" not in page
    adopt(code, alice, name="Hydra", shows_name=True)
    assert "Alice adopted it." in words_of(grace.get(f"/assets/{code}/"))
    assert Adoption.objects.count() == 1
    assert {each.actor for each in Entry.objects.filter(verb__startswith="adoptions.").order_by("id")} == {
        "guest"
    }


def test_two_neighbours_adopt_the_same_hydrant_at_once_and_one_gets_it(transactional_db, together):
    code = build().hydrant.code
    people = [member(name) for name in ("Alice", "Bob", "Charlie")]
    outcomes = together(*(lambda person=person: adopt(code, person) for person in people))
    refused = [each for each in outcomes if isinstance(each, RefusedError)]
    assert len(refused) == 2
    assert all("Somebody else looks after it already" in each.reason for each in refused)
    assert Adoption.objects.filter(asset=code, until=None).count() == 1
    assert Entry.objects.filter(verb="adoptions.asset.adopted").count() == 1


def test_one_person_adopting_many_at_once_gets_no_more_than_a_few(transactional_db, together):
    build()
    bring_in("hydrants", [point(f"H{number}") for number in range(AT_MOST + 3)])
    codes = list(Asset.objects.filter(layer__slug="hydrants", gone_at=None).values_list("code", flat=True))
    alice = member("Alice")
    outcomes = together(*(lambda code=code: adopt(code, alice) for code in codes))
    assert sum(isinstance(each, RefusedError) for each in outcomes) == len(codes) - AT_MOST
    assert Adoption.objects.filter(person=alice, until=None).count() == AT_MOST


def test_the_second_one_reads_why_on_the_page(stage, code, alice, bob, sign_in):
    adopt(code, alice)
    answer = sign_in(bob).post(f"/adoptions/{code}/adopt/", {"name": "Mine"})
    assert answer.status_code == 422
    assert "Somebody else looks after it already." in words_of(answer)
    assert 'value="Mine"' in answer.content.decode()


def test_a_database_that_was_asked_behind_our_back_refuses_a_second_adopter(stage, code, alice, bob):
    adopt(code, alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.create(asset=code, person=bob)


def test_what_is_not_to_be_adopted_cannot_be(stage, code, alice, grace):
    with pytest.raises(RefusedError, match="cannot be adopted"):
        adopt(stage.lamp.code, alice)
    assert "look after" not in words_of(grace.get(stage.lamp.get_absolute_url()))
    bring_in("hydrants", [point("H2")])
    with pytest.raises(RefusedError, match="cannot be adopted"):
        adopt(code, alice)
    with pytest.raises(AbsentError):
        adopt("zzzzzz", alice)


def test_only_the_adopter_gives_it_back(stage, code, alice, bob):
    adopt(code, alice)
    with pytest.raises(AbsentError):
        give_back(code, bob)
    assert Adoption.objects.get().until is None


def test_the_office_ends_an_adoption_and_the_adopter_reads_why(
    stage, code, alice, omar, sign_in, mailoutbox, run_jobs
):
    adopt(code, alice, name="Something rude")
    browser = sign_in(omar)
    assert "End the adoption" in words_of(browser.get(f"/assets/{code}/"))
    assert browser.post(f"/adoptions/{code}/end/", {"reason": ""}).status_code == 422
    browser.post(f"/adoptions/{code}/end/", {"reason": "The name insults people."})
    run_jobs()
    assert [letter.to for letter in mailoutbox] == [[alice.email]]
    assert "The name insults people." in mailoutbox[0].body
    page = words_of(browser.get(f"/assets/{code}/"))
    assert "rude" not in page
    assert "Parks ended the adoption." in page
    assert "insults" not in page
    with pytest.raises(AbsentError):
        end(code, omar, "Again.")


def test_another_office_ends_nothing(stage, code, alice, amina, sign_in):
    adopt(code, alice)
    assert sign_in(amina).get(f"/adoptions/{code}/end/").status_code == 403
    with pytest.raises(RefusedError, match="Only people of the office"):
        end(code, amina, "Mine.")


def test_adopters_hear_when_something_is_reported_and_can_switch_it_off(
    stage, code, alice, bob, mailoutbox, run_jobs
):
    adopt(code, alice)
    reported(stage, stage.hydrant, author=bob)
    run_jobs()
    (letter,) = [each for each in mailoutbox if each.to == [alice.email]]
    assert stage.hydrant.label in letter.subject
    assert f"/assets/{code}/" in letter.body
    assert "List-Unsubscribe" in letter.extra_headers
    assert "Bob" not in letter.body
    mailoutbox.clear()
    choose(alice, Category.FOLLOWED, wanted=False)
    reported(stage, stage.hydrant)
    run_jobs()
    assert [each for each in mailoutbox if each.to == [alice.email]] == []


def test_adopters_hear_nothing_of_private_reports_nor_of_other_things(stage, code, alice):
    adopt(code, alice)
    reported(stage, stage.hydrant, category=stage.city.housing)
    reported(stage, stage.lamp)
    reported(stage, stage.hydrant, email="zoe@people.example")
    assert not Notice.objects.filter(kind="adoptions.reported").exists()


def test_whoever_leaves_lets_go_of_what_they_look_after(stage, code, alice, bob):
    adopt(code, alice, name="Hydra")
    erase(alice)
    assert not Adoption.objects.exists()
    assert "gave it back" in history_of(stage.hydrant.subject)[-1].text
    assert adopt(code, bob).person == bob


def test_a_year_after_it_ended_nothing_says_who_it_was(stage, code, alice, bob, clock):
    adopt(code, alice)
    give_back(code, alice)
    adopt(code, bob)
    clock.shift(timedelta(days=DAYS_KEPT_AFTER + 1))
    let_go()
    assert [each.person for each in Adoption.objects.all()] == [bob]


def test_nothing_adopted_invites_to_the_map(stage, alice, sign_in):
    assert "Find one on the map" in words_of(sign_in(alice).get("/adoptions/"))


def test_the_demo_s_hydrants_are_adopted_once(stage, code, monkeypatch):
    from parvis.kernel.people.demo import PEOPLE

    for each in PEOPLE[:2]:
        member(each.email.partition("@")[0]).__class__.objects.filter(
            email__startswith=each.email.partition("@")[0]
        ).update(email=each.email)
    for _ in range(2):
        seed()
    assert [each.name for each in Adoption.objects.all()] == ["Hydra"]


def test_everybody_sees_in_their_own_data_what_they_look_after(stage, code, alice, bob, sign_in):
    adopt(code, alice, name="Hydra")
    assert "Hydra" in words_of(sign_in(alice).get("/account/data/"))
    assert "Hydra" not in words_of(sign_in(bob).get("/account/data/"))


def test_neighbours_are_invited_to_look_after_what_nobody_does(stage, code, alice):
    before = {each.subject: each for each in needed(Where())}
    hydrants = before["adoptions.layer:hydrants"]
    assert "Hydrant" in hydrants.title
    adopt(code, alice)
    after = {each.subject: each.wanted for each in needed(Where())}
    assert after.get("adoptions.layer:hydrants", 0) == hydrants.wanted - 1


def test_who_says_no_to_being_named_is_named_nowhere_any_more(stage, code, alice, grace, sign_in):
    adopt(code, alice, name="Hydra", shows_name=True)
    sign_in(alice).post("/account/consents/adoptions.name/", {"do": "withdraw"})
    page = words_of(grace.get(f"/assets/{code}/"))
    assert "A resident adopted it." in page
    assert "Alice" not in page
