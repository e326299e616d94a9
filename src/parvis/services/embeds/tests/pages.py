"""Pages of embeds with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.reports.tests.stage import build, reported


def samples(cast: Any) -> list[Sample]:
    """The builder, the card of a neighbourhood, the calendar."""
    reported(build())
    return [
        Sample("embeds to be chosen", "/embed/?area=east-side&theme=dark"),
        Sample("an embedded card", "/embed/card/?area=east-side&category=street-light"),
        Sample("planned works", "/embed/works.ics"),
    ]
