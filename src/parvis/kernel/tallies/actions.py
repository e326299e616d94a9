"""The only writer of tallies."""

from collections.abc import Callable, Mapping
from time import monotonic

from parvis.kernel.tallies.models import Tally


def tally(kind: Tally.Kind, seconds: float = 0, counts: Mapping[str, int] | None = None) -> None:
    """Count one deed, in the caller's transaction."""
    Tally.objects.create(kind=kind, seconds=round(seconds, 3), counts=dict(counts or {}))


def timed[Result](kind: Tally.Kind, deed: Callable[[], Result]) -> Result:
    """Do it, and count it with the time that it took."""
    begin = monotonic()
    result = deed()
    tally(kind, monotonic() - begin)
    return result
