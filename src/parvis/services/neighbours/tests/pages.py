"""Pages of neighbours with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.helping.contracts import judge, prove, take
from parvis.services.openings.tests.stage import opened
from parvis.services.reports.tests.stage import build, reported


def samples(cast: Any) -> list[Sample]:
    """Jobs to take; one that waits for a yes, one that is done, one that is not."""
    stage = build()
    opened(cast.dana, people=4)
    report = reported(stage, cast.alice)
    jobs = [take(report.public_id, each, has_read=True) for each in (cast.bob, cast.charlie, cast.omar)]
    for job in jobs:
        prove(job.pk, job.person, "I wiped the glass.", 10)
    judge(jobs[1].pk, cast.alice, done=True)
    judge(jobs[2].pk, cast.alice, done=False, words="It is still dark.")
    return [
        Sample("what neighbours can do", "/helping/", "bob"),
        Sample("what neighbours can do near a spot", "/helping/?spot_lat=42.355&spot_lon=-71.065"),
        Sample("neighbours help: the office", "/office/helping/", "dana"),
        Sample("a report that neighbours can help with", report.get_absolute_url()),
    ]
