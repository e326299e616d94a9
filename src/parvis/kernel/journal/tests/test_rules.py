"""The chain, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.journal.rules import (
    FORGOTTEN,
    NOBODY,
    SALT,
    Fact,
    Link,
    NotPlainError,
    chained,
    check_plain,
    faults,
    genesis,
    needs_seal,
    sealed,
)

DAY = date(2026, 5, 4)
PLAIN = st.recursive(
    st.text(max_size=8) | st.integers(-(10**12), 10**12) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
DATA = st.dictionaries(st.text(max_size=6), PLAIN, max_size=4)


def fact(number: int, data: dict | None = None, area: int = 7) -> Fact:
    at = datetime(2026, 5, 4, 8, tzinfo=UTC) + timedelta(seconds=number)
    return Fact(
        "reports.report.opened", f"reports.report:{number}", "guest", at, at, DAY, area, "", 0, data or {}
    )


def chain_of(facts: list[Fact]) -> list[Link]:
    before, links = genesis(facts[0].day, facts[0].area), []
    for number, each in enumerate(facts, start=1):
        own = chained(before, each)
        links.append(Link(number, number, each, before, own))
        before = own
    return links


def heads_of(links: list[Link]) -> dict:
    last = links[-1]
    return {(last.fact.day, last.fact.area): (len(links), last.own)}


def by(actor: str, salt: bytes, number: int = 0) -> Fact:
    return replace(fact(number), actor=actor, salt=salt, seal=sealed(actor, salt))


SALTS = st.binary(min_size=SALT, max_size=SALT)
PEOPLE = st.text(min_size=1, max_size=16).filter(needs_seal)


@given(st.lists(st.tuples(PEOPLE, SALTS), min_size=1, max_size=8), st.data())
def test_whoever_is_forgotten_leaves_a_chain_that_holds(signed, data):
    links = chain_of([by(actor, salt, number) for number, (actor, salt) in enumerate(signed)])
    heads = heads_of(links)
    gone = data.draw(st.sampled_from([actor for actor, _salt in signed]))
    left = [
        replace(link, fact=replace(link.fact, actor=FORGOTTEN, salt=None))
        if link.fact.actor == gone
        else link
        for link in links
    ]
    assert list(faults(left, heads)) == []
    assert gone not in {link.fact.actor for link in left}


@given(PEOPLE, SALTS, SALTS)
def test_two_entries_of_one_person_have_nothing_in_common_without_their_salts(actor, salt, other):
    assert (sealed(actor, salt) == sealed(actor, other)) is (salt == other)


@given(PEOPLE, PEOPLE, SALTS)
def test_nothing_is_laid_at_anothers_door(actor, other, salt):
    links = chain_of([by(actor, salt)])
    links[0] = replace(links[0], fact=replace(links[0].fact, actor=other))
    assert bool(list(faults(links, heads_of(links)))) is (actor != other)


@given(PEOPLE, SALTS)
def test_a_seal_without_a_salt_is_of_somebody_forgotten_and_nobody_else(actor, salt):
    links = chain_of([by(actor, salt)])
    links[0] = replace(links[0], fact=replace(links[0].fact, salt=None))
    (found,) = faults(links, heads_of(links))
    assert found.reason == "it was laid at another's door after it was written"


@pytest.mark.parametrize("lost", [{"seal": None}, {"seal": None, "salt": None}, {"seal": b"x" * 32}])
def test_a_seal_that_is_broken_off_or_changed_is_seen(lost):
    links = chain_of([by("alice", b"s" * SALT)])
    links[0] = replace(links[0], fact=replace(links[0].fact, **lost))
    assert len(list(faults(links, heads_of(links)))) == 1


@pytest.mark.parametrize("actor", NOBODY)
def test_nobody_needs_no_seal(actor):
    assert not needs_seal(actor)


@given(st.lists(DATA, min_size=1, max_size=8))
def test_a_chain_as_it_was_written_holds(all_data):
    links = chain_of([fact(number, data) for number, data in enumerate(all_data)])
    assert list(faults(links, heads_of(links))) == []


@given(st.integers(1, 8), st.data())
def test_one_changed_entry_is_named(length, data):
    links = chain_of([fact(number) for number in range(length)])
    heads = heads_of(links)
    position = data.draw(st.integers(0, length - 1))
    field, value = data.draw(
        st.sampled_from(
            [
                ("verb", "reports.report.closed"),
                ("actor", "alice"),
                ("minutes", 60),
                ("cell", "89"),
                ("data", {"x": 1}),
            ]
        )
    )
    links[position] = replace(links[position], fact=replace(links[position].fact, **{field: value}))
    found = list(faults(links, heads))
    assert [fault.sequence for fault in found] == [position + 1]
    assert found[0].identity == position + 1


@given(st.integers(2, 8), st.data())
def test_one_missing_entry_is_seen(length, data):
    links = chain_of([fact(number) for number in range(length)])
    heads = heads_of(links)
    position = data.draw(st.integers(0, length - 1))
    del links[position]
    found = list(faults(links, heads))
    assert len(found) == 1
    assert found[0].sequence >= position + 1


def test_two_entries_that_changed_places_are_seen():
    links = chain_of([fact(0), fact(1), fact(2)])
    heads = heads_of(links)
    links[0], links[1] = links[1], links[0]
    assert len(list(faults(links, heads))) == 1


def test_an_entry_that_was_hung_on_another_is_seen():
    links = chain_of([fact(1), fact(2)])
    heads = heads_of(links)
    [found] = faults([links[0], replace(links[1], before=b"x" * 32)], heads)
    assert (found.sequence, found.reason) == (2, "it does not follow the entry before it")


def test_a_whole_missing_chain_is_seen():
    links = chain_of([fact(0)])
    assert [fault.reason for fault in faults([], heads_of(links))] == [
        "all 1 entries of this chain are missing"
    ]


def test_a_fault_in_one_area_leaves_the_others_alone():
    good, bad = chain_of([fact(0, area=1), fact(1, area=1)]), chain_of([fact(0, area=2)])
    heads = {**heads_of(good), **heads_of(bad)}
    bad[0] = replace(bad[0], fact=replace(bad[0].fact, actor="mallory"))
    assert [fault.area for fault in faults([*good, *bad], heads)] == [2]


def test_a_rewritten_chain_does_not_fit_its_head():
    links = chain_of([fact(0), fact(1)])
    heads = heads_of(links)
    forged = chain_of([fact(0), fact(1, {"forged": True})])
    assert [fault.reason for fault in faults(forged, heads)] == ["the chain does not end where its head says"]


@pytest.mark.parametrize("value", [1.5, {"a": 2.0}, [b"x"], {1: "a"}, {"a": {"b": DAY}}])
def test_what_would_not_survive_the_database_is_refused(value):
    with pytest.raises(NotPlainError):
        check_plain(value)


@given(DATA)
def test_plain_data_are_taken(data):
    check_plain(data)
