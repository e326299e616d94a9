"""The one place that knows what time it is, so that tests and the demo can travel."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  (this is the house replacement)
