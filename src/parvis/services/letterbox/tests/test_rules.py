"""Where replies go."""

from hypothesis import given
from hypothesis import strategies as st

from parvis.services.letterbox.rules import (
    DAYS_TO_REPLY,
    Reply,
    may_still_reply,
    read_reply,
    tag_in,
    tagged,
)

letters = st.text("23456789abcdefghjkmnpqrstvwxyz", min_size=10, max_size=10)


@given(letters, letters, st.integers(0, 99_999))
def test_a_reply_about_a_report_is_read_as_it_was_written(report, person, day):
    reply = Reply(report[:8], person, day)
    assert read_reply(reply.plain) == reply
    assert read_reply(reply.plain.upper().lower()) == reply


@given(letters)
def test_a_reply_to_a_question_is_read_as_it_was_written(letter):
    assert read_reply(Reply(letter=letter).plain) == Reply(letter=letter)


@given(st.text(max_size=40))
def test_whatever_stands_in_an_address_is_a_reply_or_none(text):
    found = read_reply(text)
    assert found is None or found.plain == text


@given(letters)
def test_a_tag_comes_back_out_of_its_address(tag):
    address = tagged("report@city.example", tag)
    assert tag_in("report@city.example", address.upper()) == tag
    assert tag_in("other@city.example", address) is None
    assert tag_in("report@other.example", address) is None
    assert len(address.partition("@")[0]) <= 64


def test_an_address_is_good_for_ninety_days():
    assert may_still_reply(100, 100 + DAYS_TO_REPLY)
    assert not may_still_reply(100, 101 + DAYS_TO_REPLY)
    assert not may_still_reply(100, 99), "Nobody answers a letter of tomorrow."
