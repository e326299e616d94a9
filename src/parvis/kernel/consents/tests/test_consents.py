"""Yes is a click on its own words; no is as easy, and ends at once what rested on it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from parvis.kernel.clock import now
from parvis.kernel.consents import registry
from parvis.kernel.consents.actions import end_what_was_said_to_former_words, give, withdraw
from parvis.kernel.consents.contracts import (
    Asking,
    Purpose,
    Way,
    ask_for,
    consenting,
    has_consented,
    on_withdrawal,
    words_of,
)
from parvis.kernel.consents.models import Consent
from parvis.kernel.consents.queries import figures
from parvis.kernel.consents.rules import DAYS_PROVED, Given, counts
from parvis.kernel.keeping.actions import erase, let_go
from parvis.kernel.keeping.queries import everything
from parvis.kernel.people.models import Person

pytestmark = pytest.mark.django_db
PAGE = "/account/consents/"


@pytest.fixture
def ended(monkeypatch):
    """A purpose of a room that keeps a list of for whom it ended."""
    monkeypatch.setattr(registry, "_purposes", dict(registry._purposes))
    found = []
    purpose = Purpose("testing.play", "Play", "The city may play with me.")
    ask_for(Asking(purpose, lambda person: found.append(person.public_name)))
    return found


def test_nothing_is_chosen_for_anybody(ended, alice, sign_in):
    page = sign_in(alice).get(PAGE).content.decode()
    assert "The city may play with me." in page
    assert "You said yes" not in page
    assert "checked" not in page
    assert not has_consented(alice, "testing.play")


def test_one_click_says_yes_and_one_click_on_the_same_page_says_no(ended, alice, bob, sign_in):
    browser = sign_in(alice)
    browser.post(f"{PAGE}testing.play/", {"do": "give"})
    assert has_consented(alice, "testing.play")
    assert not has_consented(bob, "testing.play")
    assert "You said yes" in browser.get(PAGE).content.decode()
    answer = browser.post(f"{PAGE}testing.play/", {"do": "withdraw"}, follow=True)
    assert "It ended at once" in answer.content.decode()
    assert not has_consented(alice, "testing.play")
    assert ended == ["Alice"]


def test_what_is_no_clear_yes_is_a_no(ended, alice, sign_in):
    sign_in(alice).post(f"{PAGE}testing.play/", {})
    assert not Consent.objects.exists()


def test_for_what_nobody_asks_nobody_can_agree(alice, sign_in):
    assert sign_in(alice).post(f"{PAGE}testing.nothing/", {"do": "give"}).status_code == 404
    with pytest.raises(LookupError):
        give(alice, "testing.nothing")


def test_the_proof_tells_which_words_in_which_language_when_and_where(ended, clock, alice):
    with translation.override("fr"):
        give(alice, "reports.name", Way.FORM)
        words = str(words_of("reports.name"))
    proof = Consent.objects.get()
    assert (proof.words, proof.language, proof.version, proof.way) == (words, "fr", 1, "form")
    assert words != str(words_of("reports.name"))
    assert proof.given_at == now()
    clock.shift(timedelta(hours=2))
    withdraw(alice, "reports.name", Way.PAGE)
    proof.refresh_from_db()
    assert (proof.withdrawn_at, proof.withdrawn_by_way) == (now(), "page")


def test_twice_is_once(ended, alice):
    assert give(alice, "testing.play") == give(alice, "testing.play")
    withdraw(alice, "testing.play")
    withdraw(alice, "testing.play")
    assert ended == ["Alice"]
    assert Consent.objects.count() == 1


def test_a_yes_to_former_words_counts_no_more_until_it_is_said_anew(ended, alice, sign_in):
    give(alice, "testing.play")
    registry._purposes["testing.play"] = replace(registry.purpose_named("testing.play"), version=2)
    assert not has_consented(alice, "testing.play")
    assert alice.pk not in Person.objects.filter(pk__in=consenting("testing.play")).values_list(
        "pk", flat=True
    )
    assert "The words have changed since" in sign_in(alice).get(PAGE).content.decode()
    give(alice, "testing.play")
    assert has_consented(alice, "testing.play")
    assert [each.version for each in Consent.objects.order_by("version")] == [1, 2]
    assert Consent.objects.get(version=1).withdrawn_by_way == ""


@pytest.fixture
def new_words():
    """Make the words of a purpose mean something else."""

    def change(name):
        purpose = registry.purpose_named(name)
        registry._purposes[name] = replace(purpose, version=purpose.version + 1)

    return change


def test_what_rests_on_a_yes_to_former_words_ends_once_and_nobody_elses(ended, alice, bob, new_words):
    give(alice, "testing.play")
    assert end_what_was_said_to_former_words() == 0
    new_words("testing.play")
    give(bob, "testing.play")
    assert end_what_was_said_to_former_words() == 1
    assert end_what_was_said_to_former_words() == 0
    assert ended == ["Alice"]
    assert not has_consented(alice, "testing.play")
    assert has_consented(bob, "testing.play")


def test_whoever_said_yes_to_former_words_is_told_so_and_whoever_said_no_is_not(
    ended, alice, bob, new_words, sign_in
):
    give(alice, "testing.play")
    give(bob, "testing.play")
    withdraw(bob, "testing.play")
    new_words("testing.play")
    end_what_was_said_to_former_words()
    assert "The words have changed since" in sign_in(alice).get(PAGE).content.decode()
    assert "The words have changed since" not in sign_in(bob).get(PAGE).content.decode()
    withdraw(alice, "testing.play")
    give(alice, "testing.play")
    assert "The words have changed since" not in sign_in(alice).get(PAGE).content.decode()


def test_other_rooms_hear_of_a_no_in_the_same_transaction(ended, alice):
    def fails(_person):
        raise RuntimeError("the room is broken")

    on_withdrawal("testing.play", fails)
    give(alice, "testing.play")
    with pytest.raises(RuntimeError), transaction.atomic():
        withdraw(alice, "testing.play")
    registry._endings["testing.play"].remove(fails)
    assert has_consented(alice, "testing.play"), "Nothing ended, so nothing was said to have ended."


def test_the_database_holds_one_consent_to_a_purpose(ended, alice):
    row = give(alice, "testing.play")
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_rules_and_the_database_say_the_same(ended, clock, alice):
    give(alice, "testing.play")
    clock.shift(timedelta(hours=1))
    withdraw(alice, "testing.play")
    give(alice, "testing.play")
    rows = [Given(each.version, each.given_at, each.withdrawn_at) for each in Consent.objects.order_by("pk")]
    assert counts(registry.purpose_named("testing.play"), rows, now()) is has_consented(alice, "testing.play")


def test_the_proof_of_a_no_is_kept_three_years(ended, clock, alice):
    give(alice, "testing.play")
    clock.shift(timedelta(days=DAYS_PROVED + 1))
    assert "consents.Consent.person" not in let_go(), "What holds is proved as long as it holds."
    withdraw(alice, "testing.play")
    clock.shift(timedelta(days=DAYS_PROVED - 1))
    assert "consents.Consent.person" not in let_go()
    clock.shift(timedelta(days=1))
    assert let_go()["consents.Consent.person"] == 1
    assert not Consent.objects.exists()


def test_everybody_takes_their_consents_away_and_has_them_erased(ended, alice):
    give(alice, "testing.play")
    sections = {each["name"]: each for each in everything(alice)["sections"]}
    assert sections["consents"]["rows"][0]["data"]["words"] == "The city may play with me."
    erase(alice)
    assert not Consent.objects.exists()


def test_the_officer_sees_how_many_say_yes_and_no(ended, clock, alice, bob):
    start = now()
    give(alice, "testing.play")
    give(bob, "testing.play")
    withdraw(bob, "testing.play")
    (line,) = [each for each in figures(start) if each.purpose.name == "testing.play"]
    assert (line.hold, line.given, line.withdrawn) == (1, 2, 1)


@pytest.mark.django_db(transaction=True)
def test_two_windows_of_one_person_make_one_consent(ended, alice, together):
    together(*[lambda: give(alice, "testing.play")] * 4)
    assert Consent.objects.filter(withdrawn_at=None).count() == 1
