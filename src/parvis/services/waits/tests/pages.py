"""Pages of Waits with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.waits.actions import leave_note


def samples(cast: Any) -> list[Sample]:
    """The list with a note on it."""
    leave_note(cast.alice, "This is a fine idea for our street.")
    return [Sample("waits with a note", "/waits/"), Sample("writing in waits", "/waits/write/", "alice")]
