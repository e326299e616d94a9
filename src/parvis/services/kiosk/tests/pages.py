"""Pages of kiosks with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.kiosk.actions import put_up


def samples(cast: Any) -> list[Sample]:
    """The list of kiosks with one on it."""
    put_up(cast.desk, "Library", "sample")
    return [Sample("kiosks", "/office/kiosks/", "desk")]
