"""Rules of reports, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.services.reports.rules import (
    Finding,
    QuestionError,
    Rule,
    Searchable,
    State,
    box_around,
    can_become,
    check_answers,
    fitting_rules,
    metres_between,
    public_id_of,
    read_questions,
    reference,
    search_categories,
    verdict_of,
)

SLUGS = st.sampled_from(["east", "west", "north", "south"])
RULES = st.lists(
    st.builds(Rule, SLUGS, st.none() | SLUGS, st.none() | SLUGS, st.none())
    | st.builds(Rule, SLUGS, st.none() | SLUGS, st.none(), SLUGS),
    max_size=12,
    unique_by=lambda rule: (rule.area, rule.category, rule.group),
)
AREAS = st.lists(SLUGS, max_size=3, unique=True)


@given(RULES, AREAS, SLUGS, SLUGS)
def test_with_a_line_for_everything_every_case_has_exactly_one_first_line(rules, areas, category, group):
    rules = [rule for rule in rules if (rule.area, rule.category, rule.group) != (None, None, None)]
    fitting = fitting_rules([*rules, Rule("desk")], areas, category, group)
    assert fitting
    first, *rest = fitting

    def rank(rule: Rule) -> tuple:
        width = len(areas) if rule.area is None else areas.index(rule.area)
        return (rule.category is None, rule.group is None, width)

    assert all(rank(first) < rank(other) for other in rest)


@given(RULES, AREAS, SLUGS, SLUGS, st.randoms())
def test_the_order_of_the_table_does_not_matter(rules, areas, category, group, dice):
    shuffled = list(rules)
    dice.shuffle(shuffled)
    assert fitting_rules(rules, areas, category, group) == fitting_rules(shuffled, areas, category, group)


def test_a_line_for_a_category_counts_more_than_one_for_a_district():
    lines = [
        Rule("desk"),
        Rule("east-office", area="east"),
        Rule("lighting", category="lamp"),
        Rule("east-lighting", area="east", category="lamp"),
        Rule("works", group="lights"),
    ]
    offices = [rule.office for rule in fitting_rules(lines, ["east", "city"], "lamp", "lights")]
    assert offices == ["east-lighting", "lighting", "works", "east-office", "desk"]


def test_a_line_for_another_area_does_not_count():
    assert fitting_rules([Rule("desk", area="west")], ["east", "city"], "lamp", "lights") == []


@given(st.integers(0, 50), st.integers(0, 50))
def test_the_majority_of_residents_says_whether_it_is_fixed(fixed, unfixed):
    finding = verdict_of(fixed, unfixed)
    if fixed + unfixed == 0:
        assert finding is Finding.UNKNOWN
    else:
        assert (finding is Finding.FIXED) == (fixed > unfixed)


def test_nothing_leaves_the_closed_state_but_reopening():
    assert [after for after in State if can_become(State.CLOSED, after)] == [State.OPEN]


def test_a_report_can_always_be_closed_while_underway():
    assert all(can_become(state, State.CLOSED) for state in (State.OPEN, State.PLANNED, State.IN_PROGRESS))


def test_nothing_becomes_unconfirmed_again():
    assert not any(can_become(state, State.UNCONFIRMED) for state in State)


@given(st.floats(-60, 60), st.floats(-179, 179), st.floats(1, 500), st.floats(0, 6.283), st.floats(0, 0.98))
def test_every_point_within_the_distance_lies_in_the_box(lat, lon, metres, angle, share):
    from math import cos, radians, sin

    other_lat = lat + share * metres * sin(angle) / 111_320
    other_lon = lon + share * metres * cos(angle) / (111_320 * cos(radians(lat)))
    box = box_around(lat, lon, metres)
    assert box.south <= other_lat <= box.north
    assert box.west <= other_lon <= box.east
    assert metres_between(lat, lon, other_lat, other_lon) <= metres * 1.01


@given(
    st.text("23456789abcdefghjkmnpqrstvwxyz", min_size=8, max_size=8), st.sampled_from(["{}", " {} ", "#{}"])
)
def test_a_number_read_out_and_typed_finds_its_report(public_id, typed):
    assert public_id_of(typed.format(reference(public_id))) == public_id


RAW = [
    {
        "name": "how_many",
        "kind": "choice",
        "labels": {"en": "?"},
        "required": True,
        "choices": {"one": {"en": "1"}},
    },
    {"name": "wires", "kind": "yesno", "labels": {"en": "?"}},
    {"name": "pole", "kind": "text", "labels": {"en": "?"}},
    {"name": "count", "kind": "number", "labels": {"en": "?"}},
]


def test_answers_that_fit_the_questions_are_taken():
    given_ = {"how_many": "one", "wires": "no", "pole": "A 17", "count": 3}
    assert check_answers(read_questions(RAW), given_) == given_


def test_what_was_not_answered_is_left_out():
    assert check_answers(read_questions(RAW), {"how_many": "one", "pole": ""}) == {"how_many": "one"}


@pytest.mark.parametrize(
    ("given_", "sentence"),
    [
        ({}, "needs an answer to “how_many”"),
        ({"how_many": "ten"}, "must be one of: one"),
        ({"how_many": "one", "wires": "perhaps"}, "must be one of: yes, no"),
        ({"how_many": "one", "count": -1}, "whole number"),
        ({"how_many": "one", "pole": "x" * 201}, "at most 200"),
        ({"how_many": "one", "colour": "red"}, "does not ask “colour”"),
    ],
)
def test_answers_that_do_not_fit_are_refused_with_the_reason(given_, sentence):
    with pytest.raises(QuestionError, match=sentence):
        check_answers(read_questions(RAW), given_)


@pytest.mark.parametrize(
    "raw",
    [
        [{"name": "a", "kind": "colour", "labels": {}}],
        [{"name": "a", "kind": "choice", "labels": {}}],
        [{"name": "a", "kind": "text", "labels": {}, "choices": {"x": {}}}],
        [{"name": "a", "kind": "text", "labels": {}}, {"name": "a", "kind": "text", "labels": {}}],
    ],
)
def test_questions_that_make_no_sense_are_refused(raw):
    with pytest.raises(QuestionError):
        read_questions(raw)


ENTRIES = [
    Searchable(
        "street-light",
        ("street light is out", "lampadaire eteint", "عمود انارة مطفا"),
        ("lamp dark", "reverbere"),
    ),
    Searchable("traffic-light", ("traffic light does not work",), ("red green",)),
    Searchable("litter", ("overflowing litter bin",), ("trash",)),
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("street light", "street-light"),
        ("lamp", "street-light"),
        ("lampadaire", "street-light"),
        ("reverb", "street-light"),
        ("انارة", "street-light"),
        ("trahs", "litter"),
        ("trafic", "traffic-light"),
        ("bin over", "litter"),
    ],
)
def test_plain_words_in_any_language_find_the_category(query, first):
    assert search_categories(ENTRIES, query.split())[0] == first


def test_words_that_mean_nothing_here_find_nothing():
    assert search_categories(ENTRIES, ["elephant"]) == []
    assert search_categories(ENTRIES, []) == []


ASKS = [
    {"name": "read_this", "kind": "notice", "labels": {"en": "Do not touch the wire."}},
    {"name": "since", "kind": "moment", "labels": {"en": "Since when?"}, "required": True},
]


def test_words_to_read_ask_nothing_and_moments_are_moments():
    questions = read_questions(ASKS)
    assert check_answers(questions, {"since": "2026-05-04T17:30:00-04:00"}) == {
        "since": "2026-05-04T17:30:00-04:00"
    }
    for given_, sentence in (
        ({"since": "yesterday"}, "date and time"),
        ({"since": 7}, "date and time"),
        ({"since": "2026-05-04T17:30", "read_this": "yes"}, "does not ask"),
        ({}, "needs an answer"),
    ):
        with pytest.raises(QuestionError, match=sentence):
            check_answers(questions, given_)
    with pytest.raises(QuestionError, match="asks nothing"):
        read_questions([{**ASKS[0], "required": True}])
