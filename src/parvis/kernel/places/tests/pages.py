"""Pages of places with something on them."""

from typing import Any

from parvis.kernel.places.actions import KnownName, learn_names
from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """A search that finds something, one that goes on to another page, and one that finds nothing."""
    learn_names([KnownName("Parvis Notre-Dame", 42.36, -71.06, subject="sample")], source="sample")
    return [
        Sample("search, found", "/places/search?q=parvis+notre"),
        Sample("search, found, going on", "/places/search?q=parvis+notre&next=/"),
        Sample("search, nothing found", "/places/search?q=zzzzzz"),
    ]
