"""Pages of defects with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.findings.tests.stage import offered
from parvis.services.reports.tests.stage import build


def samples(cast: Any) -> list[Sample]:
    """The choices of Street Lighting."""
    stage = build()
    choices = offered(stage.lighting, cast.mona)
    page = "/office/defects/street-lighting/"
    return [
        Sample("choices of inspectors", page, "mona"),
        Sample("new words", f"{page}phrase/new/", "mona"),
        Sample("one priority", f"{page}{choices.urgent.public_id}/", "mona"),
    ]
