"""Forms of gateways: who sent them, and what is in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.services.gsm.contracts import FormError, e164, hushed, is_signed, masked, read_text, signature_of

ADDRESS = "https://mycompany.com/myapp.php?foo=1&bar=2"
CALL = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
fields = st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=8), min_size=1)


def test_the_signature_is_the_one_of_the_published_example():
    assert signature_of(ADDRESS, CALL.items(), "12345") == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


@given(fields, st.randoms())
def test_the_order_of_fields_does_not_matter(given_fields, chance):
    pairs = list(given_fields.items())
    chance.shuffle(pairs)
    assert is_signed(signature_of(ADDRESS, pairs, "secret"), ADDRESS, given_fields.items(), "secret")


@given(fields, st.text(max_size=30))
def test_nobody_signs_without_the_secret(given_fields, guess):
    assert not is_signed(guess, ADDRESS, given_fields.items(), "secret")
    assert not is_signed(signature_of(ADDRESS, given_fields.items(), ""), ADDRESS, given_fields.items(), "")
    assert not is_signed(
        signature_of(ADDRESS, given_fields.items(), "secret"),
        "https://other.example",
        given_fields.items(),
        "secret",
    )


def test_a_message_is_read():
    text = read_text({"MessageSid": "SM1", "From": "+1 617 555 0100", "Body": " The lamp\0 is dark. "})
    assert (text.id, text.sender, text.words) == ("SM1", "+16175550100", "The lamp is dark.")
    assert len(read_text({"MessageSid": "S", "From": "+16175550100", "Body": "a" * 9999}).words) == 1600


@pytest.mark.parametrize(
    "form", [{}, {"MessageSid": "S"}, {"From": "+16175550100"}, {"MessageSid": "S", "From": "72727"}]
)
def test_without_a_number_to_answer_it_is_no_message(form):
    with pytest.raises(FormError):
        read_text(form)


@pytest.mark.parametrize(
    "text", ["BANK", "72727", "+0123456789", "+1617555010a", "0617555010", "+٦٦٦٦٦٦٦٦٦", "+" + "1" * 16]
)
def test_short_numbers_and_names_are_nobody_to_answer(text):
    assert e164(text) == ""


def test_numbers_of_people_are_not_repeated():
    assert masked("+16175550123") == "…123"
    assert (
        hushed("The 'To' number +1 (617) 555-0123 is not valid (21211).")
        == "The 'To' number … is not valid (21211)."
    )
