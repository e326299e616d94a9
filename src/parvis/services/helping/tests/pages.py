"""Pages of helping with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.helping.actions import prove, take
from parvis.services.openings.tests.stage import opened
from parvis.services.reports.tests.stage import build, reported


def samples(cast: Any) -> list[Sample]:
    """A job to take, one that is taken, one that waits for a yes."""
    stage = build()
    opened(cast.dana, people=3)
    report = reported(stage, cast.alice)
    taken = take(report.public_id, cast.bob, has_read=True)
    proven = take(report.public_id, cast.charlie, has_read=True)
    prove(proven.pk, cast.charlie, "I wiped the glass.", 10)
    return [
        Sample("what you can do yourself", "/helping/", "bob"),
        Sample("how it is done", f"/helping/{report.public_id}/", "alice"),
        Sample("a job that is mine", f"/helping/jobs/{taken.public_id}/", "bob"),
        Sample("is it done?", f"/helping/jobs/{proven.public_id}/", "alice"),
        Sample("neighbours say that it is done", "/office/helping/", "dana"),
        Sample("a report that neighbours can help with", report.get_absolute_url()),
    ]
