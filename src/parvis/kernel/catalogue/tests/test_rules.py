"""What must be answered before a service reaches a stage, and which stage follows which."""

import pytest

from parvis.kernel.catalogue.rules import NEXT, OFFERED, Facts, Stage, can_move, checks
from parvis.kernel.sheets.rules import ANSWERS, Rung, Sheet

LONG = "Because neighbours see it first."
WHOLE = Sheet(names={"en": "Trees"}, words={"en": "We water them."}, **dict.fromkeys(ANSWERS, LONG))
FACTS = Facts("en", frozenset(Rung), has_fallback=True, officials=2, was_piloted=True)


def open_lines(sheet, facts=FACTS, towards=Stage.OPEN):
    return [each.name for each in checks(sheet, facts, towards) if not each.done]


def test_a_whole_sheet_opens():
    assert open_lines(WHOLE) == []


@pytest.mark.parametrize("answer", ANSWERS)
def test_each_answer_is_needed_to_open(answer):
    assert open_lines(WHOLE.model_copy(update={answer: "  "})) == [answer]


def test_a_pilot_does_not_say_yet_what_it_taught():
    assert open_lines(WHOLE.model_copy(update={"learned": ""}), towards=Stage.PILOT) == []


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"has_fallback": False}, "fallback"),
        ({"officials": 1}, "officials"),
        ({"settings_fit": False}, "settings"),
        ({"rungs": frozenset()}, "ladder"),
        ({"house_language": "fr"}, "names"),
    ],
)
def test_the_house_must_be_able_to_keep_it(facts, line):
    known = {"house_language": "en", "rungs": frozenset(Rung), "has_fallback": True, "officials": 2}
    assert open_lines(WHOLE, Facts(**{**known, "was_piloted": True, **facts})) == [line]


@pytest.mark.parametrize("stage", [Stage.PAUSED, Stage.CLOSED])
def test_stopping_asks_for_nothing(stage):
    assert checks(Sheet(), Facts("en", frozenset()), stage) == []


def test_what_is_closed_stays_closed_and_nothing_opens_without_a_pilot():
    assert not any(can_move(Stage.CLOSED, each) for each in Stage)
    assert not can_move(Stage.DRAFT, Stage.OPEN)
    assert {each for each in Stage if can_move(each, Stage.OPEN)} == {Stage.PILOT, Stage.PAUSED}
    assert all(Stage.DRAFT not in each for each in NEXT.values())
    assert set(OFFERED) == {Stage.PILOT, Stage.OPEN}
