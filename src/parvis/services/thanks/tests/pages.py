"""Pages of thanks with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.reports.tests.stage import build, reported
from parvis.services.thanks.actions import thank


def samples(cast: Any) -> list[Sample]:
    """A report that somebody thanked for, as a guest and as a member see it."""
    report = reported(build(), cast.alice)
    thank(cast.bob, report.subject)
    return [
        Sample("thanks for a report", f"/thanks/{report.subject}/"),
        Sample("saying thank you", f"/thanks/{report.subject}/", "charlie"),
        Sample("a neighbourhood that did something", "/areas/east-side/"),
    ]
