"""Told to stop at a bad moment, a command ends in good order all the same."""

import os
import signal

import pytest

from parvis.kernel.stopping import STOPS, stops_held_back


@pytest.fixture
def heard(monkeypatch):
    """The signals that came through; the process's own handlers are put back afterwards."""
    numbers = []
    before = {
        number: signal.signal(number, lambda number, _frame: numbers.append(number)) for number in STOPS
    }
    yield numbers
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", STOPS)
def test_who_says_stop_in_a_step_that_must_not_be_broken_off_is_heard_after_it(heard, number):
    with stops_held_back():
        os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)
        assert heard == []
    assert heard == [number]


def test_a_step_that_fails_still_passes_the_word_on(heard):
    with pytest.raises(ZeroDivisionError), stops_held_back():
        os.kill(os.getpid(), signal.SIGTERM)
        raise ZeroDivisionError
    assert heard == [signal.SIGTERM]
