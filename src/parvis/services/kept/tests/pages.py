"""Pages of kept with something on them."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from parvis.kernel.absences.actions import send_away
from parvis.kernel.clock import now
from parvis.kernel.testing.addresses import Sample
from parvis.services.reports.tests.stage import build, reported


def samples(cast: Any) -> list[Sample]:
    """Promises that run, one that was kept, an office that is away."""
    stage = build()
    reported(stage, cast.alice)
    today = localdate(now())
    send_away(stage.parks, today, today + timedelta(days=3), "The whole office moves house.", cast.dana)
    return [
        Sample("promises kept", "/promises/"),
        Sample("promises played again", "/office/promises/replay/?service=reports&days=1", "mona"),
        Sample("offices that are away", "/office/promises/away/", "dana"),
    ]
