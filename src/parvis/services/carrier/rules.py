"""When messages may go out, what they may cost, and what a gateway's answer means. Plain Python."""

from datetime import datetime, time, timedelta
from enum import StrEnum

MESSAGES_A_DAY = 20  # to one number
QUIET_FROM, QUIET_UNTIL = time(21), time(8)
TRIES_AT_MOST = 7
GIVE_UP_AFTER = timedelta(hours=36)
# Longer than a call may take: whoever died with a message gives it back.
LEASE = timedelta(minutes=3)
TALK_LASTS = timedelta(days=3)
VIA = "SMS"
DAYS_KNOWN, DAYS_KEPT = 365, 90


class State(StrEnum):
    """Where a message is. UNSURE: the gateway may have it, and would not know it again, so it is not repeated."""

    WAITING = "waiting"
    ON_ITS_WAY = "on_its_way"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNSURE = "unsure"
    CANCELLED = "cancelled"


def next_try(tries: int, *, may_have_gone: bool, knows_keys: bool) -> timedelta | None:
    """How long to wait before the next try; None: never. What may have gone out is only repeated to a gateway that
    knows a message by its key."""
    if tries >= TRIES_AT_MOST or (may_have_gone and not knows_keys):
        return None
    return timedelta(minutes=2 ** (tries - 1))


def state_told(before: State, status: str) -> State:
    """Where a message is, now that the gateway says so; its words arrive in any order.

    Delivered is the end. A failure is too, but for a delivery that was told late.
    """
    told = {
        **dict.fromkeys(("accepted", "queued", "sending", "sent"), State.SENT),
        **dict.fromkeys(("delivered", "read"), State.DELIVERED),
        **dict.fromkeys(("failed", "undelivered", "canceled"), State.FAILED),
    }.get(status.lower(), before)
    if before is State.DELIVERED or (before is State.FAILED and told is State.SENT):
        return before
    return told


def may_leave_at(moment: datetime) -> datetime:
    """The first moment from this one on, in the city's own time, at which nobody is woken up."""
    if QUIET_UNTIL <= moment.time() < QUIET_FROM:
        return moment
    day = moment.date() + timedelta(days=moment.time() >= QUIET_FROM)
    return datetime.combine(day, QUIET_UNTIL, moment.tzinfo)


def has_room(spent: int, more: int, ceiling: int) -> bool:
    """True while a day's messages, in segments, stay under what the city pays for."""
    return spent + more <= ceiling
