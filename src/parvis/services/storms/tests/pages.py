"""Pages of storms with something on them."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from parvis.kernel.clock import now
from parvis.kernel.testing.addresses import Sample
from parvis.services.reports.tests.stage import build, reported
from parvis.services.storms.actions import Wish, declare, end

WHY = "The wind broke more trees in one night than in half a year."


def samples(cast: Any) -> list[Sample]:
    """One that gives more time to a report, one that ended."""
    report = reported(build(), cast.alice)
    last_day = localdate(now()) + timedelta(days=5)
    over = declare(cast.dana, Wish("Flood at the harbour", [], "", 1, last_day, WHY))
    end(over.public_id, cast.dana, "The water is gone since this morning.")
    runs = declare(cast.dana, Wish("The storm of last night", ["street-light"], "", 3, last_day, WHY))
    return [
        Sample("more time after a storm", "/storms/"),
        Sample("a storm", runs.get_absolute_url()),
        Sample("a storm that is over", over.get_absolute_url()),
        Sample("a report with more time", report.get_absolute_url()),
        Sample("giving the city more time", "/office/storms/", "dana"),
        Sample("ending a storm", f"/office/storms/{runs.public_id}/", "dana"),
    ]
