"""Pages of waits with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.waits.tests.stage import build


def samples(cast: Any) -> list[Sample]:
    """Where to begin, a kind of problem, a neighbourhood, both, and where nothing is to be compared."""
    build()
    return [
        Sample("waits of the whole city", "/waits/"),
        Sample("waits of a kind of problem", "/waits/?category=street-light"),
        Sample("waits of a neighbourhood", "/waits/?area=west-side"),
        Sample("waits of a kind of problem here", "/waits/?category=street-light&area=west-side&days=90"),
        Sample("waits of too few", "/waits/?category=danger&area=west-side"),
        Sample("waits as a file", "/waits/table.csv?category=street-light"),
        Sample("waits as open data", "/data/waits/"),
    ]
