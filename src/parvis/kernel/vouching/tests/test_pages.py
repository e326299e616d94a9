"""The pages of vouching."""

import pytest

from parvis.kernel.assurance.models import Residence
from parvis.kernel.assurance.tests.stage import long_known
from parvis.kernel.vouching.actions import ask, vouch

pytestmark = pytest.mark.django_db
MINE = "/account/residence/vouching/"


def words_of(answer):
    return answer.content.decode()


def test_from_asking_to_being_known_on_pages_alone(alice, neighbour, sign_in, town):
    browser = sign_in(alice)
    page = browser.post(MINE, {"area": "quay"}, follow=True)
    address = page.context["asking"].get_absolute_url()
    assert "Nobody has vouched yet" in words_of(page)
    for name in ("Nora", "Nils"):
        answer = sign_in(neighbour(name)).post(address, {"knows": "on"}, follow=True)
        assert "You vouched for them" in words_of(answer)
    assert Residence.objects.filter(person=alice).exists()
    assert "Two residents vouched" in words_of(browser.get("/account/residence/"))


def test_who_does_not_say_it_has_not_vouched(alice, neighbour, sign_in, town):
    asking = ask(alice, town.quay)
    assert sign_in(neighbour("Nora")).post(asking.get_absolute_url(), {"knows": ""}).status_code == 422
    assert not asking.vouches.exists()


def test_who_cannot_is_told_why(alice, bob, neighbour, sign_in, town):
    asking = ask(alice, town.quay)
    assert "whom the city knows" in words_of(sign_in(bob).get(asking.get_absolute_url()))
    assert sign_in(bob).post(asking.get_absolute_url(), {"knows": "on"}).status_code == 403


def test_nobody_finds_an_asking_that_they_were_not_given(neighbour, sign_in):
    assert sign_in(neighbour("Nora")).get(f"{MINE}nothing/").status_code == 404


def test_two_who_hang_together_are_told_apart_on_the_page(alice, bob, neighbour, sign_in, town):
    nora = neighbour("Nora")
    first = ask(alice, town.quay)
    for each in (nora, neighbour("Nils")):
        vouch(first.public_id, each)
    second = ask(bob, town.quay)
    long_known(alice)
    for each in (nora, alice):
        vouch(second.public_id, each)
    assert "needs the other, or both need the same third person" in words_of(sign_in(bob).get(MINE))


def test_one_takes_a_vouch_back_and_stops_asking(alice, neighbour, sign_in, town):
    asking, nora = ask(alice, town.quay), neighbour("Nora")
    vouch(asking.public_id, nora)
    browser = sign_in(nora)
    assert "2 more people" in words_of(browser.get(MINE))
    assert "Taken back" in words_of(browser.post(f"{asking.get_absolute_url()}back/", follow=True))
    assert "You ask nobody any more" in words_of(sign_in(alice).post(f"{MINE}stop/", follow=True))


def test_too_many_wishes_at_once_must_wait_and_say_so(alice, sign_in, town):
    browser = sign_in(alice)
    for _ in range(7):
        browser.post(MINE, {"area": "quay"})
        browser.post(f"{MINE}stop/")
    answer = browser.post(MINE, {"area": "quay"})
    assert answer.status_code == 422
    assert "at once" in words_of(answer)


def test_nobody_vouches_for_whom_a_block_keeps_apart_from_them(alice, neighbour, sign_in, town):
    asking, nora = ask(alice, town.quay), neighbour("Nora")
    page = asking.get_absolute_url()
    link = f"/account/blocks/vouching.page:{asking.public_id}/"
    assert link in words_of(sign_in(nora).get(page))
    assert link not in words_of(sign_in(alice).get(page))
    sign_in(nora).post(link, {"choice": "block"})
    assert "Alice" in words_of(sign_in(nora).get("/account/blocks/"))
    assert "You cannot do this here." in words_of(sign_in(nora).get(page))
    assert sign_in(nora).post(page, {"knows": "on"}).status_code == 403
    assert not asking.vouches.exists()


def test_whoever_could_not_vouch_anyway_is_told_that_and_not_of_a_block(alice, bob, sign_in, town):
    asking = ask(alice, town.quay)
    sign_in(bob).post(f"/account/blocks/vouching.page:{asking.public_id}/", {"choice": "block"})
    assert "whom the city knows" in words_of(sign_in(bob).get(asking.get_absolute_url()))
