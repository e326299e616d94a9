"""What fails is tried again soon, then seldom, and for as long as a weekend without the colleague who could mend it."""

from parvis.kernel.jobs.rules import LONGEST_PAUSE, TRIES, pause_after


def test_each_pause_is_twice_the_last_up_to_an_hour():
    assert [pause_after(failures) for failures in range(1, 11)] == [
        20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600,
    ]  # fmt: skip
    assert pause_after(10**6) == LONGEST_PAUSE


def test_a_job_is_tried_for_more_than_two_days():
    hours = sum(map(pause_after, range(1, TRIES))) / 3600
    assert 48 < hours < 60
