"""What is told of a neighbourhood is told in words that people use."""

import pytest

from parvis.interfaces.site.surroundings import time_given


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        (0, ""),
        (1, "They gave 1 minute."),
        (33, "They gave 33 minutes."),
        (119, "They gave 119 minutes."),
        (120, "They gave 2 hours."),
        (149, "They gave 2 hours."),
        (75_000, "They gave 1,250 hours."),
    ],
)
def test_time_is_told_in_minutes_until_hours_say_more(minutes, sentence):
    assert time_given(minutes) == sentence
