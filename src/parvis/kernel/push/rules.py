"""What a push service's answer means, and which subscriptions can be used. Plain Python."""

from datetime import timedelta
from enum import StrEnum

DEVICES_AT_MOST = 10
SOONEST_RETRY, LATEST_RETRY = timedelta(seconds=20), timedelta(hours=1)
LABEL_LENGTH = 80
SECONDS_TO_ANSWER, SECONDS_FOR_ALL = 10.0, 20.0  # the notice is held meanwhile, and a worker


class Outcome(StrEnum):
    """What became of a message to one device."""

    TAKEN = "taken"
    GONE = "gone"
    LATER = "later"
    REFUSED = "refused"


def outcome_of(status: int) -> Outcome:
    """RFC 8030: 404 and 410 mean that the subscription is no more; 429 and faults of the server pass."""
    if 200 <= status < 300:
        return Outcome.TAKEN
    if status in {404, 410}:
        return Outcome.GONE
    return Outcome.LATER if status == 429 or status >= 500 else Outcome.REFUSED


def wait_of(retry_after: str) -> timedelta | None:
    """How long the server asks to wait, within reason; None where it gives no number of seconds."""
    if not retry_after.isascii() or not retry_after.isdigit():
        return None
    return max(SOONEST_RETRY, min(timedelta(seconds=min(int(retry_after[:9]), 10**6)), LATEST_RETRY))


def patience_with(devices: int) -> float:
    """How many seconds each of so many devices may take to answer: all together no longer than is bearable."""
    return min(SECONDS_TO_ANSWER, SECONDS_FOR_ALL / max(1, devices))


def device_called(agent: str) -> str:
    """What a person recognises their device by, from what its browser says: “Firefox, Android”."""
    browsers = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
               ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip
    found = [next((name for mark, name in known if mark in agent), "") for known in (browsers, systems)]
    return ", ".join(filter(None, found))
