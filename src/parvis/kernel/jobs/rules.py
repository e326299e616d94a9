"""How long a job that failed waits before it is tried again. Plain Python."""

FIRST_PAUSE, LONGEST_PAUSE = 20, 3600  # seconds
_DOUBLINGS = 8  # more than the longest pause
TRIES = 60  # two days and some hours: whom we need may be away from one evening to the morning after the next

# What is over goes after so many days: what was done soon, what failed once somebody could have asked why.
DAYS_KEPT = {("succeeded",): 1, ("failed", "cancelled", "aborted"): 30}


def pause_after(failures: int) -> int:
    """Seconds until the next try after so many failures: 20, 40, 80 and so on, up to an hour."""
    return min(FIRST_PAUSE << min(failures - 1, _DOUBLINGS), LONGEST_PAUSE)
