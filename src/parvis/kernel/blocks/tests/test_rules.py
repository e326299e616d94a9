"""Who is kept from whom; and that nobody learns from it what they could not see before."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from parvis.kernel.blocks.rules import (
    Choice,
    Distance,
    Fold,
    Hindrance,
    Kind,
    Place,
    hindrance,
    is_folded,
    kind_of,
    until,
)

PEOPLE = some.integers(1, 4)
SUBJECTS = some.sampled_from(["report:1", "report:2", "words:1", "words:2"])
DISTANCES = some.lists(
    some.builds(
        Distance,
        PEOPLE,
        PEOPLE,
        SUBJECTS,
        SUBJECTS,
        some.booleans(),
        some.booleans(),
        some.sampled_from(list(Kind)),
    ),
    max_size=8,
)
PLACES = some.builds(Place, SUBJECTS, some.none() | PEOPLE, some.booleans(), for_city=some.booleans())


@given(PEOPLE, SUBJECTS, some.booleans(), DISTANCES)
def test_everybody_may_always_answer_themselves(person, subject, named, standing):
    assert hindrance(person, Place(subject, person, named), standing) is None


@given(PEOPLE, PLACES, DISTANCES)
def test_the_city_and_whoever_has_no_account_are_kept_from_nobody(person, place, standing):
    if place.for_city or place.author is None:
        assert hindrance(person, place, standing) is None


@given(PEOPLE, PLACES, DISTANCES)
def test_a_mute_keeps_nobody_from_anything(person, place, standing):
    blocks = [each for each in standing if each.kind is Kind.BLOCK]
    assert hindrance(person, place, standing) == hindrance(person, place, blocks)


@given(PEOPLE, PEOPLE, SUBJECTS, SUBJECTS, some.booleans())
def test_where_both_names_stand_a_block_works_both_ways(one, other, where, there, named):
    """The one who was blocked without a name meets the other's name; the blocker meets theirs where they knew it."""
    if one == other:
        return
    block = Distance(one, other, "words:9", "report:9", named)
    theirs = hindrance(one, Place(where, other, named=True), [block])
    ours = hindrance(other, Place(there, one, named=True), [block])
    assert ours is Hindrance.OTHER
    assert theirs is (Hindrance.OWN if named else None)


@given(PEOPLE, PEOPLE, SUBJECTS, DISTANCES)
def test_at_nameless_words_only_a_block_of_these_very_words_counts(actor, author, subject, standing):
    """So nobody finds whose they are by blocking somebody elsewhere, or being blocked, and then trying."""
    place = Place(subject, author, named=False)
    here = [
        each
        for each in standing
        if (each.keeper == actor and each.subject == subject)
        or (each.keeper == author and each.about == subject)
    ]
    assert hindrance(actor, place, standing) == hindrance(actor, place, here)


@given(PEOPLE, PEOPLE, SUBJECTS, DISTANCES)
def test_blocking_nameless_words_never_tells_the_blocker_whose_name_they_belong_to(
    actor, author, subject, standing
):
    place = Place(subject, author, named=True)
    own = [
        each
        for each in standing
        if each.keeper == actor and not each.named and each.subject != subject and each.other == author
    ]
    assert hindrance(actor, place, own) is None


@given(PEOPLE, PLACES, DISTANCES)
def test_a_block_by_somebody_without_a_name_keeps_others_away_there_alone(actor, place, standing):
    """So nobody finds out whose nameless report it is by provoking a block there and then trying names."""
    local = [
        each
        for each in standing
        if each.local and each.about != place.subject and each.keeper == place.author
    ]
    assert hindrance(actor, place, local) is None


@given(PEOPLE, PLACES, DISTANCES)
def test_whoever_has_nothing_to_do_with_either_changes_nothing(actor, place, standing):
    ours = [each for each in standing if {each.keeper, each.other} == {actor, place.author}]
    assert hindrance(actor, place, standing) == hindrance(actor, place, ours)


@given(some.sampled_from(list(Fold)), some.booleans())
def test_nameless_words_are_folded_by_themselves_alone(fold, named):
    assert is_folded(fold, named=named) == (fold is Fold.WORDS or (fold is Fold.NAME and named))


@given(some.sampled_from(list(Choice)))
def test_a_block_and_a_mute_for_good_never_end_by_themselves(choice):
    moment = datetime(2026, 5, 3, tzinfo=UTC)
    days = {Choice.WEEK: 7, Choice.MONTH: 30}.get(choice)
    assert until(choice, moment) == (moment + timedelta(days=days) if days else None)
    assert (kind_of(choice) is Kind.BLOCK) == (choice is Choice.BLOCK)
