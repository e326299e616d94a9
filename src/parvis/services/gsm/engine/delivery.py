"""What a gateway's answer to one call means."""

from enum import StrEnum


class Outcome(StrEnum):
    """What one call to the gateway came to. LATER: it surely was not sent; UNSURE: nobody knows."""

    SENT = "sent"
    LATER = "later"
    UNSURE = "unsure"
    REFUSED = "refused"


def outcome_of(status: int) -> Outcome:
    """What an HTTP status says: a fault of the gateway's own leaves open whether it sent before it failed."""
    if 200 <= status < 300:
        return Outcome.SENT
    if status in (429, 503):
        return Outcome.LATER
    return Outcome.UNSURE if status >= 500 or status == 408 else Outcome.REFUSED
