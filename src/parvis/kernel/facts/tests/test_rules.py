"""What entries amount to, and what of it is shown."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from parvis.kernel.facts.rules import QUESTIONS, Contribution, Facts, Wish, facts_of, shown

CONTRIBUTIONS = some.lists(
    some.builds(
        Contribution,
        some.sampled_from(QUESTIONS),
        some.integers(0, 4000).map(lambda days: date(2020, 1, 1) + timedelta(days=days)),
        some.sampled_from(["", "quay", "market", "orchard"]),
        some.sampled_from(["reports.report:a", "reports.report:b"]),
    ),
    max_size=30,
)
WISHES = some.builds(Wish, some.booleans(), some.booleans(), some.booleans())


@given(CONTRIBUTIONS)
def test_what_was_done_at_one_thing_is_counted_once_under_its_kind(contributions):
    facts = facts_of(contributions)
    assert sum(facts.kinds.values()) == len({(each.question, each.subject) for each in contributions})
    assert all(facts.kinds.values())
    assert facts.areas == len({each.area for each in contributions} - {""})
    assert all(facts.since <= each.day for each in contributions)


@given(CONTRIBUTIONS, WISHES)
def test_only_what_was_ticked_is_shown_and_the_day_never(contributions, wish):
    seen = shown(facts_of(contributions), wish)
    assert (seen.kinds is None) == (not wish.kinds)
    assert (seen.areas is None) == (not wish.areas)
    assert seen.since is None or (wish.since and seen.since.day == 1)
    assert bool(wish) or seen == Facts(None, None, None)


def test_there_is_no_number_that_people_could_be_ranked_by():
    assert set(Facts.__slots__) == {"kinds", "since", "areas"}
