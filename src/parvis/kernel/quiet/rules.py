"""When a person may be disturbed. Plain Python."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From the full hour `starts` up to the full hour `ends`, also over midnight; the same hour twice: never.

    `letters_too`: e-mail waits as well. `urgent_passes`: what cannot wait may ring.
    """

    starts: int = 21
    ends: int = 8
    letters_too: bool = False
    urgent_passes: bool = False

    def covers(self, at: time) -> bool:
        """True when this time of day is quiet."""
        if self.starts <= self.ends:
            return self.starts <= at.hour < self.ends
        return at.hour >= self.starts or at.hour < self.ends


UNASKED = QuietHours()


def next_free(hours: QuietHours, moment: datetime, zone: ZoneInfo) -> datetime:
    """The first moment, not before this one, at which nobody is disturbed.

    When the clock is put back, the hour that comes twice is quiet twice.
    """
    local = moment.astimezone(zone)
    if not hours.covers(local.time()):
        return moment
    over_midnight = hours.starts > hours.ends and local.hour >= hours.starts
    day = local.date() + timedelta(days=over_midnight)
    end = datetime.combine(day, time(hours.ends), zone)
    # The end itself may come twice, and the first time be over: clocks are put back at night.
    return next(each for each in (end, end.replace(fold=1)) if each.timestamp() > moment.timestamp())
