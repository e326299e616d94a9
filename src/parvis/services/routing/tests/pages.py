"""Pages of routing with something on them."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from parvis.kernel.clock import now
from parvis.kernel.testing.addresses import Sample
from parvis.services.reports.contracts import Rule
from parvis.services.reports.tests.stage import build, reported, square
from parvis.services.routing.actions import decide, propose_boundaries, propose_line

TRIED = "spot_lat=42.355&spot_lon=-71.065&category=street-light"


def samples(cast: Any) -> list[Sample]:
    """A line that was decided, one that waits, and boundaries that wait."""
    stage = build()
    reported(stage, cast.alice)
    line = propose_line(cast.dana, Rule("parks", area="east-side", category="street-light"))
    decide(line.pk, cast.dana, "Parks has a crew of its own in the east.")
    waits = propose_line(cast.dana, Rule("street-lighting", area="east-side", category="street-light"))
    moved = {"features": [square("West Side", -71.08, -71.064), square("East Side", -71.064, -71.06)]}
    boundaries = propose_boundaries(cast.dana, moved, localdate(now()) + timedelta(days=2))
    return [
        Sample("who is responsible", f"/routing/?{TRIED}"),
        Sample("a decision about who is responsible", line.get_absolute_url()),
        Sample("changing who is responsible", "/office/routing/", "dana"),
        Sample("what a line would move", f"/office/routing/{waits.public_id}/", "dana"),
        Sample("what boundaries would move", f"/office/routing/{boundaries.public_id}/", "dana"),
    ]
