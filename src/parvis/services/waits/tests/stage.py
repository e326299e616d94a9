"""A small city that answers its two sides differently: street lights late in the west, trees alike, a few of others."""

from datetime import timedelta
from itertools import count

from parvis.kernel.clock import now
from parvis.services.reports.contracts import Closing, ForeignReport, bring_in
from parvis.services.reports.tests import stage as reports
from parvis.services.waits.actions import count_anew

HERE, WEST = reports.HERE, reports.WEST
_numbers = count()


def told(
    category: str,
    spot: tuple[float, float],
    *,
    ago: float,
    wait: float | None = None,
    promised: float | None = 5,
    closing: Closing = Closing.DONE,
) -> ForeignReport:
    """A report opened so many days ago, closed after `wait` days or not at all, an answer promised in `promised`."""
    opened = now() - timedelta(days=ago)
    closed = None if wait is None else opened + timedelta(days=wait)
    return ForeignReport(
        external_id=f"waits:{next(_numbers)}",
        category=category,
        office="street-lighting",
        lat=spot[0],
        lon=spot[1],
        opened_at=opened,
        due_at=None if promised is None else opened + timedelta(days=promised),
        closed_at=closed,
        closing=None if closed is None else closing,
    )


def bring(*many: ForeignReport) -> None:
    """Take these reports over."""
    for _count in bring_in(many):
        pass


def build() -> reports.Stage:
    """Everything in place, and counted: lights are out for 2 days in the east and for 9 in the west."""
    stage = reports.build()
    lights = [
        told("street-light", spot, ago=20 + number % 60, wait=wait + number % 3 - 0.5)
        for number in range(40)
        for spot, wait in ((HERE, 1), (WEST, 8))
    ]
    open_lights = [told("street-light", WEST, ago=30) for _ in range(5)]
    trees = [
        told("tree", spot, ago=100 + number, wait=1 + number % 7 - 0.5)
        for number in range(30)
        for spot in (HERE, WEST)
    ]
    few = [told("danger", HERE, ago=3, wait=1) for _ in range(4)]
    bring(*lights, *open_lights, *trees, *few)
    count_anew()
    return stage
