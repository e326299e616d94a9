"""What a provider's claims amount to."""

from hypothesis import given
from hypothesis import strategies as some

from parvis.kernel.providers.rules import Believed, is_about_the_same, is_answer_to, says_so

NAMED = {
    "PARVIS_OIDC_ISSUER": "https://id.state.example/realm/",
    "PARVIS_OIDC_NAME": "State account",
    "PARVIS_OIDC_CLIENT": "city",
    "PARVIS_OIDC_SECRET": "whisper",
    "PARVIS_OIDC_CLAIM": "assurance.level",
    "PARVIS_OIDC_VALUES": "substantial, high",
}
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def test_the_environment_names_one_provider_or_none():
    assert Believed.of({}) is None
    found = Believed.of(NAMED)
    assert found.issuer == "https://id.state.example/realm"
    assert found.origin == "https://id.state.example"
    assert found.values == ("substantial", "high")
    (app,) = found.as_apps()
    assert app["client_id"] == "city"
    assert app["settings"]["scope"] == ["openid", "email"]


@given(
    some.dictionaries(some.text(max_size=3), JSON, max_size=4), some.text(max_size=5), some.sets(some.text())
)
def test_whatever_is_sent_is_read_without_breaking_and_nothing_is_never_a_yes(claims, claim, values):
    assert says_so(claims, claim, values) in {True, False}
    assert not says_so(claims, "", values)
    assert not says_so({}, claim, values)
    assert not says_so(claims, claim, set())


@given(some.sampled_from([True, "true", ["other", "true"], ["x", True]]))
def test_a_yes_may_be_a_value_or_stand_in_a_list_or_lie_within(value):
    assert says_so({"resident": value}, "resident", ("true",))
    assert says_so({"a": {"resident": value}}, "a.resident", ("true",))
    assert not says_so({"a": {"resident": value}}, "resident", ("true",))


@given(some.sampled_from([False, "yes", None, 1, {}, {"true": "true"}, [["true"]], "TRUE "]))
def test_what_is_not_exactly_a_yes_is_none(value):
    assert not says_so({"resident": value}, "resident", ("true",))


@given(some.text(), some.text())
def test_an_answer_is_to_one_question_and_about_one_person(one, other):
    assert is_answer_to({"nonce": one}, other) == (one == other and other != "")
    assert not is_answer_to({}, other)
    assert is_about_the_same({"sub": one}, {"sub": other}) == (one == other and one != "")
    assert not is_about_the_same({}, {})
