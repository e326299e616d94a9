"""The pages of endorsements."""

import pytest

from parvis.kernel.endorsements.actions import endorse
from parvis.kernel.endorsements.models import Endorsement, Kind
from parvis.kernel.endorsements.queries import shown_of, standing_of
from parvis.kernel.looks.models import Look

pytestmark = pytest.mark.django_db
MINE, OFFICE = "/account/endorsements/", "/office/endorsements/"
NEW = {"name_en": "Driving licence", "name_fr": "Permis", "role": "agent", "days": "365"}


def words_of(answer):
    return answer.content.decode()


def test_from_the_kind_to_what_others_see_on_pages_alone(alice, dana, omar, parks, sign_in):
    answer = sign_in(dana).post(
        f"{OFFICE}new/", {**NEW, "office": parks.pk, "reason": "Whoever drives for us must be able to."}
    )
    assert answer.status_code == 302
    kind, browser = Kind.objects.get(), sign_in(omar)
    page = browser.post(OFFICE, {"words": alice.email}, follow=True)
    assert "We told them" in words_of(
        browser.post(page.request["PATH_INFO"], {"kind": kind.slug}, follow=True)
    )
    mine = sign_in(alice)
    assert "Nobody else sees it" in words_of(mine.get(MINE))
    number = standing_of(alice).get().public_id
    assert "Others see it" in words_of(mine.post(f"{MINE}{number}/", {"shown": "1"}, follow=True))
    assert shown_of(alice).exists()
    assert "Nobody else sees it" in words_of(mine.post(f"{MINE}{number}/", {"shown": "0"}, follow=True))
    assert browser.post(f"{OFFICE}{number}/revoke/", {"reason": "?"}).status_code == 422
    page = browser.post(f"{OFFICE}{number}/revoke/", {"reason": "The licence was withdrawn."}, follow=True)
    assert "Taken back" in words_of(page)
    assert sign_in(dana).post(f"{OFFICE}kinds/{kind.slug}/end/", {"reason": "?"}).status_code == 422
    sign_in(dana).post(f"{OFFICE}kinds/{kind.slug}/end/", {"reason": "Nobody drives for us any more."})
    assert "Driving licence" not in words_of(browser.get(OFFICE))


def test_what_was_typed_is_still_there_when_a_reason_says_nothing(dana, parks, sign_in):
    answer = sign_in(dana).post(f"{OFFICE}new/", {**NEW, "office": parks.pk, "reason": "?"})
    assert answer.status_code == 422
    assert "Driving licence" in words_of(answer)


def test_who_gives_none_is_told_so(alice, amina, first_aid, sign_in):
    answer = sign_in(amina).get(f"{OFFICE}people/{alice.public_id}/")
    assert answer.status_code == 403
    assert "no endorsement" in words_of(answer)


def test_who_gives_no_endorsement_finds_nobody(alice, amina, first_aid, sign_in):
    browser = sign_in(amina)
    assert 'name="words"' not in words_of(browser.get(OFFICE))
    answers = {
        words: browser.post(OFFICE, {"words": words})
        for words in (alice.email, alice.public_id, "nobody@people.example")
    }
    assert {each.status_code for each in answers.values()} == {403}
    assert not any(alice.public_id in words_of(each) for each in answers.values())


def test_whoever_is_found_can_read_that_they_were_looked_for(alice, first_aid, omar, sign_in):
    browser = sign_in(omar)
    assert "Nobody is known by this" in words_of(browser.post(OFFICE, {"words": "nobody@people.example"}))
    assert not Look.objects.exists()
    browser.post(OFFICE, {"words": alice.email})
    assert [(each.official, each.person) for each in Look.objects.all()] == [(omar, alice)]


def test_other_officials_see_what_is_checked_and_do_not_decide_about_it(amina, first_aid, parks, sign_in):
    browser = sign_in(amina)
    assert "First-aid course" in words_of(browser.get(OFFICE))
    assert "Only managers of the public desk" in words_of(browser.get(f"{OFFICE}new/"))
    reason = "I would like to know that."
    assert browser.post(f"{OFFICE}new/", {**NEW, "office": parks.pk, "reason": reason}).status_code == 403
    assert browser.post(f"{OFFICE}kinds/{first_aid.slug}/end/", {"reason": reason}).status_code == 403


def test_an_office_does_not_see_what_another_one_checked(alice, amina, first_aid, omar, sign_in):
    number = endorse(omar, alice, first_aid.slug).public_id
    assert sign_in(amina).get(f"{OFFICE}{number}/revoke/").status_code == 403
    assert Endorsement.objects.filter(ended_at=None).exists()
