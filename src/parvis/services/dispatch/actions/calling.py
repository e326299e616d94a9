"""What a failed call to another system means for what is to be sent."""

from collections.abc import Iterator
from contextlib import contextmanager

from parvis.services.dispatch.models import Channel
from parvis.services.dispatch.rules import Outcome, outcome_of
from parvis.services.georeport.contracts import CallFailedError, System, call


class UndeliveredError(Exception):
    """One try failed; the message is a sentence for officials, `outcome` what follows from it."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


def system_of(channel: Channel) -> System:
    """The system at the other end."""
    return System(channel.address, channel.key, channel.jurisdiction)


@contextmanager
def failures() -> Iterator[None]:
    """A call that fails in here says whether that may pass: `UndeliveredError`."""
    try:
        yield
    except CallFailedError as failed:
        outcome = Outcome.LATER if failed.status is None else outcome_of(failed.status)
        raise UndeliveredError(outcome, str(failed)) from failed


def call_once(
    channel: Channel, method: str, name: str, fields: list[tuple[str, str]], *, key: str = ""
) -> dict[str, str]:
    """One call; its first row. `UndeliveredError` says what went wrong and whether it may pass."""
    with failures():
        rows = call(system_of(channel), method, name, fields, key=key)
    return rows[0] if rows else {}
