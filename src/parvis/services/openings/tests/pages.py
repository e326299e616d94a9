"""Pages of openings with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.openings.tests.stage import opened
from parvis.services.reports.tests.stage import build


def samples(cast: Any) -> list[Sample]:
    """One kind that is open to neighbours."""
    build()
    made = opened(cast.dana, category="tree")
    return [
        Sample("what neighbours can do", "/office/openings/", "dana"),
        Sample("an opening to neighbours", f"/office/openings/{made.public_id}/", "dana"),
    ]
