"""How letters are known again."""

import pytest

from parvis.services.workmail.rules import Deed, key_in, message_id, needs_words, same_house, tag_of


@pytest.mark.parametrize("key", ["1:abcd2345", "12:abcdefghij", "3:abcd2345:1790000000.123"])
def test_a_key_survives_the_way_through_an_address(key):
    assert key_in(tag_of(key)) == key
    assert ":" not in tag_of(key)


def test_the_number_of_a_letter_is_the_same_in_every_try():
    assert message_id("1:abcd2345", "city.example") == "<1.abcd2345@city.example>"


def test_colleagues_have_one_domain():
    assert same_house("Pat@Works.example", "lights@works.example")
    assert not same_house("pat@works.example.evil.example", "lights@works.example")


def test_only_beginning_explains_itself():
    assert [deed for deed in Deed if not needs_words(deed)] == [Deed.STARTED]
