"""Keys and scopes."""

from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.programs.rules import PREFIX, digest, given_at_once, new_key

NAMES = st.lists(st.sampled_from(["a.send", "a.trusted", "b.read", "b.write"]))


def test_no_two_keys_are_alike_and_each_says_what_it_is():
    keys = {new_key() for _ in range(200)}
    assert len(keys) == 200
    assert all(key.startswith(PREFIX) and len(key) == len(PREFIX) + 32 for key in keys)


@given(st.text())
def test_anything_typed_as_a_key_has_a_digest(typed):
    assert len(digest(typed)) == 64


@given(NAMES, NAMES)
def test_what_is_reserved_is_never_given_at_once(wanted, reserved):
    at_once, asked = given_at_once(wanted, reserved)
    assert set(at_once) | set(asked) == set(wanted)
    assert not set(at_once) & set(reserved)
    assert set(asked) <= set(reserved)
