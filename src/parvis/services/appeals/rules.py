"""Who may ask for something back, and until when. Plain Python."""

from datetime import datetime, timedelta
from enum import StrEnum

from parvis.kernel.hours.rules import MINUTES_IN_A_WORKING_DAY

# Article 20 (1) of Regulation (EU) 2022/2065: complaints for at least six months.
DAYS_TO_APPEAL = 183
MINUTES_TO_ANSWER = 10 * MINUTES_IN_A_WORKING_DAY
WORDS_AT_MOST = 4000


class Obstacle(StrEnum):
    """Why a decision cannot be appealed."""

    LIFTED = "lifted"
    LATE = "late"
    ASKED = "asked"


def obstacle_to_appeal(
    decided_at: datetime, moment: datetime, *, is_lifted: bool, is_asked: bool
) -> Obstacle | None:
    """What stands in the way of an appeal, None for nothing."""
    if is_lifted:
        return Obstacle.LIFTED
    if is_asked:
        return Obstacle.ASKED
    return Obstacle.LATE if moment > last_moment(decided_at) else None


def last_moment(decided_at: datetime) -> datetime:
    """Until when its author can appeal."""
    return decided_at + timedelta(days=DAYS_TO_APPEAL)
