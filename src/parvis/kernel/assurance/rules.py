"""Ways of being confirmed, how long each one holds, and what level is left. Plain Python."""

from datetime import datetime, timedelta
from enum import StrEnum

from parvis.kernel.people.rules import Level

# Somebody who must renew it needs a month to find the time.
DAYS_BEFORE = 30
# Whoever was confirmed and then was not: how long the line is kept, so that both sides can look at it.
DAYS_KEPT = 365


class Way(StrEnum):
    """How the city became sure."""

    COUNTER = "counter"
    LETTER = "letter"
    VOUCHING = "vouching"
    PROVIDER = "provider"


class Seen(StrEnum):
    """The kind of document that an official saw at a counter. Its number is asked for nowhere."""

    IDENTITY_CARD = "identity_card"
    PASSPORT = "passport"
    PERMIT = "permit"
    BILL = "bill"
    RECORD = "record"


class End(StrEnum):
    """Why a confirmation does not stand any more; "" while it does."""

    NONE = ""
    RAN_OUT = "ran_out"
    REVOKED = "revoked"
    RENEWED = "renewed"
    GIVEN_UP = "given_up"


# The surer the way, the longer it holds.
DAYS_OF = {Way.COUNTER: 5 * 365, Way.LETTER: 3 * 365, Way.VOUCHING: 2 * 365, Way.PROVIDER: 365}


def until(way: Way, moment: datetime) -> datetime:
    """The moment at which a confirmation of that moment runs out."""
    return moment + timedelta(days=DAYS_OF[way])


def level_with(level: Level, stands: bool) -> Level:
    """The level of somebody whose confirmations changed; `stands`: at least one does.

    Officials stay officials. Losing the last confirmation takes away what it gave and nothing else.
    """
    if level >= Level.OFFICIAL:
        return level
    if stands:
        return Level.RESIDENT_CONFIRMED
    return min(level, Level.CONTACT_CONFIRMED)


def is_to_be_told(ends: datetime, told: datetime | None, moment: datetime) -> bool:
    """True once, when a confirmation runs out soon and its person does not know it."""
    return told is None and moment < ends <= moment + timedelta(days=DAYS_BEFORE)
