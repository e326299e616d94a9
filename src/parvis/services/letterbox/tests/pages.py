"""Pages of the letterbox with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.letterbox.actions.taking import take


def samples(cast: Any) -> list[Sample]:
    """A letter that nobody could read, at the public desk."""
    take(b"Subject: Help\n\nHelp me.")
    return [Sample("letters", "/office/letterbox/", "desk")]
