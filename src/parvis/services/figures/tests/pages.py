"""Pages of figures with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.figures.actions import count_anew
from parvis.services.figures.tests.stage import mend
from parvis.services.reports.tests.stage import build, reported


def samples(cast: Any) -> list[Sample]:
    """Everything with reports in it, once narrowed."""
    stage = build()
    for _number in range(4):
        reported(stage, cast.alice)
    mend(stage, cast.alice, cast.amina)
    count_anew()
    return [
        Sample("the city in figures", "/figures/"),
        Sample("neighbourhoods side by side", "/figures/areas/?by=kept&days=365"),
        Sample("neighbourhoods as a file", "/figures/areas.csv"),
        Sample("where reports came from", "/figures/map/?group=lights&area=east-side"),
        Sample("a month without reports", "/figures/map/?month=1"),
        Sample("before and after", "/figures/before-after/"),
        Sample("the figures of an office", "/office/figures/?days=90", "mona"),
    ]
