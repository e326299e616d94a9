"""Messages are sealed and signed as the RFCs say: their own examples come out, and readers can open what we seal."""

from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.push.engine.base64url import decoded, encoded
from parvis.kernel.push.engine.sealing import MOST_BYTES, point_of, sealed
from parvis.kernel.push.engine.signing import authorization, key_from
from parvis.kernel.push.tests.service import open_sealed, read_authorization

# RFC 8291, section 5 and appendix A.
READER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
READER_POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SECRET, SALT = "BTBZMqHH6r4Tts7J_aSIgg", "DGv6ra1nlYgDCS1FRnbzlw"
SAID = b"When I grow up, I want to be a watermelon"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
# RFC 8292, section 2.4.
VAPID = (
    "vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsI"
    "nN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9"
    "OkSSHzvoD1oA, k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs"
)
NOON = datetime(2026, 6, 7, 12, tzinfo=UTC)


def key_of(number):
    return ec.derive_private_key(int.from_bytes(decoded(number)), ec.SECP256R1())


def test_the_example_of_the_standard_comes_out_to_the_byte():
    point = decoded(READER_POINT)
    assert point == point_of(key_of(READER).public_key())
    body = sealed(SAID, point, decoded(SECRET), own=key_of(SENDER), salt=decoded(SALT))
    assert encoded(body) == SEALED
    assert open_sealed(decoded(SEALED), key_of(READER), decoded(SECRET)) == SAID


@given(words=st.binary(max_size=MOST_BYTES))
def test_whatever_is_said_the_reader_reads_it_and_twice_looks_different(words):
    reader, secret = key_of(READER), decoded(SECRET)
    first, second = (sealed(words, point_of(reader.public_key()), secret) for _turn in range(2))
    assert open_sealed(first, reader, secret) == open_sealed(second, reader, secret) == words
    assert first != second
    assert len(first) <= 4096


def test_what_is_too_long_for_a_push_service_is_not_sealed():
    with pytest.raises(ValueError, match="at most"):
        sealed(b"x" * (MOST_BYTES + 1), decoded(READER_POINT), decoded(SECRET))


def test_the_signature_says_who_sends_to_whom_and_until_when():
    key = key_from("a secret")
    claims, sender = read_authorization(
        authorization("https://push.example:8443/send/abc?x=1", key, "it@city.example", NOON)
    )
    assert claims == {
        "aud": "https://push.example:8443",
        "exp": int(NOON.timestamp()) + 12 * 3600,
        "sub": "mailto:it@city.example",
    }
    assert decoded(sender) == point_of(key.public_key())


def test_our_reader_of_signatures_reads_the_example_of_the_standard_and_no_forged_one():
    claims, _sender = read_authorization(VAPID)
    assert claims["sub"] == "mailto:push@example.com"
    with pytest.raises(InvalidSignature):
        read_authorization(
            VAPID.replace("V1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQ", "V1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWR")
        )


@given(first=st.text(), second=st.text())
def test_one_secret_gives_one_key_and_another_gives_another(first, second):
    ours, theirs = (key_from(each).private_numbers().private_value for each in (first, second))
    assert (ours == theirs) == (first == second)


@given(raw=st.binary(max_size=80))
def test_what_was_written_for_an_address_is_read_back(raw):
    assert decoded(encoded(raw)) == raw


@pytest.mark.parametrize("text", ["!", "äö", "a", "ab cd"])
def test_what_is_not_base_64_is_refused(text):
    with pytest.raises(ValueError, match="base 64"):
        decoded(text)
