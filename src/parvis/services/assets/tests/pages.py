"""Pages of assets with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.assets.actions.bringing import bring_in
from parvis.services.assets.tests.stage import build, point, reported
from parvis.services.reports.actions import work
from parvis.services.reports.rules import Closing


def samples(cast: Any) -> list[Sample]:
    """A lamp with a past, one that is gone, and a report about one."""
    stage = build()
    done, open_one = (reported(stage, stage.lamp, author=cast.alice) for _ in range(2))
    work.close(done.pk, cast.amina, Closing.DONE, "A new lamp is in.")
    bring_in("lamps", [point("L1", kind="LED")])
    return [
        Sample("a lamp with a past", stage.lamp.get_absolute_url()),
        Sample("a lamp that is gone", stage.other.get_absolute_url()),
        Sample("a hydrant", stage.hydrant.get_absolute_url()),
        Sample("lamps of an area", "/assets/?kind=lamps&area=east-side"),
        Sample("nothing of a kind", "/assets/?kind=lamps&area=west-side"),
        Sample("a code that is none", "/a/zzz"),
        Sample("a report about a lamp", open_one.get_absolute_url()),
    ]
