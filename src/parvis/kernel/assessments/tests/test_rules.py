"""How grave a risk is, and when an assessment no longer tells what the programs do."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.assessments.rules import (
    Height,
    Likelihood,
    Risk,
    Severity,
    Standing,
    Written,
    differences,
    fingerprint,
    greatest,
    height,
    is_sound,
    may_sign,
    missing,
    standing,
)

LEVELS = st.integers(1, 4)
RISKS = st.builds(
    Risk,
    st.just("Somebody is found out."),
    LEVELS.map(Likelihood),
    LEVELS.map(Severity),
    st.just("Names are hidden."),
    LEVELS.map(Likelihood),
    LEVELS.map(Severity),
)
SAID = st.dictionaries(st.text(max_size=6), st.none() | st.integers() | st.text(max_size=4), max_size=4)
FACTS = st.dictionaries(st.sampled_from(["fields", "consents", "recipients"]), SAID, max_size=3)
LONG = "Long enough to be an answer."
ORDER = list(Height)


def shuffled(facts):
    def mixed(pairs):
        found = list(pairs.items())
        random.shuffle(found)
        return found

    return {name: dict(mixed(said)) for name, said in mixed(facts)}


@given(LEVELS, LEVELS, LEVELS, LEVELS)
def test_neither_factor_lowers_a_risk_by_growing(likelihood, severity, more_likely, more_severe):
    before, after = height(likelihood, severity), height(likelihood + more_likely, severity + more_severe)
    assert ORDER.index(before) <= ORDER.index(after)


def test_the_corners_of_the_table():
    assert height(1, 1) is Height.LOW
    assert height(1, 4) is height(4, 1) is height(2, 4) is Height.MEDIUM
    assert height(3, 3) is height(4, 4) is Height.HIGH


@given(st.lists(RISKS, max_size=6))
def test_the_gravest_is_among_them_and_none_is_graver(risks):
    found = greatest(risks)
    assert (found is None) is (not risks)
    if found:
        assert found in [each.left for each in risks]
        assert all(ORDER.index(each.left) <= ORDER.index(found) for each in risks)


@given(RISKS)
def test_what_is_sound_is_no_graver_afterwards(risk):
    if is_sound(risk):
        assert ORDER.index(risk.left) <= ORDER.index(risk.height)
    else:
        assert risk.left_likelihood > risk.likelihood or risk.left_severity > risk.severity


@given(FACTS)
def test_the_order_in_which_the_programs_say_it_does_not_count(facts):
    assert fingerprint(facts) == fingerprint(shuffled(facts))
    assert differences(facts, shuffled(facts)) == []


@given(FACTS, FACTS)
def test_something_differs_exactly_when_something_is_told_as_different(one, other):
    def plain(facts):
        # Nothing said and nothing known are the same to a reader.
        return {
            name: {key: value for key, value in said.items() if value is not None}
            for name, said in facts.items()
            if any(value is not None for value in said.values())
        }

    one, other = plain(one), plain(other)
    assert (fingerprint(one) == fingerprint(other)) is (differences(one, other) == [])


@given(FACTS, st.sampled_from(["fields", "consents"]), st.text(max_size=6), st.integers())
def test_a_change_anywhere_is_seen_and_named(facts, heading, name, value):
    changed = {**facts, heading: {**facts.get(heading, {}), name: [value, "otherwise"]}}
    assert fingerprint(facts) != fingerprint(changed)
    (change,) = differences(facts, changed)
    assert (change.heading, change.name, change.after) == (heading, name, [value, "otherwise"])
    assert change.before == facts.get(heading, {}).get(name)


@given(st.booleans(), st.booleans(), st.sampled_from(["", "a", "b"]), st.sampled_from(["a", "b"]))
def test_where_a_part_stands(written, advised, signed, today):
    found = standing(written=written, advised=advised, signed=signed, today=today)
    assert (found is Standing.SIGNED) is (signed == today)
    if not (signed or written or advised):
        assert found is Standing.MISSING
    if signed and signed != today and not written and not advised:
        assert found is Standing.OUTDATED


@pytest.mark.parametrize(
    ("written", "lacking"),
    [
        (Written(), ["necessity", "residents", "risks"]),
        (Written(LONG, "No.", ""), ["residents", "risks"]),
    ],
)
def test_what_is_not_answered_is_named(written, lacking):
    assert missing(written) == lacking


@given(RISKS)
def test_a_risk_that_stays_high_asks_for_the_authority(risk):
    assert ("consulted" in missing(Written(LONG, LONG, "", (risk,)))) is (risk.left is Height.HIGH)
    assert missing(Written(LONG, LONG, LONG, (risk,))) == []


@given(st.integers(1, 9), st.lists(st.integers(1, 9)))
def test_who_wrote_does_not_sign(signer, writers):
    assert may_sign(signer, writers) is (signer not in writers)
