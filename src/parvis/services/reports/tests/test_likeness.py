"""One explained score for two reports that may be the same."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from parvis.services.reports.engine.likeness import (
    WEIGHTS,
    Evidence,
    Sighting,
    likeness,
    nearest_photos,
    score_of,
    strength_of_age,
    strength_of_distance,
)

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LAMP = Sighting(42.355, -71.065, category=1, at=NOON)
sightings = st.builds(
    Sighting,
    lat=st.floats(42.35, 42.36),
    lon=st.floats(-71.07, -71.06),
    category=st.integers(1, 3),
    at=st.integers(0, 365 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    photos=st.lists(st.integers(-(2**63), 2**63 - 1), max_size=3).map(tuple),
)
words = st.none() | st.floats(0, 1)


@given(one=sightings, other=sightings, said=words)
def test_the_score_stays_between_nothing_and_one(one, other, said):
    assert 0 <= likeness(one, other, said).score <= 1


@given(one=sightings, other=sightings, said=words)
def test_it_does_not_matter_which_of_the_two_came_first(one, other, said):
    assert likeness(one, other, said) == likeness(other, one, said)


@given(north=st.floats(0, 0.01), further=st.floats(0, 0.01), other=sightings)
def test_what_is_nearer_never_scores_lower(north, further, other):
    def at(lat):
        return Sighting(lat, other.lon, other.category, other.at, other.photos)

    near, far = at(other.lat + north), at(other.lat + north + further)
    assert likeness(near, other).score >= likeness(far, other).score


@given(days=st.floats(0, 400), more=st.floats(0, 400))
def test_what_was_seen_later_never_scores_higher(days, more):
    def after(number):
        return Sighting(LAMP.lat, LAMP.lon, LAMP.category, NOON + timedelta(days=number))

    assert likeness(LAMP, after(days)).score >= likeness(LAMP, after(days + more)).score


@given(one=sightings, other=sightings, said=st.floats(0, 1))
def test_evidence_that_is_missing_never_counts_against(one, other, said):
    def bare(sighting):
        return Sighting(sighting.lat, sighting.lon, sighting.category, sighting.at)

    without = likeness(bare(one), bare(other)).score
    assert likeness(one, other, said).score >= without
    assert likeness(bare(one), bare(other), said).score >= without
    assert likeness(one, other).score >= without


@given(low=st.floats(0, 1), more=st.floats(0, 1), evidence=st.sampled_from(list(Evidence)))
def test_more_of_any_evidence_never_lowers_the_score(low, more, evidence):
    assert score_of({evidence: min(1.0, low + more)}) >= score_of({evidence: low})


@given(metres=st.floats(0, 1e6), days=st.floats(0, 1e4))
def test_strengths_stay_between_nothing_and_one(metres, days):
    assert 0 < strength_of_distance(metres) <= 1
    assert 0 < strength_of_age(days) <= 1


def test_each_piece_of_evidence_has_a_weight_above_nothing():
    assert set(WEIGHTS) == set(Evidence)
    assert min(WEIGHTS.values()) > 0


def test_the_score_says_what_it_is_made_of():
    other = Sighting(42.3551, -71.065, 2, NOON - timedelta(days=2), photos=(0b111,))
    found = likeness(Sighting(42.355, -71.065, 1, NOON, photos=(0, -1)), other, words=0.5)
    assert [part.evidence for part in found.parts] == list(Evidence)
    measures = [round(part.measure, 1) for part in found.parts]
    assert measures == [11.1, 0.0, 2.0, 0.5, 3.0]
    assert found.part(Evidence.KIND).strength == 0


def test_without_words_and_photographs_nothing_is_said_about_them():
    found = likeness(LAMP, LAMP)
    assert found.part(Evidence.WORDS) is None
    assert found.part(Evidence.PHOTOS) is None


def test_the_two_most_alike_photographs_count():
    assert nearest_photos((0b0000, 0b1111), (0b0111,)) == 1
    assert nearest_photos((), (1,)) is None


def test_photographs_that_differ_say_nothing():
    assert likeness(
        Sighting(1, 1, 1, NOON, photos=(0,)), Sighting(1, 1, 1, NOON, photos=(2**32 - 1,))
    ).score == (likeness(Sighting(1, 1, 1, NOON), Sighting(1, 1, 1, NOON)).score)


def test_the_same_photograph_outweighs_another_category_and_forty_metres():
    known = Sighting(42.35536, -71.065, 2, NOON, photos=(77,))
    near = Sighting(42.355, -71.065, 1, NOON)
    here = Sighting(42.355, -71.065, 1, NOON, photos=(77,))
    assert likeness(here, known).score > likeness(here, near).score
