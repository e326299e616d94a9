"""The pages of paper letters."""

import re

import pytest

from parvis.kernel.assurance.models import Residence
from parvis.kernel.postal.actions import ask, take_back
from parvis.kernel.postal.models import PaperLetter
from parvis.kernel.postal.rules import LETTERS_TO_AN_ADDRESS
from parvis.kernel.testing.cast import member

pytestmark = pytest.mark.django_db
MINE, OFFICE = "/account/residence/letter/", "/office/letters/"
ADDRESS = {"name": "Alice", "address": "1 Quay Street\nHarbourtown", "area": "quay"}


def words_of(answer):
    return answer.content.decode()


def test_from_the_address_to_the_code_on_pages_alone(alice, desk, town, sign_in):
    mine, office = sign_in(alice), sign_in(desk)
    assert MINE in words_of(mine.get("/account/residence/"))
    assert "printed soon" in words_of(mine.post(MINE, ADDRESS, follow=True))
    assert "1 Quay Street" in words_of(office.get(OFFICE))
    number = PaperLetter.objects.get().public_id
    printed = office.post(OFFICE, {"letter": number})
    assert "no-store" in printed["Cache-Control"]
    code = re.search(r'class="code"[^>]*>([^<]+)<', words_of(printed))[1]
    assert code not in words_of(office.get(OFFICE))
    assert "on its way" in words_of(mine.get(MINE))
    assert "The city knows now that you live here" in words_of(mine.post(MINE, {"code": code}, follow=True))
    assert Residence.objects.get().person == alice
    assert "Quay Street" not in words_of(office.get(OFFICE))


def test_what_was_typed_is_still_there_when_something_is_missing(alice, town, sign_in):
    answer = sign_in(alice).post(MINE, {**ADDRESS, "area": ""})
    assert answer.status_code == 422
    assert "1 Quay Street" in words_of(answer)


def test_a_wrong_code_gets_a_sentence_with_what_is_left(alice, sheet, sign_in):
    answer = sign_in(alice).post(MINE, {"code": "2222-2222"})
    assert answer.status_code == 422
    assert "You can try 4 more times" in words_of(answer)


def test_one_can_take_the_wish_back(alice, asked, sign_in):
    assert "We forgot the address" in words_of(sign_in(alice).post(f"{MINE}end/", follow=True))
    assert PaperLetter.objects.get().address == ""


def test_a_letter_is_written_in_the_language_of_its_reader(town, cast, desk, sign_in):
    cast.bob.language = "ar"
    letter = ask(cast.bob, "Bob", "2 Quay Street", town.quay)
    page = words_of(sign_in(desk).post(OFFICE, {"letter": letter.public_id}))
    assert '<article class="paper" lang="ar" dir="rtl">' in page
    assert "Your code" not in page


def test_printing_nothing_says_so(desk, sign_in):
    assert "Choose at least one letter" in words_of(sign_in(desk).post(OFFICE, {}))


def test_the_desk_sees_how_many_letters_went_to_an_address(alice, bob, town, desk, sheet, sign_in):
    ask(bob, "Bob", "1 Quay street", town.quay)
    assert words_of(sign_in(desk).get(OFFICE)).count("2 letters to this address within a year") == 2


def test_who_is_sent_to_the_desk_instead_keeps_what_they_typed(alice, asked, town, sign_in):
    take_back(alice)
    for number in range(LETTERS_TO_AN_ADDRESS):
        ask(member(f"Lodger{number}"), "Lodger", ADDRESS["address"], town.quay)
    answer = sign_in(alice).post(MINE, ADDRESS)
    assert answer.status_code == 422
    assert "Many letters went to this address" in words_of(answer)
    assert "1 Quay Street" in words_of(answer)


def test_other_offices_do_not_read_addresses(omar, asked, city_desk, sign_in):
    page = words_of(sign_in(omar).get(OFFICE))
    assert "public desk print" in page
    assert "Quay Street" not in page
    assert sign_in(omar).post(OFFICE, {"letter": asked.public_id}).status_code == 403
